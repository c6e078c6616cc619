import { AdapterError, type AdapterErrorCode } from '../core/adapter/adapter-error.ts';
import type { CallOptions, CommentsAdapter, ThreadChange } from '../core/adapter/adapter.ts';
import type { Capabilities, FieldRules } from '../core/adapter/capabilities.ts';
import { type Comment, freezeComment } from '../core/model/comment.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import { STORED_CAPABILITIES, storedThreads } from './stored-threads.ts';

export interface MemoryAdapterOptions {
  /** What each thread starts with; given as a function, it is asked when a thread is first read. */
  readonly comments?: readonly Comment[] | ((thread: ThreadRef) => readonly Comment[]);
  readonly capabilities?: Partial<Capabilities>;
  /** What a new comment asks for, where it differs from the capabilities. */
  readonly fields?: Partial<FieldRules>;
  /** New comments wait for a moderator who never comes. */
  readonly moderated?: boolean;
  readonly closed?: boolean;
  /** Milliseconds before each answer. */
  readonly latency?: number;
}

/** `silent` never answers, `crash` throws an ordinary error, as a faulty adapter would. */
export type MemoryFault = AdapterErrorCode | 'silent' | 'crash';

/** A backend in memory for demonstrations and tests: it forgets with the page. */
export interface MemoryAdapter extends Required<
  Pick<CommentsAdapter, 'list' | 'create' | 'edit' | 'remove' | 'react' | 'counts' | 'locate' | 'watch'>
> {
  readonly name: string;
  latency: number;
  /** Asked before each call, by method name; what it names goes wrong. */
  fault: ((method: string) => MemoryFault | undefined) | null;
}

export function memoryAdapter(options: MemoryAdapterOptions = {}): MemoryAdapter {
  const { comments = [], moderated = false, closed = false, latency = 0 } = options;
  const threads = new Map<string, Map<string, Comment>>();
  const watchers = new Map<string, Set<(change: ThreadChange) => void>>();

  function commentsOf(thread: ThreadRef): Map<string, Comment> {
    let known = threads.get(thread.key);
    if (!known) {
      const seed = typeof comments === 'function' ? comments(thread) : comments;
      known = new Map(seed.map((comment) => [comment.id, freezeComment(comment)]));
      threads.set(thread.key, known);
    }
    return known;
  }

  const methods = storedThreads({
    storage: {
      read: async (thread) => commentsOf(thread),
      put: async (thread, comment) => void commentsOf(thread).set(comment.id, comment),
      delete: async (thread, id) => void commentsOf(thread).delete(id),
      announce: (thread, change) => watchers.get(thread.key)?.forEach((watcher) => watcher(change)),
    },
    capabilities: Object.freeze({
      ...STORED_CAPABILITIES,
      storage: 'page',
      ...options.capabilities,
      fields: Object.freeze({
        ...STORED_CAPABILITIES.fields,
        ...options.capabilities?.fields,
        ...options.fields,
      }),
    }),
    moderated,
    closed,
  });

  /** The same method behind the adapter's latency and faults. */
  function disturbed<A extends unknown[], R>(
    method: string,
    call: (...args: A) => Promise<R>,
  ): (...args: A) => Promise<R> {
    return async (...args) => {
      const { signal } = args[args.length - 1] as CallOptions;
      const fault = adapter.fault?.(method);
      await pause(fault === 'silent' ? Infinity : adapter.latency, signal);
      if (fault === 'crash') throw new Error('The memory adapter was told to fail.');
      if (fault && fault !== 'silent') throw new AdapterError(fault);
      return call(...args);
    };
  }

  const adapter: MemoryAdapter = {
    name: 'memory',
    latency,
    fault: null,
    list: disturbed('list', methods.list),
    create: disturbed('create', methods.create),
    edit: disturbed('edit', methods.edit),
    remove: disturbed('remove', methods.remove),
    react: disturbed('react', methods.react),
    counts: disturbed('counts', methods.counts),
    locate: disturbed('locate', methods.locate),
    watch(thread, onChange, { signal }) {
      if (signal.aborted) return;
      const set = watchers.get(thread.key) ?? new Set();
      watchers.set(thread.key, set.add(onChange));
      signal.addEventListener('abort', () => set.delete(onChange), { once: true });
    },
  };
  return adapter;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(signal.reason as Error);
  if (milliseconds === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = Number.isFinite(milliseconds) ? setTimeout(resolve, milliseconds) : undefined;
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
