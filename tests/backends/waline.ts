/** Waline from its npm package, with a database server of its own. */
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../server/support/postgres.ts';
import { type Backend, npmInstall, packagesOf, packageVersion } from './backend.ts';
import { startMariaDb } from './mariadb.ts';
import { ServerProcess } from './server-process.ts';

const PACKAGE = '@waline/vercel';

export const waline: Backend = {
  name: 'waline',
  title: `Waline ${packageVersion('waline', PACKAGE) ?? ''}`.trim(),
  missing: () => (packageVersion('waline', PACKAGE) ? [] : [PACKAGE]),
  install: npmInstall('waline'),
};

export interface WalineServer {
  readonly endpoint: string;
  /** Makes an account and signs in: what Waline's own page would tell the page that opened it. */
  signUp(name: string): Promise<object>;
  stop(): Promise<void>;
}

/** A database for Waline, and how it is told of it. */
export interface WalineStorage {
  readonly title: string;
  start(): Promise<{ readonly environment: Readonly<Record<string, string>>; stop(): Promise<void> }>;
}

export const inMariaDb: WalineStorage = {
  title: 'MariaDB',
  async start() {
    const database = await startMariaDb(tables('int AUTO_INCREMENT', 'timestamp', '`'));
    const environment = {
      MYSQL_HOST: database.host,
      MYSQL_PORT: `${database.port}`,
      MYSQL_DB: database.database,
      MYSQL_USER: database.user,
      MYSQL_PASSWORD: database.password,
    };
    return { environment, stop: database.stop };
  },
};

export const inPostgres: WalineStorage = {
  title: 'PostgreSQL',
  async start() {
    const server = await startPostgres();
    if (!server) throw new Error('There is no PostgreSQL for Waline.');
    const url = await server.emptyDatabase();
    const client = new pg.Client(url);
    await client.connect();
    await client.query(tables('serial', 'timestamp(0)', '"'));
    await client.end();
    const { hostname, port, username, password, pathname } = new URL(url);
    const environment = {
      PG_HOST: hostname,
      PG_PORT: port,
      PG_DB: pathname.slice(1),
      PG_USER: username,
      PG_PASSWORD: password,
    };
    return { environment, stop: server.stop };
  },
};

/** As Waline's documentation has them: times are of whole seconds. */
function tables(id: string, time: string, quote: string): string {
  const quoted = (name: string) => quote + name + quote;
  const common = `id ${id} PRIMARY KEY, createdAt ${time} DEFAULT CURRENT_TIMESTAMP,
    updatedAt ${time} DEFAULT CURRENT_TIMESTAMP`;
  return `
    CREATE TABLE wl_Comment (${common}, insertedAt ${time} NOT NULL DEFAULT CURRENT_TIMESTAMP, user_id int,
      pid int, rid int, comment text, nick varchar(255), mail varchar(255), link varchar(255),
      ip varchar(100), ua text, url varchar(255), status varchar(50) NOT NULL, sticky int,
      ${quoted('like')} int);
    CREATE TABLE wl_Users (${common}, display_name varchar(255) NOT NULL, email varchar(255) NOT NULL,
      password varchar(255) NOT NULL, type varchar(50) NOT NULL, label varchar(255), url varchar(255),
      avatar varchar(255), ${quoted('2fa')} varchar(32));`;
}

export async function startWaline(storage: WalineStorage): Promise<WalineServer> {
  const database = await storage.start();
  let server: ServerProcess;
  try {
    server = await ServerProcess.start({
      title: waline.title,
      command: process.execPath,
      args: [join(import.meta.dirname, 'waline-process.ts'), packagesOf('waline')],
      environment: {
        ...database.environment,
        JWT_TOKEN: 'a secret of the tests',
        // Seconds between two comments of one address; below 0, as both times are cut to whole seconds.
        IPQPS: '-60',
        AKISMET_KEY: 'false',
        AVATAR_PROXY: 'false',
        // In place of an address at a service of others.
        GRAVATAR_STR: '{{ "" }}',
      },
      isUp: (output) => ADDRESS.test(output),
    });
  } catch (thrown) {
    await database.stop();
    throw thrown;
  }
  const endpoint = ADDRESS.exec(server.output)![1]!;
  return {
    endpoint,
    signUp: (name) => signUp(endpoint, name),
    async stop() {
      await server.stop();
      await database.stop();
    },
  };
}

const ADDRESS = /^Waline is at (\S+)$/m;

async function signUp(endpoint: string, name: string): Promise<object> {
  const email = `${name.toLowerCase()}@mail.example`;
  await post(`${endpoint}/api/user`, { display_name: name, email, password: name, url: '' });
  return post(`${endpoint}/api/token`, { email, password: name });
}

async function post(url: string, body: object): Promise<object> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const { errno, data } = (await answer.json()) as { errno: number; data: object };
  if (errno !== 0) throw new Error(`${url} gave ${errno}`);
  return data;
}
