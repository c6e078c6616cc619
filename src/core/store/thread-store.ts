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
import { checkComment, checkPage, isRecord } from '../adapter/check-answer.ts';
import { type Comment, type CommentBody, scoreOf } from '../model/comment.ts';
import { compareComments, type Sort } from '../model/sort.ts';
import type { ThreadRef } from '../model/thread.ts';
import { buildTree, type CommentTree, EMPTY_TREE } from '../model/tree.ts';
import { callAdapter, DEFAULT_TIMEOUT } from './call.ts';
import { Delay } from './delay.ts';
import {
  createIdempotencyKey,
  pendingCreate,
  type PendingCreate,
  type PendingOperation,
  withPending,
} from './pending.ts';
import { Polling } from './polling.ts';
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

/** Which part of the thread to read: by default its beginning. */
type Place = Pick<ListQuery, 'page' | 'cursor'> & {
  /** The page with this comment. */
  readonly around?: string;
};

/** Milliseconds in which a removal can be undone. */
const UNDO_TIME = 6_000;

/** A backend that cannot locate a comment is read this far for it. */
const MAX_PAGES_SEARCHED = 20;

type ReadState = Pick<ThreadSnapshot, 'status' | 'reading' | 'error'>;

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

  /** What a read says of itself. */
  #state: ReadState = { status: 'idle', reading: null, error: null };
  #sort: Sort | undefined;
  /** What the comments shown are sorted by; another sort may have been asked for since. */
  #shownSort: Sort = 'newest';
  #lastRead: (() => Promise<void>) | null = null;
  #view = 0;
  #currentRead: AbortController | null = null;
  #reading: Promise<void> = Promise.resolve();
  /** The last answers of the server, merged. */
  #comments: ReadonlyMap<string, Comment> = new Map();
  /** Scores as first seen, so that "top" does not move rows under the reader at each vote. */
  #ranks = new Map<string, number>();
  #page: CommentPage | null = null;
  /** Number of the page at the top of what is shown. */
  #firstPage: number | undefined;
  /** What is shown was read for the sake of one comment. */
  #located = false;
  #author: string | null = null;
  #dropped = 0;

  /** By idempotency key. */
  readonly #operations = new Map<string, PendingOperation>();
  /** Own comments that wait for a moderator: a fresh page may not list them, their author still should see them. */
  readonly #held = new Map<string, Comment>();
  readonly #incoming = new Map<string, Comment>();
  /** Time left to undo the removal of a comment, by its id. */
  readonly #removals = new Map<string, Delay>();
  #addedHere = 0;
  #watching = false;
  #polling: Polling | null = null;
  #active = true;

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
    if (this.#state.status === 'idle') await this.reload();
  }

  async reload(): Promise<void> {
    const page = this.#firstPage;
    await this.#read('replacing', page ? { page } : {});
  }

  async setSort(sort: Sort): Promise<void> {
    if (sort === this.#sort) return;
    this.#sort = sort;
    if (this.#state.status !== 'idle') await this.#read('replacing', {});
  }

  /** Shows page `page`, from 1, in place of what is shown. */
  async goToPage(page: number): Promise<void> {
    await this.#read('replacing', { page });
  }

  /** Shows the thread from its beginning, where a comment in the midst of it was looked for. */
  async restart(): Promise<void> {
    await this.#read('replacing', {});
  }

  /** Shows only comments by authors of this name, or with null those of everybody. */
  async setAuthor(author: string | null): Promise<void> {
    if (author === this.#author) return;
    this.#author = author;
    await this.#read('replacing', {});
  }

  /**
   * Makes a comment part of what is shown, reading as much of the thread as that takes.
   *
   * @returns whether it is there now.
   */
  async reveal(id: string): Promise<boolean> {
    if (this.#state.status === 'idle')
      await this.#read('replacing', this.adapter.locate ? { around: id } : {});
    await this.#reading;
    if (this.#incoming.has(id)) this.showIncoming();
    if (!this.#comments.has(id) && this.#page?.capabilities.locate) {
      await this.#read('replacing', { around: id });
    }
    for (let read = 0; read < MAX_PAGES_SEARCHED && !this.#comments.has(id); read++) {
      if (this.#page?.capabilities.locate || !this.getSnapshot().hasMore) break;
      await this.loadMore();
    }
    return this.#comments.has(id);
  }

  /** Whether anybody is looking; what is asked for again and again rests meanwhile. */
  setActive(active: boolean): void {
    this.#active = active;
    // Who looks elsewhere will not undo, and may not come back.
    if (!active) this.#finishRemovals();
    this.#polling?.setActive(active);
  }

  /** Does what failed once more. */
  async readAgain(): Promise<void> {
    await this.#lastRead?.();
  }

  /** Adds the next page below what is shown; does nothing while something else is being read. */
  async loadMore(): Promise<void> {
    const page = this.#page;
    if (!page || this.#state.reading || !hasMore(page)) return;
    const { nextCursor, pageNumber = 0 } = page;
    await this.#read('appending', nextCursor ? { cursor: nextCursor } : { page: pageNumber + 1 });
  }

  /** Lets the comments in that arrived meanwhile, and gives their ids. */
  showIncoming(): readonly string[] {
    const ids = [...this.#incoming.keys()];
    if (ids.length === 0) return ids;
    this.#addedHere += ids.length;
    this.#merge(this.#incoming.values());
    this.#incoming.clear();
    this.#changed();
    return ids;
  }

  /**
   * Shows the comment at once and sends it. Where sending it again can help, a failure is an outcome and
   * the comment stays in the thread; where the author has to correct something, it is an error.
   *
   * @throws AdapterError
   */
  async submit(input: NewComment): Promise<SubmitOutcome> {
    return this.#send(pendingCreate(createIdempotencyKey(), input));
  }

  /** Sends a comment that failed once more, under the same key. @throws AdapterError */
  async retry(temporaryId: string): Promise<SubmitOutcome | null> {
    const operation = this.#failed(temporaryId);
    return operation ? this.#send(operation) : null;
  }

  /** Takes a comment that failed out of the thread and gives it back, for its author to edit. */
  withdraw(temporaryId: string): NewComment | null {
    const operation = this.#failed(temporaryId);
    if (!operation) return null;
    this.#pend(operation.key, null);
    return operation.input;
  }

  /** Chooses or takes back a reaction. @throws AdapterError when the server refuses; the choice is then undone. */
  async react(id: string, name: string, chosen: boolean): Promise<void> {
    const key = JSON.stringify([name, id]);
    if (this.#operations.has(key)) return;
    this.#pend(key, { kind: 'react', key, id, name, chosen });
    const idempotencyKey = createIdempotencyKey();
    try {
      const answer = await this.#call((signal) => {
        if (!this.adapter.react) throw new AdapterError('unsupported');
        return this.adapter.react(this.thread, id, { name, chosen }, { signal, idempotencyKey });
      });
      const comment = checkComment(answer);
      if (comment && this.#comments.has(id)) this.#merge([comment]);
    } finally {
      this.#pend(key, null);
    }
  }

  /** Replaces the text of a comment. @throws AdapterError when the server refuses; the old text then shows again. */
  async edit(id: string, body: CommentBody): Promise<Comment> {
    const idempotencyKey = createIdempotencyKey();
    this.#pend(idempotencyKey, { kind: 'edit', id, body });
    try {
      const answer = await this.#call(async (signal) => {
        if (!this.adapter.edit) throw new AdapterError('unsupported');
        return this.adapter.edit(this.thread, id, body, { signal, idempotencyKey });
      });
      const comment = checkComment(answer);
      if (!comment) throw new AdapterError('bad-response', { detail: 'edit() gave no well-formed comment.' });
      this.#merge([comment]);
      return comment;
    } finally {
      this.#pend(idempotencyKey, null);
    }
  }

  /**
   * Removes a comment once `undoRemoval` can no longer take that back.
   *
   * @throws AdapterError when the server refuses; the comment then shows again.
   */
  async remove(id: string): Promise<void> {
    if (this.#removals.has(id)) return;
    const delay = new Delay(UNDO_TIME);
    this.#removals.set(id, delay);
    const idempotencyKey = createIdempotencyKey();
    this.#pend(idempotencyKey, { kind: 'remove', id });
    try {
      if (!(await delay.over())) return;
      // Not tied to the store's life: who leaves the page has decided.
      const hole = await callAdapter(
        async (signal) => {
          if (!this.adapter.remove) throw new AdapterError('unsupported');
          return this.adapter.remove(this.thread, id, { signal, idempotencyKey });
        },
        new AbortController().signal,
        this.#timeout,
      );
      const left = checkComment(hole);
      if (left) this.#merge([left]);
      else this.#forget(id);
    } finally {
      this.#removals.delete(id);
      this.#pend(idempotencyKey, null);
    }
  }

  /** Leaves a comment where it is that was about to be removed. */
  undoRemoval(id: string): void {
    this.#removals.get(id)?.undo();
  }

  /** Tells the moderators of a comment. @throws AdapterError */
  async report(id: string, reason = ''): Promise<void> {
    const idempotencyKey = createIdempotencyKey();
    await this.#call(async (signal) => {
      if (!this.adapter.report) throw new AdapterError('unsupported');
      await this.adapter.report(this.thread, id, reason, { signal, idempotencyKey });
    });
  }

  /** Ends all work; whatever is still under way is forgotten without a word. */
  dispose(): void {
    this.#finishRemovals();
    this.#lifetime.abort();
    this.#currentRead?.abort();
    this.#polling?.stop();
    this.#subscribers.clear();
  }

  #read(kind: 'replacing' | 'appending', where: Place): Promise<void> {
    return (this.#reading = this.#readNow(kind, where));
  }

  async #readNow(kind: 'replacing' | 'appending', where: Place): Promise<void> {
    if (this.#lifetime.signal.aborted) return;
    this.#lastRead = () => this.#read(kind, where);
    // The last request wins: an earlier one is aborted, and its answer would not be looked at.
    this.#currentRead?.abort();
    const { signal } = (this.#currentRead = new AbortController());
    const status = this.#page ? 'ready' : 'loading';
    this.#changed({ status, reading: kind, error: null });
    const { around, ...part } = where;
    const query = this.#query(part);
    try {
      const list = (signal: AbortSignal) =>
        around === undefined
          ? this.adapter.list(this.thread, query, { signal })
          : this.adapter.locate!(this.thread, around, query, { signal });
      const answer = await callAdapter(list, signal, this.#timeout);
      signal.throwIfAborted();
      if (kind === 'replacing') this.#located = around !== undefined;
      const wanted = this.#accept(kind, answer, query.sort);
      if (wanted !== query.sort && this.#sort === undefined) {
        // Only now is it known what the backend sorts by where nothing is asked for.
        this.#sort = wanted;
        return await this.#readNow(kind, where);
      }
      this.#sort = wanted;
      this.#changed({ status: 'ready', reading: null, error: null });
    } catch (thrown) {
      if (signal.aborted) return;
      const error = toAdapterError(thrown);
      if (around !== undefined && /not-found|unsupported|invalid/.test(error.code)) {
        // What is not there is no failure: what was shown stays, or else the thread's beginning is.
        if (!this.#page) return await this.#readNow(kind, {});
        return this.#changed({ status: 'ready', reading: null, error: null });
      }
      this.#changed({ status: this.#page ? 'ready' : 'error', reading: null, error });
    }
  }

  #query(part: Pick<ListQuery, 'page' | 'cursor'>): ListQuery {
    const author = this.#author;
    return {
      sort: this.#sort ?? 'newest',
      limit: this.#pageSize,
      ...(author !== null && { author }),
      ...part,
    };
  }

  /** @returns the sort to go on with: the asked one, where the backend can. */
  #accept(kind: 'replacing' | 'appending', answer: unknown, asked: Sort): Sort {
    const { page, dropped } = checkPage(answer);
    if (kind === 'replacing') {
      this.#ranks.clear();
      this.#dropped = 0;
      this.#view++;
      this.#incoming.clear();
      this.#firstPage = page.pageNumber;
    }
    this.#dropped += dropped;
    this.#merge(page.comments, kind === 'replacing');
    for (const { id } of page.comments) {
      this.#held.delete(id);
      this.#incoming.delete(id);
    }
    // Rows compare capabilities by identity, and most answers say the same as the one before.
    const known = this.#page?.capabilities;
    const same = JSON.stringify(known) === JSON.stringify(page.capabilities);
    this.#page = known && same ? { ...page, capabilities: known } : page;
    this.#addedHere = 0;
    const { sorts } = page.capabilities;
    this.#shownSort = this.#sort !== undefined && sorts.includes(asked) ? asked : sorts[0]!;
    this.#watch();
    return this.#shownSort;
  }

  /** @param anew these are all that is shown from now on */
  #merge(comments: Iterable<Comment>, anew = false): void {
    const merged = new Map(anew ? [] : this.#comments);
    for (const comment of comments) {
      const known = this.#comments.get(comment.id);
      // What says the same keeps its identity: rows are made of it, and a page may have touched up its text.
      const same = known && JSON.stringify(known) === JSON.stringify(comment);
      const sameBody = known && JSON.stringify(known.body) === JSON.stringify(comment.body);
      const kept = sameBody ? Object.freeze({ ...comment, body: known.body }) : comment;
      merged.set(comment.id, same ? known : kept);
      if (!this.#ranks.has(comment.id)) this.#ranks.set(comment.id, scoreOf(comment));
    }
    this.#comments = merged;
  }

  async #send(operation: PendingCreate): Promise<SubmitOutcome> {
    const { key, input } = operation;
    this.#pend(key, { ...operation, error: null });
    try {
      const result = await this.#call((signal) => {
        if (!this.adapter.create) throw new AdapterError('unsupported');
        return this.adapter.create(this.thread, input, { signal, idempotencyKey: key });
      });
      const comment = checkComment(result?.comment);
      if (!comment) {
        throw new AdapterError('bad-response', { detail: 'create() gave no well-formed comment.' });
      }
      const { id } = comment;
      const status = result.status === 'pending' || comment.status === 'pending' ? 'pending' : 'published';
      this.#incoming.delete(id);
      if (status === 'pending') this.#held.set(id, comment);
      else if (!this.#comments.has(id)) this.#addedHere++;
      this.#merge([comment]);
      this.#pend(key, null);
      return { status, comment };
    } catch (thrown) {
      const error = toAdapterError(thrown);
      const kept = error.retryable && !this.#lifetime.signal.aborted;
      this.#pend(key, kept ? { ...operation, error } : null);
      if (!kept) throw error;
      return { status: 'failed', error };
    }
  }

  #watch(): void {
    if (this.#watching) return;
    this.#watching = true;
    if (!this.#page?.capabilities.watch || !this.adapter.watch) {
      this.#polling = new Polling(() => this.#poll());
      this.#polling.setActive(this.#active);
      return;
    }
    try {
      this.adapter.watch(this.thread, (change) => this.#onChange(change), { signal: this.#lifetime.signal });
    } catch (thrown) {
      // Without live changes the thread is still whole.
      reportError(toAdapterError(thrown));
    }
  }

  /** Reads the first page again, for what is new on it. */
  async #poll(): Promise<boolean> {
    const sorts = this.#page?.capabilities.sorts;
    if (!sorts || this.#state.reading) return false;
    const sort = sorts.includes('newest') ? 'newest' : sorts[0]!;
    const query: ListQuery = { sort, limit: this.#pageSize };
    const { page } = checkPage(
      await this.#call((signal) => this.adapter.list(this.thread, query, { signal })),
    );
    let found = false;
    for (const comment of page.comments) {
      const known = this.#comments.get(comment.id) ?? this.#incoming.get(comment.id);
      if (JSON.stringify(known) === JSON.stringify(comment)) continue;
      found = true;
      this.#onChange({ kind: 'saved', comment });
    }
    return found;
  }

  #onChange(change: ThreadChange): void {
    if (this.#lifetime.signal.aborted || !isRecord(change)) return;
    if (change.kind === 'saved') {
      const comment = checkComment(change.comment);
      if (!comment) return;
      if (this.#comments.has(comment.id)) this.#merge([comment]);
      else if (this.#author !== null && comment.author.name !== this.#author) return;
      else if (comment.status === 'published') this.#incoming.set(comment.id, comment);
    } else if (change.kind === 'removed') {
      this.#forget(change.id);
    } else {
      void this.reload();
    }
    this.#changed();
  }

  #forget(id: string): void {
    this.#incoming.delete(id);
    const comments = new Map(this.#comments);
    // One that waited for a moderator has not been counted.
    const held = this.#held.delete(id);
    if (comments.delete(id) && !held) this.#addedHere--;
    this.#comments = comments;
  }

  #finishRemovals(): void {
    for (const removal of this.#removals.values()) removal.skip();
  }

  #call<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return callAdapter(call, this.#lifetime.signal, this.#timeout);
  }

  #failed(temporaryId: string): PendingCreate | undefined {
    const operation = this.getSnapshot().sending.get(temporaryId);
    return operation?.error ? operation : undefined;
  }

  /** Puts a pending operation in the place it had, or with null forgets it. */
  #pend(key: string, operation: PendingOperation | null): void {
    if (operation) this.#operations.set(key, operation);
    else this.#operations.delete(key);
    this.#changed();
  }

  #changed(state = this.#state): void {
    this.#state = state;
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
    const creates = [...this.#operations.values()].filter((operation) => operation.kind === 'create');
    const comments = withPending(new Map([...this.#held, ...this.#comments]), this.#operations.values());
    this.#tree = buildTree(comments, compareComments(this.#shownSort, this.#ranks), this.#tree);
    const total = page?.total ?? null;
    return Object.freeze({
      ...this.#state,
      thread: this.thread,
      capabilities: page?.capabilities ?? READ_ONLY,
      sort,
      view: this.#view,
      tree: this.#tree,
      total: total === null ? null : total + this.#addedHere + creates.length,
      hasMore: page !== null && hasMore(page),
      fromStart: (this.#firstPage ?? (this.#located ? 2 : 1)) <= 1,
      author: this.#author,
      pageNumber: page?.pageNumber || null,
      pageCount: page?.pageCount || null,
      closed: page?.thread?.closed ?? false,
      // A comment of our own may come back by the live channel before its answer does.
      incoming: creates.some((create) => create.error === null) ? 0 : this.#incoming.size,
      sending: new Map(creates.map((create) => [create.comment.id, create])),
      removing: new Set(this.#removals.keys()),
      dropped: this.#dropped,
    });
  }
}

function hasMore({ nextCursor, pageNumber, pageCount = 0 }: CommentPage): boolean {
  return !!nextCursor || (pageNumber !== undefined && pageNumber < pageCount);
}
