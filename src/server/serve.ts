import { createAdaptorServer } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { createApp } from './app.ts';
import { purgeExpired } from './database/expiry.ts';
import { openDatabase } from './database/open-database.ts';
import { settleSetting } from './database/stored-settings.ts';
import { openNews } from './live/open-news.ts';
import { logFailure } from './log.ts';
import { createToken, hashToken } from './secrets.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

export interface ServeOptions {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** A SQLite file, or the address of a PostgreSQL database. */
  readonly database: string;
  readonly settings: Partial<Settings>;
  /** Else the ones in the database, made at the first start. */
  readonly secret?: string | undefined;
  readonly moderatorToken?: string | undefined;
  readonly clock?: () => number;
}

export interface RunningServer {
  readonly url: string;
  /** The moderator token where it was made just now: the only time it can be told. */
  readonly newModeratorToken: string | null;
  /** Answers what has been asked, then ends. */
  close(): Promise<void>;
}

const PURGE_INTERVAL = 10 * 60_000;
const REQUEST_TIMEOUT = 30_000;
/** How long requests under way may take at the end. */
const GRACE = 10_000;
const IDLE_CHECK = 20;

export async function serve(options: ServeOptions): Promise<RunningServer> {
  const site = options.settings.site ?? DEFAULT_SETTINGS.site;
  const database = await openDatabase(options.database);
  const { queries } = database;
  // One secret for the whole database: processes that share it have to understand each other's tokens.
  const secret = options.secret ?? (await settleSetting(queries, '', 'secret', createToken)).value;
  const moderator = options.moderatorToken
    ? { hash: hashToken(options.moderatorToken), token: null }
    : await settleModerator(queries, site);
  const news = await openNews(database);

  const server = createAdaptorServer({ fetch: (request, env) => app.fetch(request, env) }) as Server;
  const address = await listen(server, options).catch(async (thrown: unknown) => {
    await news.close();
    await database.close();
    throw thrown;
  });
  const url = `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
  const settings = {
    ...options.settings,
    origins: [...(options.settings.origins ?? []), ...ownOrigins(address)],
  };
  const app = createApp({
    database,
    secret,
    settings,
    news,
    moderatorHash: moderator.hash,
    ...(options.clock && { clock: options.clock }),
  });
  const purge = () => {
    purgeExpired(database, Date.now()).catch((thrown: unknown) =>
      logFailure('forgetting what is over', thrown),
    );
  };
  const timer = setInterval(purge, PURGE_INTERVAL).unref();

  return {
    url,
    newModeratorToken: moderator.token,
    async close() {
      clearInterval(timer);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      app.streams.closeAll();
      // A connection that has just given its last answer would wait for a next request.
      const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK);
      const force = setTimeout(() => server.closeAllConnections(), GRACE);
      await closed;
      clearInterval(idle);
      clearTimeout(force);
      await news.close();
      await database.close();
    },
  };
}

/** Only its hash is stored, so it can be told once. */
async function settleModerator(queries: Parameters<typeof settleSetting>[0], site: string) {
  const token = createToken();
  const { value, created } = await settleSetting(queries, site, 'moderator-hash', () => hashToken(token));
  return { hash: value, token: created ? token : null };
}

function listen(server: Server, { host, port }: ServeOptions): Promise<AddressInfo> {
  server.requestTimeout = REQUEST_TIMEOUT;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });
}

/** Pages that the server itself serves, by the names it goes by on this machine. */
function ownOrigins({ address, port }: AddressInfo): string[] {
  const loopback = /^(127\.|::1$)/.test(address);
  return loopback ? [`http://127.0.0.1:${port}`, `http://localhost:${port}`, `http://[::1]:${port}`] : [];
}
