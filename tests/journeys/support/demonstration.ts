/** The demonstration as `npm start` runs it, once the script-tag file is built: its pages and its server. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './site.ts';

const PATIENCE_MS = 60_000;

export class Demonstration {
  readonly origin: string;
  readonly endpoint: string;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(process: ChildProcess, folder: string, output: string) {
    this.#process = process;
    this.#folder = folder;
    this.origin = new URL(/^Demonstration +(\S+)$/m.exec(output)![1]!).origin;
    this.endpoint = /^Comment server +([^\s,]+)/m.exec(output)![1]!;
  }

  static async start(): Promise<Demonstration> {
    const folder = mkdtempSync(join(tmpdir(), 'colloquy-demonstration-'));
    const child = spawn(
      process.execPath,
      [...command(), '--port', '0', '--data', join(folder, 'comments.db')],
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    for (const end = Date.now() + PATIENCE_MS; !output.includes('Ctrl+C');) {
      assert.ok(child.exitCode === null && Date.now() < end, `The demonstration did not start: ${output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return new Demonstration(child, folder, output);
  }

  /** As Ctrl+C does; fails unless pages and server are gone then. */
  async close(): Promise<void> {
    const ended = once(this.#process, 'close');
    this.#process.kill('SIGINT');
    assert.deepEqual(await ended, [0, null]);
    for (const address of [this.origin, `${this.endpoint}/healthz`]) await assert.rejects(fetch(address));
    rmSync(this.#folder, { recursive: true });
  }
}

/** What `npm start` gives to Node. */
function command(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  const [, file] = /&& node (\S+)$/.exec(scripts.start) ?? [];
  assert.ok(file, `npm start runs a program: ${scripts.start}`);
  return [file];
}
