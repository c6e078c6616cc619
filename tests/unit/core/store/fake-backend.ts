import type {
  CallOptions,
  CommentPage,
  CommentsAdapter,
  CreateResult,
  ListQuery,
  NewComment,
  ThreadChange,
  WriteOptions,
} from '../../../../src/core/adapter/adapter.ts';
import type { Comment } from '../../../../src/core/model/comment.ts';
import type { ThreadRef } from '../../../../src/core/model/thread.ts';
import { ThreadStore, type ThreadStoreOptions } from '../../../../src/core/store/thread-store.ts';
import { defer, type Deferred, samplePage, THREAD } from '../samples.ts';

interface Call<Asked, Answer> extends Deferred<Answer> {
  readonly asked: Asked;
  readonly signal: AbortSignal;
}

/** A backend that answers when the test lets it, in any order, whether it is still listened to or not. */
export class FakeBackend implements CommentsAdapter {
  readonly name = 'fake';
  readonly lists: Call<ListQuery, CommentPage>[] = [];
  readonly creates: Call<{ comment: NewComment; key: string }, CreateResult>[] = [];
  readonly reacts: Call<{ id: string; name: string; chosen: boolean; key: string }, Comment>[] = [];
  readonly removes: Call<{ id: string; key: string }, Comment | null>[] = [];
  readonly watches: { tell: (change: ThreadChange) => void; signal: AbortSignal }[] = [];

  list(_thread: ThreadRef, asked: ListQuery, { signal }: CallOptions): Promise<CommentPage> {
    return this.#take(this.lists, asked, signal);
  }

  create(_thread: ThreadRef, comment: NewComment, options: WriteOptions): Promise<CreateResult> {
    return this.#take(this.creates, { comment, key: options.idempotencyKey }, options.signal);
  }

  react(
    _thread: ThreadRef,
    id: string,
    reaction: { readonly name: string; readonly chosen: boolean },
    options: WriteOptions,
  ): Promise<Comment> {
    return this.#take(this.reacts, { id, ...reaction, key: options.idempotencyKey }, options.signal);
  }

  remove(_thread: ThreadRef, id: string, options: WriteOptions): Promise<Comment | null> {
    return this.#take(this.removes, { id, key: options.idempotencyKey }, options.signal);
  }

  watch(_thread: ThreadRef, tell: (change: ThreadChange) => void, { signal }: CallOptions): void {
    this.watches.push({ tell, signal });
  }

  #take<Asked, Answer>(calls: Call<Asked, Answer>[], asked: Asked, signal: AbortSignal): Promise<Answer> {
    const deferred = defer<Answer>();
    calls.push({ ...deferred, asked, signal });
    return deferred.promise;
  }
}

export interface Setup {
  readonly backend: FakeBackend;
  readonly store: ThreadStore;
}

export function setUp(options: Partial<ThreadStoreOptions> = {}): Setup {
  const backend = new FakeBackend();
  return { backend, store: new ThreadStore({ adapter: backend, thread: THREAD, ...options }) };
}

/** A store that has read its first page. */
export async function setUpLoaded(
  comments: readonly Comment[] = [],
  page: Partial<CommentPage> = {},
  options: Partial<ThreadStoreOptions> = {},
): Promise<Setup> {
  const setup = setUp(options);
  const loading = setup.store.load();
  await turn();
  setup.backend.lists[0]!.resolve(samplePage(comments, page));
  await loading;
  await setup.store.prepareToWrite();
  return setup;
}

/** Lets a call through to the backend: the store makes it in a microtask. */
export async function turn(): Promise<void> {
  for (let count = 0; count < 20; count++) await Promise.resolve();
}

/** What the thread shows on its top level. */
export function shown({ store }: { readonly store: ThreadStore }): string[] {
  return store.getSnapshot().tree.roots.map((node) => node.comment.id);
}

export function newComment(text: string, parentId: string | null = null): NewComment {
  return { parentId, author: { name: 'Ana' }, body: { format: 'text', value: text } };
}
