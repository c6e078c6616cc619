import { AdapterError, toAdapterError } from '../adapter/adapter-error.ts';
import type {
  CommentPage,
  CommentsAdapter,
  CreateResult,
  ListQuery,
  NewComment,
  ThreadChange,
} from '../adapter/adapter.ts';
import { READ_ONLY } from '../adapter/capabilities.ts';
import { checkComment, checkPage } from '../adapter/check-answer.ts';
import { type Comment, scoreOf } from '../model/comment.ts';
import { compareComments, type Sort } from '../model/sort.ts';
import type { ThreadRef } from '../model/thread.ts';
import { buildTree, type CommentTree, EMPTY_TREE } from '../model/tree.ts';
import { callAdapter, DEFAULT_TIMEOUT } from './call.ts';
import {
  createIdempotencyKey,
  pendingCreate,
  type PendingCreate,
  type PendingOperation,
  withPending,
} from './pending.ts';
import type { ThreadSnapshot } from './snapshot.ts';
import { Subscribers } from '../subscribers.ts';

export interface ThreadStoreOptions {
  readonly adapter: CommentsAdapter;
  readonly thread: ThreadRef;
  /** Default: the first sort the backend can. */
  readonly sort?: Sort;
  /** Top-level comments a page. Default 20. */
  readonly pageSize?: number;
  /** Milliseconds to wait for an answer. Default 20,000. */
  readonly timeout?: number;
}

/** What became of a comment given to `submit`; with `failed` it stays in the thread, to be tried again. */
export type SubmitOutcome = CreateResult | { readonly status: 'failed'; readonly error: AdapterError };

export function createThreadStore(options: ThreadStoreOptions): ThreadStore {
  return new ThreadStore(options);
}

/**
 * One thread as one viewer sees it. Keeps what the server said apart from what the viewer is doing and
 * publishes both together as snapshots; listeners hear at most once a microtask.
 */
export class ThreadStore {
  readonly thread: ThreadRef;
  readonly adapter: CommentsAdapter;
  readonly #pageSize: number;
  readonly #timeout: number;
  readonly #subscribers = new Subscribers();
  readonly #lifetime = new AbortController();

  /** The last answers of the server, merged. */
  #comments: ReadonlyMap<string, Comment> = new Map();
  /** Scores as first seen, so that "top" does not move rows under the reader at each vote. */
  #ranks = new Map<string, number>();
  #page: CommentPage | null = null;
  #dropped = 0;
  #view = 0;
  #sort: Sort | undefined;
  #status: ThreadSnapshot['status'] = 'idle';
  #reading: ThreadSnapshot['reading'] = null;
  #error: AdapterError | null = null;
  #currentRead: AbortController | null = null;

  #operations: readonly PendingOperation[] = [];
  /** Own comments that wait for a moderator: a fresh page may not list them, their author still should see them. */
  #held = new Map<string, Comment>();
  #incoming = new Map<string, Comment>();
  #addedHere = 0;
  #watching = false;

  #tree: CommentTree = EMPTY_TREE;
  #snapshot: ThreadSnapshot | null = null;
  #notifyQueued = false;

  constructor({ adapter, thread, sort, pageSize = 20, timeout = DEFAULT_TIMEOUT }: ThreadStoreOptions) {
    this.adapter = adapter;
    this.thread = thread;
    this.#sort = sort;
    this.#pageSize = pageSize;
    this.#timeout = timeout;
  }

  getSnapshot(): ThreadSnapshot {
    return (this.#snapshot ??= this.#buildSnapshot());
  }

  /** Calls `listener` after each change, batched, until the signal aborts or the store is disposed of. */
  subscribe(listener: () => void, options: { readonly signal?: AbortSignal } = {}): void {
    this.#subscribers.add(listener, options.signal);
  }

  /** Reads the thread from its beginning; does nothing if that has been done or is under way. */
  async load(): Promise<void> {
    if (this.#status === 'idle') await this.reload();
  }

  async reload(): Promise<void> {
    await this.#read('replacing', this.#page?.pageNumber ? { page: this.#page.pageNumber } : {});
  }

  async setSort(sort: Sort): Promise<void> {
    if (sort === this.#sort) return;
    this.#sort = sort;
    if (this.#status !== 'idle') await this.#read('replacing', {});
  }

  /** Shows page `page`, from 1, in place of what is shown. */
  async goToPage(page: number): Promise<void> {
    await this.#read('replacing', { page });
  }

  /** Adds the next page below what is shown. */
  async loadMore(): Promise<void> {
    const page = this.#page;
    if (!page || this.#reading === 'appending' || !hasMore(page)) return;
    const next = page.nextCursor ? { cursor: page.nextCursor } : { page: (page.pageNumber ?? 0) + 1 };
    await this.#read('appending', next);
  }

  /** Lets the comments in that arrived meanwhile. */
  showIncoming(): void {
    if (this.#incoming.size === 0) return;
    this.#addedHere += this.#incoming.size;
    this.#merge(this.#incoming.values());
    this.#incoming.clear();
    this.#changed();
  }

  /**
   * Shows the comment at once and sends it. Where sending it again can help, a failure is an outcome and
   * the comment stays in the thread; where the author has to correct something, it is an error.
   *
   * @throws AdapterError
   */
  async submit(input: NewComment): Promise<SubmitOutcome> {
    const operation = pendingCreate(createIdempotencyKey(), input);
    this.#operations = [...this.#operations, operation];
    return this.#send(operation);
  }

  /** Sends a comment that failed once more, under the same key. @throws AdapterError */
  async retry(temporaryId: string): Promise<SubmitOutcome | null> {
    const operation = this.#createOf(temporaryId);
    return operation?.error ? this.#send(operation) : null;
  }

  /** Takes a comment that failed out of the thread and gives it back, for its author to edit. */
  withdraw(temporaryId: string): NewComment | null {
    const operation = this.#createOf(temporaryId);
    if (!operation?.error) return null;
    this.#forget(operation.key);
    return operation.input;
  }

  /** Chooses or takes back a reaction. @throws AdapterError when the server refuses; the choice is then undone. */
  async react(id: string, name: string, chosen: boolean): Promise<void> {
    const { adapter } = this;
    if (this.#operations.some((o) => o.kind === 'react' && o.id === id && o.name === name)) return;
    const key = createIdempotencyKey();
    this.#operations = [...this.#operations, { kind: 'react', key, id, name, chosen }];
    this.#changed();
    try {
      const answer = await this.#call((signal) => {
        if (!adapter.react) throw new AdapterError('unsupported');
        return adapter.react(this.thread, id, { name, chosen }, { signal, idempotencyKey: key });
      });
      const comment = checkComment(answer);
      if (comment && this.#comments.has(id)) this.#merge([comment]);
    } finally {
      this.#forget(key);
    }
  }

  /** Ends all work; whatever is still under way is forgotten without a word. */
  dispose(): void {
    this.#lifetime.abort();
    this.#currentRead?.abort();
    this.#subscribers.clear();
  }

  async #read(kind: 'replacing' | 'appending', where: Pick<ListQuery, 'page' | 'cursor'>): Promise<void> {
    if (this.#lifetime.signal.aborted) return;
    // The last request wins: an earlier one is aborted, and its answer would not be looked at.
    this.#currentRead?.abort();
    const read = new AbortController();
    this.#currentRead = read;
    this.#error = null;
    this.#reading = kind;
    if (this.#page === null) this.#status = 'loading';
    this.#changed();
    const query: ListQuery = { sort: this.#sort ?? 'newest', limit: this.#pageSize, ...where };
    try {
      const answer = await callAdapter(
        (signal) => this.adapter.list(this.thread, query, { signal }),
        read.signal,
        this.#timeout,
      );
      this.#accept(kind, answer, query.sort);
    } catch (thrown) {
      if (read.signal.aborted) return;
      this.#error = toAdapterError(thrown);
      if (this.#page === null) this.#status = 'error';
    }
    this.#currentRead = null;
    this.#reading = null;
    this.#changed();
  }

  #accept(kind: 'replacing' | 'appending', answer: unknown, asked: Sort): void {
    const { page, dropped } = checkPage(answer);
    if (kind === 'replacing') {
      this.#comments = new Map();
      this.#ranks.clear();
      this.#dropped = 0;
      this.#view++;
      this.#incoming.clear();
    }
    this.#dropped += dropped;
    this.#merge(page.comments);
    for (const comment of page.comments) {
      this.#held.delete(comment.id);
      this.#incoming.delete(comment.id);
    }
    this.#page = page;
    this.#addedHere = 0;
    const { sorts } = page.capabilities;
    this.#sort = sorts.includes(asked) ? asked : sorts[0]!;
    this.#status = 'ready';
    this.#watch();
  }

  #merge(comments: Iterable<Comment>): void {
    const merged = new Map(this.#comments);
    for (const comment of comments) {
      merged.set(comment.id, comment);
      if (!this.#ranks.has(comment.id)) this.#ranks.set(comment.id, scoreOf(comment));
    }
    this.#comments = merged;
  }

  async #send(operation: PendingCreate): Promise<SubmitOutcome> {
    const { adapter } = this;
    this.#replace(operation.key, { ...operation, error: null });
    try {
      const result = await this.#call((signal) => {
        if (!adapter.create) throw new AdapterError('unsupported');
        return adapter.create(this.thread, operation.input, { signal, idempotencyKey: operation.key });
      });
      const comment = checkComment(result?.comment);
      if (!comment) {
        throw new AdapterError('bad-response', { detail: 'create() gave no well-formed comment.' });
      }
      const status = result.status === 'pending' || comment.status === 'pending' ? 'pending' : 'published';
      this.#incoming.delete(comment.id);
      if (status === 'pending') this.#held.set(comment.id, comment);
      else if (!this.#comments.has(comment.id)) this.#addedHere++;
      this.#merge([comment]);
      this.#forget(operation.key);
      return { status, comment };
    } catch (thrown) {
      const error = toAdapterError(thrown);
      if (this.#lifetime.signal.aborted || !error.retryable) {
        this.#forget(operation.key);
        throw error;
      }
      this.#replace(operation.key, { ...operation, error });
      return { status: 'failed', error };
    }
  }

  #watch(): void {
    if (this.#watching || !this.#page?.capabilities.watch || !this.adapter.watch) return;
    this.#watching = true;
    try {
      this.adapter.watch(this.thread, (change) => this.#onChange(change), { signal: this.#lifetime.signal });
    } catch (thrown) {
      // Without live changes the thread is still whole.
      reportError(toAdapterError(thrown));
    }
  }

  #onChange(change: ThreadChange): void {
    if (this.#lifetime.signal.aborted) return;
    if (change.kind === 'saved') {
      const comment = checkComment(change.comment);
      if (!comment) return;
      if (this.#comments.has(comment.id)) this.#merge([comment]);
      else if (comment.status === 'published') this.#incoming.set(comment.id, comment);
    } else if (change.kind === 'removed') {
      this.#incoming.delete(change.id);
      const comments = new Map(this.#comments);
      if (comments.delete(change.id)) this.#addedHere--;
      this.#comments = comments;
    } else {
      void this.reload();
    }
    this.#changed();
  }

  #call<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return callAdapter(call, this.#lifetime.signal, this.#timeout);
  }

  #createOf(temporaryId: string): PendingCreate | undefined {
    return this.#operations.find(
      (operation): operation is PendingCreate =>
        operation.kind === 'create' && operation.comment.id === temporaryId,
    );
  }

  #replace(key: string, next: PendingOperation): void {
    this.#operations = this.#operations.map((operation) => (operation.key === key ? next : operation));
    this.#changed();
  }

  #forget(key: string): void {
    this.#operations = this.#operations.filter((operation) => operation.key !== key);
    this.#changed();
  }

  #changed(): void {
    this.#snapshot = null;
    if (this.#notifyQueued) return;
    this.#notifyQueued = true;
    queueMicrotask(() => {
      this.#notifyQueued = false;
      this.#subscribers.notify();
    });
  }

  #buildSnapshot(): ThreadSnapshot {
    const page = this.#page;
    const sort = this.#sort ?? 'newest';
    const creates = this.#operations.filter((operation) => operation.kind === 'create');
    this.#tree = buildTree(this.#visibleComments(), this.#compareRoots(sort), this.#tree);
    const known = page?.total ?? null;
    return Object.freeze({
      thread: this.thread,
      status: this.#status,
      reading: this.#reading,
      error: this.#error,
      capabilities: page?.capabilities ?? READ_ONLY,
      sort,
      view: this.#view,
      tree: this.#tree,
      total: known === null ? null : known + this.#addedHere + creates.length,
      hasMore: page !== null && hasMore(page),
      pageNumber: page?.pageNumber || null,
      pageCount: page?.pageCount || null,
      closed: page?.thread?.closed ?? false,
      // A comment of our own may come back by the live channel before its answer does.
      incoming: creates.some((create) => create.error === null) ? 0 : this.#incoming.size,
      sending: new Map(creates.map((create) => [create.comment.id, create])),
      dropped: this.#dropped,
    });
  }

  #visibleComments(): ReadonlyMap<string, Comment> {
    let base = this.#comments;
    if (this.#held.size > 0) base = new Map([...this.#held, ...base]);
    return withPending(base, this.#operations);
  }

  #compareRoots(sort: Sort): (a: Comment, b: Comment) => number {
    if (sort !== 'top') return compareComments(sort);
    const byTime = compareComments('newest');
    const rank = (comment: Comment) => this.#ranks.get(comment.id) ?? Infinity;
    return (a, b) =>
      Number(b.pinned ?? false) - Number(a.pinned ?? false) || rankOrder(rank(a), rank(b)) || byTime(a, b);
  }
}

/** Highest first; a comment just written has no rank yet and stands on top. */
function rankOrder(a: number, b: number): number {
  return a === b ? 0 : b - a;
}

function hasMore(page: CommentPage): boolean {
  if (page.nextCursor) return true;
  return page.pageNumber !== undefined && page.pageNumber < (page.pageCount ?? 0);
}
