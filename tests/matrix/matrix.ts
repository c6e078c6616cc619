import type { Outcome } from './outcomes.ts';

/** Which cases of the kit hold for which adapters. */
export interface Matrix {
  readonly adapters: readonly string[];
  readonly groups: readonly Group[];
}

interface Group {
  readonly name: string;
  readonly cases: readonly Case[];
}

interface Case {
  readonly title: string;
  /** The adapters that pass it, in one of the ways in which they are tested; it does not apply to the others. */
  readonly passed: ReadonlySet<string>;
}

export function matrixOf(outcomes: readonly Outcome[]): Matrix {
  const groups = new Map<string, Map<string, Set<string>>>();
  for (const { adapter, title, result } of outcomes) {
    const [, name = '', one = ''] = /^(\w+): (.*)$/.exec(title) ?? [];
    const cases = groups.get(name) ?? new Map<string, Set<string>>();
    const passed = cases.get(one) ?? new Set();
    if (result === 'passed') passed.add(adapter);
    groups.set(name, cases.set(one, passed));
  }
  return {
    adapters: [...new Set(outcomes.map(({ adapter }) => adapter))].sort(),
    groups: [...groups].map(([name, cases]) => ({
      name,
      cases: [...cases].map(([title, passed]) => ({ title, passed })),
    })),
  };
}

export function countPassed(cases: readonly Case[], adapter: string): number {
  return cases.filter(({ passed }) => passed.has(adapter)).length;
}

/** The matrix as a table of rows and columns, the first of each for their names. */
export function tableOf({ adapters, groups }: Matrix): string[][] {
  const all = groups.flatMap(({ cases }) => cases);
  const totals = (cases: readonly Case[]) => adapters.map((adapter) => `**${countPassed(cases, adapter)}**`);
  return [
    ['', ...adapters],
    [`**all ${all.length}**`, ...totals(all)],
    ...groups.flatMap(({ name, cases }) => [
      [`**${name}: ${cases.length}**`, ...totals(cases)],
      ...cases.map(({ title, passed }) => [
        title,
        ...adapters.map((adapter) => (passed.has(adapter) ? '✓' : '–')),
      ]),
    ]),
  ];
}

export function markdown(matrix: Matrix): string {
  const [head, ...rows] = tableOf(matrix).map((row) => `| ${row.join(' | ')} |`);
  const rule = `| --- |${' :-: |'.repeat(matrix.adapters.length)}`;
  return `# What each adapter keeps of the contract

Made by \`npm run matrix\`: the cases of the conformance kit (\`colloquy/testing\`) on the adapters of the package.

- ✓ the case passes. No adapter fails one.
- – the case does not apply: the adapter does not announce what it is about, or its backend has no such thing.

An adapter that is tested in several ways, such as for guests and for the signed-in, passes where it does so in one of
them. \`rest\` is tested on the server itself, \`local\` and \`memory\` are their own backends, \`composite\` merges memory
adapters; the others speak to stand-ins that play their servers.

${[head, rule, ...rows].join('\n')}
`;
}

/** Reads back what `markdown` wrote. */
export function readTable(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|:-]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}
