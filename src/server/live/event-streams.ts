import type { Comment } from '../../core/model/comment.ts';
import { presentComment } from '../comments/present.ts';
import { findComment } from '../comments/rows.ts';
import { logFailure } from '../log.ts';
import { Problem } from '../problem.ts';
import { reactionNames, type Settings } from '../settings.ts';
import type { Database } from '../database/database.ts';
import type { ThreadNews, ThreadNewsItem } from './news.ts';

/** What waits to be sent to one reader, at most; who is slower than that has to connect again. */
const MAX_QUEUED = 500;
/** Milliseconds after which clients connect again. */
const RETRY = 2000;

export interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  /** Tells that something was missed, if so. @param version the latest one that the database knows */
  compare(version: number): void;
  close(): void;
}

interface Watcher {
  /** The version that the reader has or is told to read: news of what led to it may still be on their way. */
  since: number;
  /** Everything up to this version has been told, or was known before. */
  known: number;
  readonly send: (text: string) => void;
  readonly close: () => void;
}

/** The open connections of readers who watch threads. What is told of a thread is made once for all of them. */
export class EventStreams {
  readonly #database: Database;
  readonly #settings: Settings;
  readonly #news: ThreadNews;
  readonly #threads = new Map<string, { readonly watchers: Set<Watcher>; readonly stop: () => void }>();
  readonly #perAddress = new Map<string, number>();
  readonly #heartbeat: NodeJS.Timeout;
  #count = 0;

  constructor(database: Database, settings: Settings, news: ThreadNews) {
    this.#database = database;
    this.#settings = settings;
    this.#news = news;
    this.#heartbeat = setInterval(() => this.#beat(), settings.heartbeatSeconds * 1000).unref();
  }

  get count(): number {
    return this.#count;
  }

  /**
   * @param since the version that the reader knows
   * @throws Problem when there are too many.
   */
  open(threadId: string, addressHash: string, since: number): EventStream {
    const ofAddress = this.#perAddress.get(addressHash) ?? 0;
    const { maxWatchers, maxWatchersPerAddress } = this.#settings;
    if (this.#count >= maxWatchers || ofAddress >= maxWatchersPerAddress) {
      throw new Problem('rate-limited', 'Too many connections are open.', { retryAfter: 30_000 });
    }
    this.#count++;
    this.#perAddress.set(addressHash, ofAddress + 1);
    let controller!: ReadableStreamDefaultController<Uint8Array>;
    let open = true;
    const encoder = new TextEncoder();
    const leave = () => {
      if (!open) return;
      open = false;
      this.#remove(threadId, watcher, addressHash);
    };
    const watcher: Watcher = {
      since,
      known: since,
      send: (text) => {
        if (!open) return;
        if ((controller.desiredSize ?? 0) < -MAX_QUEUED) watcher.close();
        else controller.enqueue(encoder.encode(text));
      },
      close: () => {
        if (!open) return;
        leave();
        controller.close();
      },
    };
    const body = new ReadableStream<Uint8Array>({
      start: (given) => void (controller = given),
      cancel: leave,
    });
    watcher.send(`retry: ${RETRY}\n: watching\n\n`);
    this.#add(threadId, watcher);
    return {
      body,
      compare: (version) => {
        // What happened since the stream began to listen may have been told, and may be later than `version`.
        if (watcher.known >= version && since <= version) return;
        watcher.since = version;
        watcher.send(event('unknown', version, {}));
      },
      close: watcher.close,
    };
  }

  closeAll(): void {
    clearInterval(this.#heartbeat);
    for (const { watchers } of this.#threads.values()) for (const watcher of watchers) watcher.close();
  }

  #add(threadId: string, watcher: Watcher): void {
    const known = this.#threads.get(threadId);
    if (known) {
      known.watchers.add(watcher);
      return;
    }
    const watchers = new Set([watcher]);
    let queue = Promise.resolve();
    const stop = this.#news.watch(threadId, (item) => {
      for (const watcher of watchers) if (watcher.known === item.version - 1) watcher.known++;
      // One after the other, so that readers hear things in the order they happened.
      queue = queue
        .then(() => this.#tell(item, watchers))
        .catch((thrown: unknown) => {
          logFailure('telling of a change', thrown);
          for (const one of watchers) one.send(event('unknown', item.version, {}));
        });
    });
    this.#threads.set(threadId, { watchers, stop });
  }

  #remove(threadId: string, watcher: Watcher, addressHash: string): void {
    this.#count--;
    const left = (this.#perAddress.get(addressHash) ?? 1) - 1;
    if (left > 0) this.#perAddress.set(addressHash, left);
    else this.#perAddress.delete(addressHash);
    const thread = this.#threads.get(threadId);
    thread?.watchers.delete(watcher);
    if (thread?.watchers.size === 0) {
      thread.stop();
      this.#threads.delete(threadId);
    }
  }

  async #tell(item: ThreadNewsItem, watchers: ReadonlySet<Watcher>): Promise<void> {
    const texts = item.changes === null ? [event('unknown', item.version, {})] : [];
    for (const { kind, id, existing } of item.changes ?? []) {
      const comment = kind === 'saved' ? await this.#read(id) : null;
      texts.push(
        comment
          ? event('saved', item.version, existing ? { comment, existing } : { comment })
          : event('removed', item.version, { id }),
      );
    }
    // An id without an event: readers go on from there when they connect again.
    const text = texts.join('') || `id: ${item.version}\n\n`;
    for (const watcher of watchers) {
      if (item.version === 0 || item.version > watcher.since) watcher.send(text);
    }
  }

  /** As anybody sees it, or null when it is gone by now. */
  async #read(id: string): Promise<Comment | null> {
    const row = await findComment(this.#database.queries, id);
    if (!row?.listed) return null;
    const view = { reactionNames: reactionNames(this.#settings), chosen: null, moderator: false };
    return presentComment(row, view);
  }

  #beat(): void {
    for (const { watchers } of this.#threads.values())
      for (const watcher of watchers) watcher.send(': beat\n\n');
  }
}

function event(name: string, version: number, data: unknown): string {
  // An `unknown` that nobody knows the version of must not become the id to go on from.
  const id = version > 0 ? `id: ${version}\n` : '';
  return `event: ${name}\n${id}data: ${JSON.stringify(data)}\n\n`;
}
