import { type MemoryAdapter, memoryAdapter } from '../../../src/adapters/memory.ts';
import type { CommentsAdapter } from '../../../src/core/adapter/adapter.ts';
import type { Author } from '../../../src/core/model/author.ts';
import type { Comment } from '../../../src/core/model/comment.ts';

interface Others extends Partial<CommentsAdapter> {
  readonly viewer?: Author;
}

/** A memory adapter with these comments, some of which is another. */
export function adapterWith(
  comments: readonly Comment[],
  { viewer, ...methods }: Others = {},
): CommentsAdapter {
  const memory: MemoryAdapter = memoryAdapter({ comments });
  return {
    ...memory,
    list: async (...args: Parameters<CommentsAdapter['list']>) => {
      const page = await memory.list(...args);
      const capabilities = { ...page.capabilities, preview: 'preview' in methods, signIn: true };
      return { ...page, capabilities, ...(viewer && { viewer }) };
    },
    ...methods,
  };
}
