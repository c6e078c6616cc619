import type { Database } from '../database/database.ts';
import { logFailure } from '../log.ts';
import { LocalNews, type ThreadNews, type ThreadNewsItem } from './news.ts';

const INTERVAL = 2000;
/** Ids in one statement. */
const BATCH = 500;

/**
 * News for databases that have no LISTEN: what this process writes is told at once, and the versions of the
 * threads that somebody watches are read from time to time for what others write.
 */
export class PolledNews implements ThreadNews {
  readonly #local = new LocalNews();
  readonly #database: Database;
  readonly #versions = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  #polling: Promise<void> = Promise.resolve();

  constructor(database: Database, interval = INTERVAL) {
    this.#database = database;
    this.#timer = setInterval(() => {
      this.#polling = this.#poll().catch((thrown: unknown) => logFailure('polling for news', thrown));
    }, interval).unref();
  }

  async announce(item: ThreadNewsItem): Promise<void> {
    const known = this.#versions.get(item.threadId);
    // One ahead of what is known is this change and nothing else.
    if (known === item.version - 1) this.#versions.set(item.threadId, item.version);
    this.#local.deliver(item);
  }

  watch(threadId: string, listener: (item: ThreadNewsItem) => void): () => void {
    return this.#local.watch(threadId, listener);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#polling;
    await this.#local.close();
  }

  async #poll(): Promise<void> {
    const watched = this.#local.watchedThreads;
    for (const id of this.#versions.keys()) if (!watched.includes(id)) this.#versions.delete(id);
    for (let start = 0; start < watched.length; start += BATCH) {
      const rows = await this.#database.queries
        .selectFrom('colloquy_thread')
        .select(['id', 'version'])
        .where('id', 'in', watched.slice(start, start + BATCH))
        .execute();
      for (const { id, version } of rows) {
        const known = this.#versions.get(id);
        this.#versions.set(id, version);
        if (known !== undefined && version > known)
          this.#local.deliver({ threadId: id, version, changes: null });
      }
    }
  }
}
