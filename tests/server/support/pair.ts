import assert from 'node:assert/strict';
import { Child } from './child.ts';
import { Client } from './client.ts';
import { EventReader } from './event-reader.ts';
import { MODERATOR_TOKEN } from './fixture.ts';

/** Two processes of the program on one database. */
export class Pair {
  readonly clients: Client[] = [];
  readonly #children: Child[] = [];
  readonly #args: readonly string[];
  readonly #environment: Readonly<Record<string, string>>;

  constructor(args: readonly string[], environment: Readonly<Record<string, string>>) {
    this.#args = args;
    this.#environment = environment;
  }

  async start(): Promise<void> {
    const environment = { ...this.#environment, COLLOQUY_MODERATOR_TOKEN: MODERATOR_TOKEN };
    for (let index = 0; index < 2; index++) {
      this.#children.push(new Child(['serve', '--port', '0', ...this.#args], environment));
    }
    for (const child of this.#children) this.clients.push(new Client(await child.url()));
  }

  async stop(): Promise<void> {
    for (const child of this.#children) child.kill('SIGTERM');
    for (const child of this.#children) {
      assert.deepEqual(await child.ended, { code: 0, signal: null }, child.output);
    }
  }

  watch(index: number, thread: string): Promise<EventReader> {
    return EventReader.open(`${this.clients[index]!.url}/v1/events?thread=${thread}`);
  }
}
