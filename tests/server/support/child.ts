/** The program as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const PROGRAM = findProgram();

/** The built program, which is what people run and what starts fastest; its source where that is newer. */
function findProgram(): string {
  const [built, source] = [join(ROOT, 'dist/server/colloquy.js'), join(ROOT, 'src/server')];
  const changed = (file: string) => statSync(file).mtimeMs;
  const isBuilt =
    existsSync(built) &&
    globSync('**/*.{ts,json}', { cwd: source }).every(
      (file) => changed(join(source, file)) <= changed(built),
    );
  return isBuilt ? built : join(source, 'cli.ts');
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export class Child {
  readonly process: ChildProcess;
  output = '';
  readonly ended: Promise<Ended>;

  constructor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    this.process = spawn(process.execPath, [PROGRAM, ...args], {
      env: { ...process.env, DATABASE_URL: '', NODE_OPTIONS: '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout!, this.process.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
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
