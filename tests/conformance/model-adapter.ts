import { memoryAdapter, type MemoryAdapterOptions } from '../../src/adapters/memory.ts';
import type { CommentsAdapter, FailedSource } from '../../src/core/adapter/adapter.ts';
import { AdapterError } from '../../src/core/adapter/adapter-error.ts';
import type { CommentBody } from '../../src/core/model/comment.ts';
import type { ThreadRef } from '../../src/core/model/thread.ts';

export type Model = Required<CommentsAdapter>;

export interface ModelOptions extends MemoryAdapterOptions {
  /** Backends that it says have failed. */
  readonly failedSources?: readonly FailedSource[];
}

/** A backend with all that cases are about, and an adapter for it: what the kit itself is tested on. */
export interface ModelBackend {
  readonly adapter: Model;
  close(thread: ThreadRef): void;
  challenge(): string;
}

const VIEWER = Object.freeze({ name: 'Ana Example' });
const ANSWER = 'seven';
const IMAGE = 'data:image/png;base64,iVBORw0KGgo=';
const MAX_LENGTH = 100_000;

export function modelBackend({ capabilities, failedSources, ...options }: ModelOptions = {}): ModelBackend {
  const memory = memoryAdapter({
    ...options,
    capabilities: { report: true, preview: true, signIn: true, maxLength: MAX_LENGTH, ...capabilities },
  });
  const closed = new Set<string>();
  let signedIn = true;
  let challenged = false;

  function assertShort({ value }: CommentBody): void {
    if (value.length > MAX_LENGTH) throw new AdapterError('invalid', { fields: { body: 'too-long' } });
  }

  const adapter: Model = {
    ...memory,
    bodyFormats: [],

    async list(thread, query, call) {
      const { limit = 0, ...all } = query;
      const everything = capabilities?.paging === 'none';
      const page = await memory.list(
        thread,
        { ...all, limit: everything ? Number.MAX_SAFE_INTEGER : limit },
        call,
      );
      return {
        ...page,
        thread: { closed: closed.has(thread.key) },
        viewer: signedIn ? VIEWER : null,
        ...(failedSources && { failedSources }),
      };
    },

    async create(thread, comment, call) {
      if (closed.has(thread.key)) throw new AdapterError('closed');
      if (challenged && call.challengeAnswer !== ANSWER) {
        throw new AdapterError('challenge-required', { challenge: { kind: 'image', image: IMAGE } });
      }
      assertShort(comment.body);
      const result = await memory.create(thread, comment, call);
      challenged = false;
      return result;
    },

    async edit(thread, id, body, call) {
      assertShort(body);
      return memory.edit(thread, id, body, call);
    },

    async report(thread, id, _reason, { signal }) {
      signal.throwIfAborted();
      const { comments } = await memory.list(thread, { sort: 'newest', limit: 100 }, { signal });
      if (!comments.some((comment) => comment.id === id)) throw new AdapterError('not-found');
    },

    async preview(_thread, body, { signal }) {
      signal.throwIfAborted();
      return { ...body };
    },

    async signIn({ signal }) {
      signal.throwIfAborted();
      signedIn = true;
    },

    async signOut() {
      signedIn = false;
    },

    dispose() {},
  };
  return {
    adapter,
    close: ({ key }) => void closed.add(key),
    challenge: () => {
      challenged = true;
      return ANSWER;
    },
  };
}
