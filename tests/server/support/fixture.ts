import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, serve } from '../../../src/server/serve.ts';
import type { Settings } from '../../../src/server/settings.ts';
import { Client, randomKey } from './client.ts';

/** All guards off, for tests of what else the server does. */
export const UNGUARDED: Partial<Settings> = {
  challengeCost: null,
  honeypot: null,
  minimumSeconds: 0,
  commentsPerAddress: null,
  commentsPerThread: null,
  actionsPerAddress: null,
  duplicateSeconds: 0,
};

export const MODERATOR_TOKEN = 'moderator-token-for-the-tests';

/** Where comments are: a database by its file or address, and a site in it. */
export interface Stored {
  readonly database: string;
  readonly site: string;
}

/** A running server with a clock that the test can move. */
export class Fixture {
  readonly client: Client;
  readonly server: RunningServer;
  readonly stored: Stored;
  readonly #clock: { ahead: number };

  constructor(server: RunningServer, stored: Stored, clock: { ahead: number }) {
    this.server = server;
    this.stored = stored;
    this.client = new Client(server.url);
    this.#clock = clock;
  }

  advance(milliseconds: number): void {
    this.#clock.ahead += milliseconds;
  }

  moveTo(time: string): void {
    this.#clock.ahead = Date.parse(time) - Date.now();
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

/** Starts servers on one kind of database. */
export interface Backing {
  readonly name: string;
  start(settings?: Partial<Settings>): Promise<Fixture>;
  /** A database that nothing has been written to. */
  emptyDatabase(): Promise<string>;
}

/** @param port 0 for a free one */
export async function startOn(
  database: string,
  settings: Partial<Settings> = {},
  port = 0,
): Promise<Fixture> {
  const clock = { ahead: 0 };
  // Of a site of its own, so that tests on one database do not meet.
  const site = settings.site ?? randomKey();
  const server = await serve({
    host: '127.0.0.1',
    port,
    database,
    settings: { ...UNGUARDED, ...settings, site },
    moderatorToken: MODERATOR_TOKEN,
    clock: () => Date.now() + clock.ahead,
  });
  return new Fixture(server, { database, site }, clock);
}

export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'colloquy-test-'));

  file(name: string): string {
    return join(this.path, name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
