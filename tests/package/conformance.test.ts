import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { GROUPS } from '../../src/testing/cases.ts';
import { readTable } from '../matrix/matrix.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** `npm run matrix` makes it anew. */
describe('docs/conformance.md', () => {
  const [head = [], total = [], ...rows] = readTable(read('docs/conformance.md'));
  const isGroup = ([title = '']: readonly string[]) => title.startsWith('**');
  const cases = rows.filter((row) => !isGroup(row));
  const groups = rows.filter(isGroup);
  const numbersIn = (row: readonly string[]) => row.slice(1).map((cell) => Number(cell.replaceAll('**', '')));
  const countIn = (some: readonly (readonly string[])[]) =>
    head.slice(1).map((_, column) => some.filter((row) => row[column + 1] === '✓').length);

  it('has a row for each case of the kit, in its groups', () => {
    const expected = Object.entries(GROUPS).flatMap(([name, group]) => [
      `**${name}: ${group.length}**`,
      ...group.map(({ title }) => title),
    ]);
    assert.deepEqual(
      rows.map(([title]) => title),
      expected,
    );
    assert.equal(total[0], `**all ${cases.length}**`);
  });

  it('has a column for each adapter of the package', () => {
    const { exports } = JSON.parse(read('package.json')) as { exports: Record<string, unknown> };
    const adapters = Object.keys(exports).flatMap(
      (path) => /^\.\/adapters\/([\w-]+)\.js$/.exec(path)?.[1] ?? [],
    );
    assert.deepEqual(head.slice(1), adapters.sort());
  });

  it('says of each whether it passes or does not apply, and counts that right', () => {
    const others = cases.filter((row) => row.slice(1).some((cell) => cell !== '✓' && cell !== '–'));
    assert.deepEqual(others, []);
    assert.deepEqual(numbersIn(total), countIn(cases));
    for (const group of groups) {
      const start = rows.indexOf(group) + 1;
      const after = rows.findIndex((row, index) => index >= start && isGroup(row));
      assert.deepEqual(numbersIn(group), countIn(rows.slice(start, after < 0 ? undefined : after)), group[0]);
    }
  });
});
