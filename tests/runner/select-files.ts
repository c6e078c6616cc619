import { globSync } from 'node:fs';
import { sep } from 'node:path';

/** Folders of `tests/` whose files run in browsers, and those whose files run in Node. */
const BROWSER_ROOMS = ['unit', 'element', 'conformance', 'security'];
const NODE_ROOMS = ['package', 'journeys', 'reliability', 'server'];

export interface TestFiles {
  readonly browser: readonly string[];
  readonly node: readonly string[];
}

/**
 * Test files, as paths from the repository's root. Each choice is a room (`unit`), a glob or a part of a
 * path (`thread`); without any, every file is chosen.
 */
export function selectTestFiles(choices: readonly string[]): TestFiles {
  return { browser: filesOf(BROWSER_ROOMS, choices), node: filesOf(NODE_ROOMS, choices) };
}

function filesOf(rooms: readonly string[], choices: readonly string[]): string[] {
  const all = find(`tests/{${rooms.join(',')}}/**/*.test.ts`);
  if (choices.length === 0) return all;
  const chosen = new Set(choices.flatMap((choice) => choose(all, choice)));
  return all.filter((file) => chosen.has(file));
}

function choose(all: readonly string[], choice: string): readonly string[] {
  if ([...BROWSER_ROOMS, ...NODE_ROOMS].includes(choice)) {
    return all.filter((file) => file.startsWith(`tests/${choice}/`));
  }
  return /[*?{[]/.test(choice) ? find(choice) : all.filter((file) => file.includes(choice));
}

function find(pattern: string): string[] {
  return globSync(pattern)
    .map((path) => path.replaceAll(sep, '/'))
    .sort();
}
