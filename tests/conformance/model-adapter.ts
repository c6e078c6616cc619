import { memoryAdapter, type MemoryAdapterOptions } from '../../src/adapters/memory.ts';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import { AdapterError } from '../../src/core/adapter/adapter-error.ts';

/** An adapter with every capability that cases are about: what the kit itself is tested on. */
export function modelAdapter({ capabilities, ...options }: MemoryAdapterOptions = {}): Required<
  Omit<CommentsAdapter, 'signIn' | 'signOut'>
> {
  const memory = memoryAdapter({
    ...options,
    capabilities: { report: true, preview: true, maxLength: 100_000, ...capabilities },
  });
  const maxLength = capabilities?.maxLength ?? 100_000;
  return {
    ...memory,
    list(thread, query, call) {
      const { limit = 0, ...all } = query;
      const everything = capabilities?.paging === 'none';
      return memory.list(thread, { ...all, limit: everything ? Number.MAX_SAFE_INTEGER : limit }, call);
    },
    async create(thread, comment, call) {
      if (comment.body.value.length > maxLength) {
        throw new AdapterError('invalid', { fields: { body: 'too-long' } });
      }
      return memory.create(thread, comment, call);
    },
    async report(thread, id, _reason, { signal }) {
      signal.throwIfAborted();
      const { comments } = await memory.list(thread, { sort: 'newest', limit: 100 }, { signal });
      if (!comments.some((comment) => comment.id === id)) throw new AdapterError('not-found');
    },
    async preview(_thread, body, { signal }) {
      signal.throwIfAborted();
      return { format: 'html', value: `<p>${body.value}</p>` };
    },
    dispose() {},
  };
}
