/** `npm run matrix`: which cases of the conformance kit hold for which adapters, printed and kept in the docs. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { inChromium } from './in-chromium.ts';
import { inNode } from './in-node.ts';
import { countPassed, markdown, matrixOf, tableOf } from './matrix.ts';

const KEPT = join(import.meta.dirname, '../../docs/conformance.md');

const outcomes = [...(await inChromium()), ...(await inNode())];
const matrix = matrixOf(outcomes);
const cases = matrix.groups.flatMap((group) => group.cases);

for (const row of tableOf(matrix).slice(1)) {
  const [title = '', ...cells] = row.map((cell) => cell.replaceAll('**', ''));
  console.log(cells.map((cell) => cell.padStart(4)).join(''), ` ${title}`);
}
for (const adapter of matrix.adapters) {
  const passed = countPassed(cases, adapter);
  console.log(`${adapter}: ${passed} passed, ${cases.length - passed} not applicable`);
}

const failed = outcomes.filter(({ result }) => result === 'failed');
for (const { adapter, title } of failed) console.error(`FAILED: ${adapter}: ${title}`);
if (failed.length > 0 || outcomes.length === 0) {
  process.exitCode = 1;
} else {
  const options = await resolveConfig(KEPT);
  writeFileSync(KEPT, await format(markdown(matrix), { ...options, filepath: KEPT }));
}
