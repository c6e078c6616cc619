/** The program as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const SOURCE = join(ROOT, 'src/server');
/** The built program, or null where the source is newer. */
export const BUILT = findBuilt();
/** What people run, and what starts fastest, if it can be had. */
const PROGRAM = BUILT ?? join(SOURCE, 'cli.ts');

function findBuilt(): string | null {
  const built = join(ROOT, 'dist/server/colloquy.js');
  const changed = (file: string) => statSync(file).mtimeMs;
  const isBuilt =
    existsSync(built) &&
    globSync('**/*.{ts,json}', { cwd: SOURCE }).every(
      (file) => changed(join(SOURCE, file)) <= changed(built),
    );
  return isBuilt ? built : null;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export class Child {
  readonly process: ChildProcess;
  /** All that it said. */
  output = '';
  /** Of that, what it said to standard output. */
  stdout = '';
  readonly ended: Promise<Ended>;

  constructor(
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
    { program = PROGRAM, cwd = ROOT }: { readonly program?: string; readonly cwd?: string } = {},
  ) {
    this.process = spawn(process.execPath, [program, ...args], {
      cwd,
      env: { ...process.env, DATABASE_URL: '', NODE_OPTIONS: '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout!, this.process.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    this.process.stdout!.on('data', (text: string) => (this.stdout += text));
    this.ended = once(this.process, 'close').then(([code, signal]) => ({ code, signal }));
  }

  /** Where the server listens. */
  async url(): Promise<string> {
    for (const end = Date.now() + 30_000; ;) {
      const url = /listens on (http:\S+)/.exec(this.output)?.[1];
      if (url) return url;
      if (this.process.exitCode !== null || Date.now() > end)
        throw new Error(`The server did not start: ${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }
}
