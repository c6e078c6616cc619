import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from '../database/database.ts';
import { logFailure } from '../log.ts';
import { LocalNews, type ThreadNews, type ThreadNewsItem } from './news.ts';

const CHANNEL = 'colloquy';
/** PostgreSQL takes less than 8,000 bytes. */
const MAX_PAYLOAD = 7900;
const FIRST_RETRY = 200;
const LAST_RETRY = 10_000;

/**
 * News between all processes on one PostgreSQL database, by LISTEN and NOTIFY. A notification is sent after
 * the transaction, not in it: in it, every commit of the whole database would wait for the one before.
 * What that can lose, when a process dies in between, is news and no comment.
 */
export class PostgresNews implements ThreadNews {
  readonly #local = new LocalNews();
  readonly #database: Database;
  #client: pg.Client | null = null;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(database: Database) {
    this.#database = database;
  }

  /** Rejects where the database has no LISTEN. */
  static async connect(database: Database): Promise<PostgresNews> {
    const news = new PostgresNews(database);
    await news.#listen();
    return news;
  }

  watch(threadId: string, listener: (item: ThreadNewsItem) => void): () => void {
    return this.#local.watch(threadId, listener);
  }

  async announce(item: ThreadNewsItem): Promise<void> {
    let payload = JSON.stringify(item);
    if (Buffer.byteLength(payload) > MAX_PAYLOAD) payload = JSON.stringify({ ...item, changes: null });
    await sql`select pg_notify(${CHANNEL}, ${payload})`.execute(this.#database.queries);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await this.#local.close();
    await this.#client?.end();
  }

  async #listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#database.url,
      application_name: 'colloquy-news',
      keepAlive: true,
    });
    client.on('notification', ({ payload }) => this.#receive(payload));
    client.on('error', (error) => logFailure('listening for news', error));
    client.on('end', () => {
      if (this.#client === client) this.#reconnect(FIRST_RETRY);
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (thrown) {
      await client.end().catch(() => {});
      throw thrown;
    }
    this.#client = client;
  }

  #reconnect(delay: number): void {
    if (this.#closed) return;
    this.#client = null;
    this.#retry = setTimeout(() => {
      this.#listen().then(
        // Whatever happened meanwhile was not heard.
        () => this.#local.deliverUnknown(),
        () => this.#reconnect(Math.min(delay * 2, LAST_RETRY)),
      );
    }, delay);
  }

  #receive(payload = ''): void {
    try {
      const item = JSON.parse(payload) as ThreadNewsItem;
      if (typeof item.threadId === 'string') this.#local.deliver(item);
    } catch (thrown) {
      logFailure('reading news', thrown);
    }
  }
}
