import type { Writable } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { NOTHING, type Tally } from './tally.ts';

/** A file that takes longer hangs. */
const FILE_TIMEOUT_MS = 600_000;

/** Runs test files with Node's own runner, each in a process of its own, and writes what it says. */
export async function runInNode(files: readonly string[], output: Writable = process.stdout): Promise<Tally> {
  if (files.length === 0) return NOTHING;
  let tally = NOTHING;
  const events = run({ files: [...files], concurrency: true, timeout: FILE_TIMEOUT_MS });
  events.on('test:summary', ({ file, counts }) => {
    // There is a summary for each file, and one without a file for the whole.
    if (file !== undefined) return;
    const skipped = counts.skipped + counts.todo;
    tally = { passed: counts.passed, failed: counts.tests - counts.passed - skipped, skipped };
  });
  for await (const text of events.compose(new spec())) output.write(text);
  return tally;
}
