import { spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Outcome } from './outcomes.ts';

const ROOT = join(import.meta.dirname, '../..');
const RUNNER = join(ROOT, 'node_modules/@web/test-runner/dist/bin.js');
const CONFIG = join(import.meta.dirname, 'web-test-runner.config.ts');

/** Runs the kit for the adapters that are tested in browsers. The runner ends the process that it is in. */
export async function inChromium(): Promise<readonly Outcome[]> {
  const files = globSync('tests/conformance/*.test.ts', { cwd: ROOT }).filter((file) =>
    existsSync(join(ROOT, 'src/adapters', `${basename(file, '.test.ts')}.ts`)),
  );
  const child = spawn(process.execPath, [RUNNER, '--config', CONFIG, '--files', ...files.sort()], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let outcomes: readonly Outcome[] = [];
  child.on('message', (message) => (outcomes = message as readonly Outcome[]));
  await new Promise((resolve) => child.once('close', resolve));
  return outcomes;
}
