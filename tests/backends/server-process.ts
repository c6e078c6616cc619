/** Servers of others as processes of their own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Something that takes longer to start does not start. */
const START_MS = 120_000;
/** What has not ended by then is ended by force. */
const STOP_MS = 10_000;

export interface ServerCommand {
  /** For people. */
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** What asks it to end, where that is not SIGTERM. */
  readonly stopSignal?: NodeJS.Signals;
  /** Whether it is ready for requests, by all that it has said or by asking it. */
  readonly isUp: (output: string) => boolean | Promise<boolean>;
}

/** A server that has started, and ends with this process at the latest. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #stopSignal: NodeJS.Signals;
  readonly #onExit = () => this.#kill('SIGKILL');
  #output = '';

  private constructor({ command, args, environment, stopSignal = 'SIGTERM' }: ServerCommand) {
    this.#stopSignal = stopSignal;
    // A group of its own: some servers have workers, which would outlive them.
    this.#child = spawn(command, args, {
      detached: true,
      env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    }
    this.#ended = once(this.#child, 'close').catch((thrown) => (this.#output += String(thrown)));
    process.once('exit', this.#onExit);
  }

  static async start(command: ServerCommand): Promise<ServerProcess> {
    const server = new ServerProcess(command);
    const over = server.#ended.then(() => true);
    for (const end = Date.now() + START_MS; ;) {
      if (await command.isUp(server.#output)) return server;
      const ended = await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 50, false))]);
      if (!ended && Date.now() < end) continue;
      await server.stop();
      const what = ended ? 'ended instead of starting' : `was not ready after ${START_MS / 1000} seconds`;
      throw new Error(`${command.title} ${what}. It said:\n${server.#output.slice(-5000)}`);
    }
  }

  /** All that it has said. */
  get output(): string {
    return this.#output;
  }

  async stop(): Promise<void> {
    this.#kill(this.#stopSignal);
    const timer = setTimeout(() => this.#kill('SIGKILL'), STOP_MS);
    await this.#ended;
    clearTimeout(timer);
    // Workers that have outlived it.
    this.#kill('SIGKILL');
    process.removeListener('exit', this.#onExit);
  }

  #kill(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // It has ended.
    }
  }
}

/** A folder that is gone with this process at the latest. */
export class ServerFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'colloquy-backend-'));
  readonly #remove = () => this.remove();

  constructor() {
    process.once('exit', this.#remove);
  }

  file(...names: readonly string[]): string {
    return join(this.path, ...names);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
    process.removeListener('exit', this.#remove);
  }
}
