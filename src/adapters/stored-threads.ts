import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { CallOptions, CommentsAdapter, ThreadChange } from '../core/adapter/adapter.ts';
import { type Capabilities, type FieldRules, READ_ONLY } from '../core/adapter/capabilities.ts';
import { type Comment, freezeComment, withReaction } from '../core/model/comment.ts';
import { holeFor } from '../core/model/removal.ts';
import { selectPage } from '../core/model/select-page.ts';
import type { Sort } from '../core/model/sort.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import { requireTexts, textsOf } from './required-texts.ts';

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
  sorts: Object.freeze<Sort[]>(['newest', 'oldest', 'top']),
  paging: 'numbered',
  create: true,
  edit: true,
  remove: true,
  votes: 'like',
  counts: true,
  locate: true,
  authorFilter: true,
  watch: true,
  idempotencyKeys: true,
  fields: Object.freeze<FieldRules>({
    name: 'required',
    email: 'absent',
    website: 'optional',
    location: 'optional',
  }),
});

/** The adapter's methods over a storage of whole threads, common to the memory and the local adapter. */
export function storedThreads({
  storage,
  capabilities,
  closed = false,
  moderated = false,
}: StoredThreadsOptions) {
  /** One write after the other, so that none undoes what another does at the same time. */
  let lastWrite: Promise<unknown> = Promise.resolve();
  function inTurn<T>(write: () => Promise<T>): Promise<T> {
    const result = lastWrite.then(write, write);
    lastWrite = result;
    return result;
  }

  async function read(thread: ThreadRef, { signal }: CallOptions): Promise<ReadonlyMap<string, Comment>> {
    signal.throwIfAborted();
    return storage.read(thread);
  }

  async function existing(thread: ThreadRef, id: string, options: CallOptions): Promise<Comment> {
    const comment = (await read(thread, options)).get(id);
    if (!comment || comment.status === 'deleted') throw new AdapterError('not-found');
    return comment;
  }

  async function own(
    thread: ThreadRef,
    id: string,
    ability: 'edit' | 'remove',
    options: CallOptions,
  ): Promise<Comment> {
    const comment = await existing(thread, id, options);
    if (comment.can?.[ability] !== true) throw new AdapterError('forbidden');
    return comment;
  }

  async function save(
    thread: ThreadRef,
    changed: Comment,
    { signal }: CallOptions,
    existing = true,
  ): Promise<Comment> {
    signal.throwIfAborted();
    const comment = freezeComment(changed);
    await storage.put(thread, comment);
    storage.announce(thread, { kind: 'saved', comment, existing });
    return comment;
  }

  return {
    async list(thread, query, options) {
      const all = await read(thread, options);
      const wanted = query.author === undefined ? all : byAuthor(all, query.author);
      return { ...selectPage(wanted, query), thread: { closed }, capabilities };
    },

    async create(thread, sent, options) {
      if (closed) throw new AdapterError('closed');
      requireTexts(capabilities.fields, textsOf(sent));
      const {
        author: { email: _, ...author },
        body,
        parentId,
      } = sent;
      return inTurn(async () => {
        const id = options.idempotencyKey;
        const status = moderated ? 'pending' : 'published';
        // The key is the id, so a repeated try finds what the first one made.
        const known = (await read(thread, options)).get(id);
        if (known) return { status, comment: known };
        const comment = await save(
          thread,
          {
            id,
            parentId,
            author: { ...author },
            body: { ...body },
            createdAt: new Date().toISOString(),
            status,
            can: { edit: true, remove: true },
          },
          options,
          false,
        );
        return { status, comment };
      });
    },

    async edit(thread, id, body, options) {
      requireTexts(capabilities.fields, { body: body.value });
      return inTurn(async () => {
        const comment = await own(thread, id, 'edit', options);
        const editedAt = new Date().toISOString();
        return save(thread, { ...comment, body: { ...body }, editedAt }, options);
      });
    },

    async remove(thread, id, options) {
      return inTurn(async () => {
        const comment = await own(thread, id, 'remove', options);
        const all = await read(thread, options);
        const answered = [...all.values()].some((other) => other.parentId === id);
        if (answered) return save(thread, holeFor(comment), options);
        await storage.delete(thread, id);
        storage.announce(thread, { kind: 'removed', id });
        return null;
      });
    },

    async react(thread, id, { name, chosen }, options) {
      return inTurn(async () =>
        save(thread, withReaction(await existing(thread, id, options), name, chosen), options),
      );
    },

    async counts(threads, options) {
      return Promise.all(
        threads.map(
          async (thread) => selectPage(await read(thread, options), { sort: 'newest', limit: 1 }).total,
        ),
      );
    },

    async locate(thread, id, query, options) {
      const comments = await read(thread, options);
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

function byAuthor(all: ReadonlyMap<string, Comment>, name: string): ReadonlyMap<string, Comment> {
  return new Map([...all].filter(([, { author, status }]) => status !== 'deleted' && author.name === name));
}
