import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { CommentsAdapter, ThreadChange } from '../core/adapter/adapter.ts';
import { type Capabilities, READ_ONLY } from '../core/adapter/capabilities.ts';
import { type Comment, freezeComment, withReaction } from '../core/model/comment.ts';
import { holeFor } from '../core/model/removal.ts';
import { selectPage } from '../core/model/select-page.ts';
import type { ThreadRef } from '../core/model/thread.ts';

/** Where comments are kept, when whole threads are at hand. */
export interface ThreadStorage {
  read(thread: ThreadRef): Promise<ReadonlyMap<string, Comment>>;
  put(thread: ThreadRef, comment: Comment): Promise<void>;
  delete(thread: ThreadRef, id: string): Promise<void>;
  /** Tells other viewers. */
  announce(thread: ThreadRef, change: ThreadChange): void;
}

export interface StoredThreadsOptions {
  readonly storage: ThreadStorage;
  readonly capabilities: Capabilities;
  readonly closed?: boolean;
  /** New comments wait for a moderator. */
  readonly moderated?: boolean;
}

/** What a backend that holds whole threads can do; its adapter says so and adds its own. */
export const STORED_CAPABILITIES: Capabilities = Object.freeze<Capabilities>({
  ...READ_ONLY,
  sorts: ['newest', 'oldest', 'top'],
  paging: 'numbered',
  create: true,
  edit: true,
  remove: true,
  votes: 'like',
  counts: true,
  locate: true,
  watch: true,
  fields: { name: 'required', email: 'absent', website: 'optional', location: 'optional' },
});

/** The adapter's methods over a storage of whole threads, common to the memory and the local adapter. */
export function storedThreads({
  storage,
  capabilities,
  closed = false,
  moderated = false,
}: StoredThreadsOptions) {
  async function existing(thread: ThreadRef, id: string): Promise<Comment> {
    const comment = (await storage.read(thread)).get(id);
    if (!comment || comment.status === 'deleted') throw new AdapterError('not-found');
    return comment;
  }

  async function own(thread: ThreadRef, id: string, ability: 'edit' | 'remove'): Promise<Comment> {
    const comment = await existing(thread, id);
    if (comment.can?.[ability] !== true) throw new AdapterError('forbidden');
    return comment;
  }

  async function save(thread: ThreadRef, changed: Comment): Promise<Comment> {
    const comment = freezeComment(changed);
    await storage.put(thread, comment);
    storage.announce(thread, { kind: 'saved', comment });
    return comment;
  }

  return {
    async list(thread, query) {
      return { ...selectPage(await storage.read(thread), query), thread: { closed }, capabilities };
    },

    async create(thread, { author: { email: _, ...author }, body, parentId }, { idempotencyKey: id }) {
      if (closed) throw new AdapterError('closed');
      if (body.value.trim() === '') throw new AdapterError('invalid', { fields: { body: 'required' } });
      // The key is the id, so a repeated try finds what the first one made.
      const known = (await storage.read(thread)).get(id);
      if (known) return { status: moderated ? 'pending' : 'published', comment: known };
      const status = moderated ? 'pending' : 'published';
      const comment = await save(thread, {
        id,
        parentId,
        author: { ...author },
        body: { ...body },
        createdAt: new Date().toISOString(),
        status,
        can: { edit: true, remove: true },
      });
      return { status, comment };
    },

    async edit(thread, id, body) {
      const comment = await own(thread, id, 'edit');
      return save(thread, { ...comment, body: { ...body }, editedAt: new Date().toISOString() });
    },

    async remove(thread, id) {
      const comment = await own(thread, id, 'remove');
      const answered = [...(await storage.read(thread)).values()].some((other) => other.parentId === id);
      if (answered) return save(thread, holeFor(comment));
      await storage.delete(thread, id);
      storage.announce(thread, { kind: 'removed', id });
      return null;
    },

    async react(thread, id, { name, chosen }) {
      return save(thread, withReaction(await existing(thread, id), name, chosen));
    },

    async counts(threads) {
      return Promise.all(
        threads.map(
          async (thread) => selectPage(await storage.read(thread), { sort: 'newest', limit: 1 }).total,
        ),
      );
    },

    async locate(thread, id, query) {
      const comments = await storage.read(thread);
      for (let page = 1; ; page++) {
        const selection = selectPage(comments, { sort: query.sort, limit: query.limit, page });
        if (selection.comments.some((comment) => comment.id === id)) {
          return { ...selection, thread: { closed }, capabilities };
        }
        if (page >= selection.pageCount) throw new AdapterError('not-found');
      }
    },
  } satisfies Omit<CommentsAdapter, 'name'>;
}
