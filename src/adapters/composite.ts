import { AdapterError } from '../core/adapter/adapter-error.ts';
import type {
  CallOptions,
  CommentPage,
  CommentsAdapter,
  FailedSource,
  ListQuery,
} from '../core/adapter/adapter.ts';
import type { Comment } from '../core/model/comment.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import { callAdapter } from '../core/store/call.ts';
import { marked, mergedCapabilities, mergedChange, writableFirst } from './composite-capabilities.ts';
import {
  attempt,
  failuresOf,
  type Feed,
  isAtEnd,
  mergeFeeds,
  openFeed,
  type Source,
  SOURCE_TIMEOUT,
} from './composite-feed.ts';
import { lazyMethods } from './lazy-methods.ts';

/** How far a thread has been given. */
interface Position {
  /** As they were at the beginning. */
  readonly opened: readonly Feed[];
  readonly feeds: readonly Feed[];
  readonly failed: readonly FailedSource[];
}

/** Cursors that can be gone on from; older ones are forgotten. */
const MAX_POSITIONS = 50;

/**
 * Merges what several adapters give into one thread, sorted and paged as one; each comment says in `source` which
 * adapter it comes from. A source that cannot sort as asked is taken in its own order.
 *
 * A new comment goes to the first source that takes any, a reply to where the comment it answers is, and so do
 * edits, reactions and reports. What is offered is what any of the sources can; comments of one that cannot say so.
 * A source that fails, or keeps silent for ten seconds, is named in `failedSources` and left out until the thread
 * is read anew; only when all fail it is an error, that of the first. Live changes are watched where all sources
 * can tell of them; else the thread is read again from time to time.
 */
export function compositeAdapter(adapters: readonly CommentsAdapter[]): CommentsAdapter {
  const sources = adapters.map((adapter, index): Source => ({ adapter, key: keyOf(adapters, index) }));
  /** By the thread and the cursor that leads on from there. */
  const positions = new Map<string, Position>();
  /** As they began when last read, by the key of the thread. */
  const latest = new Map<string, readonly Feed[]>();

  async function list(thread: ThreadRef, query: ListQuery, { signal }: CallOptions): Promise<CommentPage> {
    signal.throwIfAborted();
    const { cursor } = query;
    const start = cursor === undefined ? await open(thread, query, signal) : goOn(thread, cursor);
    const { opened } = start;
    const { branches, feeds, failed, error } = await mergeFeeds(start.feeds, thread, query, signal);
    // With nothing to show, what went wrong is all there is to say, and the cursor can be tried again.
    if (branches.length === 0 && error) throw error;
    const failedSources = [...start.failed, ...failed];
    const told = feeds.map((feed) => ({ ...feed, dropped: 0 }));
    const viewer = opened.find((feed) => feed.viewer)?.viewer;
    return {
      comments: [
        ...branches.flatMap(([feed, { comments }]) => comments.map((one) => marked(one, feed, opened))),
        ...unreadable(feeds),
      ],
      total: opened.reduce<number | null>(
        (sum, { total }) => (sum === null || total === null ? null : sum + total),
        0,
      ),
      nextCursor: remember(thread, query, { opened, feeds: told, failed: failedSources }),
      thread: { closed: writableFirst(opened)?.closed ?? false },
      ...(viewer && { viewer }),
      ...(failedSources.length > 0 && { failedSources }),
      capabilities: offered(opened),
    };
  }

  async function open(thread: ThreadRef, query: ListQuery, signal: AbortSignal): Promise<Position> {
    const tries = await Promise.all(
      sources.map((source) => attempt(openFeed(source, thread, query, signal))),
    );
    signal.throwIfAborted();
    const feeds = tries.flatMap(({ value }) => value ?? []);
    if (feeds.length === 0) {
      throw tries[0]?.error ?? new AdapterError('unsupported');
    }
    latest.set(thread.key, feeds);
    return { opened: feeds, feeds, failed: failuresOf(sources, tries) };
  }

  /** What a source can that did not answer is not known. */
  function offered(feeds: readonly Feed[]) {
    const { watch, counts, ...rest } = mergedCapabilities(feeds);
    return { ...rest, watch: watch && every('watch'), counts: counts && every('counts') };
  }

  const every = (method: keyof CommentsAdapter) => sources.every(({ adapter }) => adapter[method]);

  /** As the thread was last read; where it was not, as another was. */
  function feedsOf({ key }: ThreadRef): readonly Feed[] {
    return latest.get(key) ?? [...latest.values()].at(-1) ?? [];
  }

  function goOn({ key }: ThreadRef, cursor: string): Position {
    const position = positions.get(JSON.stringify([key, cursor]));
    if (position) return position;
    throw new AdapterError('invalid', { detail: 'Unknown cursor.' });
  }

  /** A cursor that leads on; null at the end. */
  function remember({ key }: ThreadRef, { sort, author }: ListQuery, position: Position): string | null {
    const { feeds } = position;
    if (feeds.every(isAtEnd)) return null;
    const last = feeds.map(({ source, last }) => [source.key, last]);
    const cursor = JSON.stringify([sort, author ?? null, ...last]);
    const name = JSON.stringify([key, cursor]);
    positions.delete(name);
    positions.set(name, position);
    if (positions.size > MAX_POSITIONS) positions.delete(positions.keys().next().value!);
    return cursor;
  }

  return {
    name: 'composite',
    bodyFormats: sources.flatMap(({ adapter }) => adapter.bodyFormats ?? []),
    list,
    ...lazyMethods(['create', 'edit', 'remove', 'react', 'report', 'preview', 'locate'], async () =>
      (await import('./composite-writing.ts')).compositeWriting(sources, feedsOf, list),
    ),

    ...(every('counts') && {
      /** Of the sources that answer. */
      async counts(threads: readonly ThreadRef[], { signal }: CallOptions) {
        const ask = ({ adapter }: Source) =>
          attempt(callAdapter((own) => adapter.counts!(threads, { signal: own }), signal, SOURCE_TIMEOUT));
        const tries = await Promise.all(sources.map(ask));
        signal.throwIfAborted();
        const known = tries.flatMap(({ value }) => (value ? [value] : []));
        if (known.length === 0 && tries[0]?.error) throw tries[0].error;
        return threads.map((_, index) => known.reduce((sum, counts) => sum + (counts[index] ?? 0), 0));
      },
    }),

    ...(every('watch') && {
      watch(...[thread, onChange, options]: Parameters<NonNullable<CommentsAdapter['watch']>>) {
        for (const source of sources) {
          source.adapter.watch!(
            thread,
            (change) => onChange(mergedChange(change, source, feedsOf(thread))),
            options,
          );
        }
      },
    }),

    async signIn(options) {
      const source = sources.find(({ adapter }) => adapter.signIn);
      if (!source) throw new AdapterError('unsupported');
      await source.adapter.signIn!(options);
    },

    async signOut(options) {
      await Promise.all(sources.map(async ({ adapter }) => adapter.signOut?.(options)));
    },

    dispose() {
      for (const { adapter } of sources) adapter.dispose?.();
    },
  };
}

/** Its name, with a number where that is taken. Ids are parted from it by a colon. */
function keyOf(adapters: readonly CommentsAdapter[], index: number): string {
  const name = adapters[index]!.name;
  const earlier = adapters.slice(0, index).filter((adapter) => adapter.name === name).length;
  return `${name.replaceAll(':', '-')}${earlier > 0 ? earlier + 1 : ''}`;
}

/** What could not be understood is left for the store to drop and count. */
function unreadable(feeds: readonly Feed[]): Comment[] {
  const length = feeds.reduce((sum, { dropped }) => sum + dropped, 0);
  const items: unknown[] = Array.from({ length }, () => null);
  return items as Comment[];
}
