/** `npm run test:backends`: the adapters against servers of others, one after the other, and one closing line. */
import { join } from 'node:path';
import { runInNode } from '../runner/run-in-node.ts';
import { addTallies, formatTally, NOTHING, type Tally } from '../runner/tally.ts';
import { atproto } from './atproto.ts';
import type { Backend } from './backend.ts';
import { isso } from './isso.ts';
import { remark42 } from './remark42.ts';
import { twikoo } from './twikoo.ts';
import { waline } from './waline.ts';
import { wordpress } from './wordpress.ts';

const BACKENDS: readonly Backend[] = [waline, wordpress, atproto, twikoo, isso, remark42];

const HELP = `npm run test:backends [-- which…]

Starts servers of others on the loopback interface, one after the other, and runs the conformance kit and a journey
in a browser against each. The last line is "N passed, N failed, N skipped"; what says nothing about a backend is
skipped. A server that is not installed is left out, with the command that installs it; it fails where it was named.

which   ${BACKENDS.map(({ name }) => name).join(', ')}; without it, all`;

const choices = process.argv.slice(2);
const unknown = choices.filter((choice) => !BACKENDS.some(({ name }) => name === choice));
if (unknown.length > 0) {
  console.log(HELP);
  process.exit(unknown.every((choice) => choice === '--help') ? 0 : 1);
}
process.chdir(join(import.meta.dirname, '../..'));

const chosen = BACKENDS.filter(({ name }) => choices.length === 0 || choices.includes(name));
const tallies = new Map<Backend, Tally | null>();
for (const backend of chosen) {
  const ready = backend.missing().length === 0;
  tallies.set(backend, ready ? await runInNode([`tests/backends/${backend.name}.test.ts`]) : null);
}

for (const [backend, tally] of tallies) console.log(describe(backend, tally));
const total = addTallies(...[...tallies.values()].map((tally) => tally ?? NOTHING));
console.log(formatTally(total));
// What is named has to be there; of all, those that are.
const untested = choices.length > 0 && [...tallies.values()].includes(null);
process.exitCode = total.failed === 0 && total.passed > 0 && !untested ? 0 : 1;

function describe({ title, missing, install }: Backend, tally: Tally | null): string {
  if (tally) return `${title}: ${formatTally(tally)}`;
  return `NOT TESTED: ${title} misses ${missing().join(', ')}. To install:\n  ${install}`;
}
