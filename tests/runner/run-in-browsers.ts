import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { addTallies, ONE_FAILURE, type Tally } from './tally.ts';

const TESTS = join(import.meta.dirname, '..');
const RUNNER = join(TESTS, '../node_modules/@web/test-runner/dist/bin.js');
const CONFIG = join(TESTS, 'web-test-runner.config.ts');

/** Runs test files in every engine. The runner is a process of its own because it ends the process it is in. */
export async function runInBrowsers(files: readonly string[], { coverage = false } = {}): Promise<Tally> {
  const args = ['--config', CONFIG, '--files', ...files, ...(coverage ? ['--coverage'] : [])];
  const child = spawn(process.execPath, [RUNNER, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  let tally: Tally | undefined;
  child.on('message', (message) => (tally = message as Tally));
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));

  if (!tally) {
    console.error('FAILED: the browser tests ended without a result');
    return ONE_FAILURE;
  }
  if (tally.passed + tally.failed === 0) {
    console.error('FAILED: no test ran in a browser');
    return addTallies(tally, ONE_FAILURE);
  }
  // For example coverage under its threshold.
  const failedOtherwise = exitCode !== 0 && tally.failed === 0;
  return failedOtherwise ? addTallies(tally, ONE_FAILURE) : tally;
}
