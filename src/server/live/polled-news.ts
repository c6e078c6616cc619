import type { Database } from '../database/database.ts';
import { logFailure } from '../log.ts';
import { LocalNews, type ThreadNews, type ThreadNewsItem } from './news.ts';

const INTERVAL = 1000;
/** Ids in one statement. */
const BATCH = 500;

/**
 * News for databases that have no LISTEN, such as a file: what this process writes is told at once, and the
 * versions of the threads that somebody watches are read from time to time for what others write.
 */
export class PolledNews implements ThreadNews {
  readonly #local = new LocalNews();
  readonly #database: Database;
  readonly #versions = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  #looking: Promise<void> = Promise.resolve();
  #polling = false;

  constructor(database: Database, interval = INTERVAL) {
    this.#database = database;
    this.#timer = setInterval(() => void this.#poll(), interval).unref();
  }

  async announce(item: ThreadNewsItem): Promise<void> {
    const known = this.#versions.get(item.threadId) ?? item.version - 1;
    // One ahead of what is known is this change and nothing else.
    if (known === item.version - 1) this.#versions.set(item.threadId, item.version);
    this.#local.deliver(item);
  }

  watch(threadId: string, listener: (item: ThreadNewsItem) => void): () => void {
    const stop = this.#local.watch(threadId, listener);
    // What happens from now on is news, not only what happens after the next look.
    if (!this.#versions.has(threadId)) void this.#look([threadId]);
    return stop;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
    await this.#local.close();
  }

  async #poll(): Promise<void> {
    if (this.#polling) return;
    this.#polling = true;
    const watched = this.#local.watchedThreads;
    for (const id of this.#versions.keys()) if (!watched.includes(id)) this.#versions.delete(id);
    for (let start = 0; start < watched.length; start += BATCH) {
      await this.#look(watched.slice(start, start + BATCH));
    }
    this.#polling = false;
  }

  /** One after the other, so that an older version is not taken for a newer one. */
  #look(ids: readonly string[]): Promise<void> {
    this.#looking = this.#looking
      .then(() => this.#compare(ids))
      .catch((thrown: unknown) => logFailure('polling for news', thrown));
    return this.#looking;
  }

  async #compare(ids: readonly string[]): Promise<void> {
    const rows = await this.#database.queries
      .selectFrom('colloquy_thread')
      .select(['id', 'version'])
      .where('id', 'in', ids)
      .execute();
    const found = new Map(rows.map(({ id, version }) => [id, version]));
    for (const id of ids) {
      const version = found.get(id) ?? 0;
      const known = this.#versions.get(id);
      // An announcement may have come while the database was asked.
      this.#versions.set(id, Math.max(version, known ?? 0));
      if (known !== undefined && version > known)
        this.#local.deliver({ threadId: id, version, changes: null });
    }
  }
}
