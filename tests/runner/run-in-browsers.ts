import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { BrowserRun } from './tally-reporter.ts';
import { addTallies, ONE_FAILURE, type Tally } from './tally.ts';

const TESTS = join(import.meta.dirname, '..');
const RUNNER = join(TESTS, '../node_modules/@web/test-runner/dist/bin.js');
const CONFIG = join(TESTS, 'web-test-runner.config.ts');

/** Runs test files in every engine, and those at which WebKit hung a second time. */
export async function runInBrowsers(files: readonly string[], { coverage = false } = {}): Promise<Tally> {
  const { tally, unfinished } = await run(files, process.env, coverage ? ['--coverage'] : []);
  if (unfinished.length === 0) return tally;
  console.error(`AGAIN, as WebKit hung: ${unfinished.join(', ')}`);
  const again = await run(unfinished, { ...process.env, COLLOQUY_ENGINES: 'webkit' });
  for (const file of again.unfinished) console.error(`FAILED: WebKit hung twice at ${file}`);
  return addTallies(tally, again.tally, ...again.unfinished.map(() => ONE_FAILURE));
}

/** The runner is a process of its own because it ends the process it is in. */
async function run(
  files: readonly string[],
  env: NodeJS.ProcessEnv,
  options: readonly string[] = [],
): Promise<BrowserRun> {
  const child = spawn(process.execPath, [RUNNER, '--config', CONFIG, '--files', ...files, ...options], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env,
  });
  let result: BrowserRun | undefined;
  child.on('message', (message) => (result = message as BrowserRun));
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));

  if (!result) {
    console.error('FAILED: the browser tests ended without a result');
    return { tally: ONE_FAILURE, unfinished: [] };
  }
  const { tally, unfinished } = result;
  if (tally.passed + tally.failed + unfinished.length === 0) {
    console.error('FAILED: no test ran in a browser');
    return { tally: addTallies(tally, ONE_FAILURE), unfinished };
  }
  // For example coverage under its threshold.
  const failedOtherwise = exitCode !== 0 && tally.failed + unfinished.length === 0;
  return { tally: failedOtherwise ? addTallies(tally, ONE_FAILURE) : tally, unfinished };
}
