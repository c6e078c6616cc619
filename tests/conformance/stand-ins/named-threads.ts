import type { CommentsAdapter } from '../../../src/core/adapter/adapter.ts';
import type { ThreadRef } from '../../../src/core/model/thread.ts';

/** The adapter with threads under the names that its backend has for them. */
export function withThreads(
  adapter: CommentsAdapter,
  nameOf: (thread: ThreadRef) => ThreadRef,
): CommentsAdapter {
  const named = { ...adapter } as Record<string, unknown>;
  const ofThread = ['list', 'create', 'edit', 'remove', 'react', 'report', 'preview', 'locate', 'watch'];
  for (const method of ofThread) {
    const call = named[method] as ((...args: unknown[]) => unknown) | undefined;
    if (call) named[method] = (thread: ThreadRef, ...rest: unknown[]) => call(nameOf(thread), ...rest);
  }
  if (adapter.counts) {
    named['counts'] = (threads: readonly ThreadRef[], options: never) =>
      adapter.counts!(threads.map(nameOf), options);
  }
  return named as unknown as CommentsAdapter;
}

/** An adapter whose server knows pages by their paths, in threads that differ by more than that. */
export function withKeysForPaths(adapter: CommentsAdapter): CommentsAdapter {
  return withThreads(adapter, (thread) => ({ ...thread, key: thread.key.replace(/^https:\/\/[^/]+/, '') }));
}
