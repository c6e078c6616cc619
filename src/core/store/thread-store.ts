import { toAdapterError } from '../adapter/adapter-error.ts';
import type { CallOptions, CommentPage, CommentsAdapter, ListQuery, NewComment } from '../adapter/adapter.ts';
import { READ_ONLY } from '../adapter/capabilities.ts';
import type { Comment, CommentBody } from '../model/comment.ts';
import { compareComments, type Sort } from '../model/sort.ts';
import type { ThreadRef } from '../model/thread.ts';
import { type Device, pageDevice } from '../outbox/device.ts';
import { outboxName } from '../outbox/outbox-name.ts';
import { buildTree, type CommentTree, EMPTY_TREE } from '../model/tree.ts';
import { Subscribers } from '../subscribers.ts';
import { callAdapter, DEFAULT_TIMEOUT } from './call.ts';
import { type CheckedChange, Live } from './live.ts';
import type { ThreadSnapshot } from './snapshot.ts';
import { ThreadState } from './thread-state.ts';
import type { SubmitOutcome, Writing } from './writing.ts';

export interface ThreadStoreOptions {
  readonly adapter: CommentsAdapter;
  readonly thread: ThreadRef;
  /** Default: the first sort the backend can. */
  readonly sort?: Sort;
  /** Top-level comments a page. Default 20. */
  readonly pageSize?: number;
  /** Milliseconds to wait for an answer. Default 20,000. */
  readonly timeout?: number;
  /** What the device keeps and tells. Default: nothing beyond the page. */
  readonly device?: Device;
  /** Tells backends apart where comments wait to be sent. Default: the adapter's name. */
  readonly backend?: string;
}

/** Which part of the thread to read: by default its beginning. */
type Place = Pick<ListQuery, 'page' | 'cursor'> & {
  /** The page with this comment. */
  readonly around?: string;
};

/** A backend that cannot locate a comment is read this far for it. */
const MAX_PAGES_SEARCHED = 20;

const NO_SOURCES: ThreadSnapshot['failedSources'] = Object.freeze([]);

type ReadState = Pick<ThreadSnapshot, 'status' | 'reading' | 'error'>;

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
  #readState: ReadState = { status: 'idle', reading: null, error: null };
  #sort: Sort | undefined;
  /** Of the comments shown; another sort may have been asked for since. */
  #order = compareComments('newest');
  #lastRead: (() => Promise<void>) | null = null;
  #view = 0;
  #currentRead: AbortController | null = null;
  #reading: Promise<void> = Promise.resolve();
  /** What is shown was read for the sake of one comment. */
  #located = false;
  #author: string | null = null;
  readonly #server = new ThreadState();
  readonly #device: Device;
  readonly #outbox: string;
  #writing: Writing | null = null;
  readonly #live: Live;

  #tree: CommentTree = EMPTY_TREE;
  #snapshot: ThreadSnapshot | null = null;
  #notifyQueued = false;

  constructor(options: ThreadStoreOptions) {
    const { adapter, thread, pageSize = 20, timeout = DEFAULT_TIMEOUT, device = pageDevice() } = options;
    this.adapter = adapter;
    this.thread = thread;
    this.#sort = options.sort;
    this.#pageSize = pageSize;
    this.#timeout = timeout;
    this.#device = device;
    this.#outbox = outboxName(options.backend ?? adapter.name, thread.key);
    const { signal } = this.#lifetime;
    device.storage.subscribe(() => this.#lookIntoOutbox(), { signal });
    device.onConnection(() => this.#onConnection(), { signal });
    const onChange = (change: CheckedChange) => this.#onChange(change);
    this.#live = new Live({ adapter, thread, timeout, signal, onChange });
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
    if (this.#readState.status === 'idle') await this.reload();
  }

  async reload(): Promise<void> {
    const page = this.#server.firstPage;
    await this.#read('replacing', page ? { page } : {});
  }

  async setSort(sort: Sort): Promise<void> {
    if (sort === this.#sort) return;
    this.#sort = sort;
    if (this.#readState.status !== 'idle') await this.#read('replacing', {});
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
    const isThere = () => this.#server.comments.has(id);
    const canLocate = () => this.adapter.locate && this.#server.page?.capabilities.locate;
    if (this.#readState.status === 'idle') {
      await this.#read('replacing', this.adapter.locate ? { around: id } : {});
    }
    await this.#reading;
    if (this.#server.incoming.has(id)) this.showIncoming();
    if (!isThere() && canLocate()) await this.#read('replacing', { around: id });
    for (let read = 0; read < MAX_PAGES_SEARCHED && !isThere() && !canLocate(); read++) {
      if (!this.getSnapshot().hasMore) break;
      await this.loadMore();
    }
    return isThere();
  }

  /** Whether anybody is looking; what is asked for again and again rests meanwhile. */
  setActive(active: boolean): void {
    // Who looks elsewhere will not undo, and may not come back.
    if (!active) this.#writing?.finishRemovals();
    this.#live.setActive(active);
  }

  /** Does what failed once more. */
  async readAgain(): Promise<void> {
    await this.#lastRead?.();
  }

  /** Adds the next page below what is shown; does nothing while something else is being read. */
  async loadMore(): Promise<void> {
    const { page } = this.#server;
    if (!page || this.#readState.reading || !hasMore(page)) return;
    const { nextCursor, pageNumber = 0 } = page;
    await this.#read('appending', nextCursor ? { cursor: nextCursor } : { page: pageNumber + 1 });
  }

  /** Lets the comments in that arrived meanwhile, and gives their ids. */
  showIncoming(): readonly string[] {
    const ids = this.#server.letIn();
    if (ids.length > 0) this.#changed();
    return ids;
  }

  /** Loads what writing takes. Then what is written shows at once; else only after that. */
  async prepareToWrite(): Promise<Writing> {
    if (this.#writing) return this.#writing;
    const { Writing } = await import('./writing.ts');
    return (this.#writing ??= new Writing({
      adapter: this.adapter,
      thread: this.thread,
      timeout: this.#timeout,
      signal: this.#lifetime.signal,
      // Comments that live only as long as the page need nothing kept beyond it.
      device: this.#server.page?.capabilities.storage === 'page' ? pageDevice() : this.#device,
      outbox: this.#outbox,
      state: this.#server,
      changed: () => this.#changed(),
    }));
  }

  /**
   * Shows the comment at once and keeps it until the server has it. Where sending it again can help, that is
   * an outcome, and goes on by itself; where the author has to correct something, it is an error.
   *
   * @param challengeAnswer to the challenge of the error with which the same comment was refused before.
   * @throws AdapterError
   */
  async submit(input: NewComment, challengeAnswer?: string): Promise<SubmitOutcome> {
    return (this.#writing ?? (await this.prepareToWrite())).submit(input, challengeAnswer);
  }

  /** Sends a comment at once that waits or has failed, under the same key. @throws AdapterError */
  async retry(temporaryId: string): Promise<SubmitOutcome | null> {
    return this.#writing?.retry(temporaryId) ?? null;
  }

  /** Takes a comment that waits or has failed out of the thread and gives it back, for its author to edit. */
  withdraw(temporaryId: string): NewComment | null {
    return this.#writing?.withdraw(temporaryId) ?? null;
  }

  /** Chooses or takes back a reaction. @throws AdapterError when the server refuses; the choice is then undone. */
  async react(id: string, name: string, chosen: boolean): Promise<void> {
    await (this.#writing ?? (await this.prepareToWrite())).react(id, name, chosen);
  }

  /** Replaces the text of a comment. @throws AdapterError when the server refuses; the old text then shows again. */
  async edit(id: string, body: CommentBody): Promise<Comment> {
    return (this.#writing ?? (await this.prepareToWrite())).edit(id, body);
  }

  /**
   * Removes a comment once `undoRemoval` can no longer take that back.
   *
   * @throws AdapterError when the server refuses; the comment then shows again.
   */
  async remove(id: string): Promise<void> {
    await (this.#writing ?? (await this.prepareToWrite())).remove(id);
  }

  /** Leaves a comment where it is that was about to be removed. */
  undoRemoval(id: string): void {
    this.#writing?.undoRemoval(id);
  }

  /** Tells the moderators of a comment. @throws AdapterError */
  async report(id: string, reason = ''): Promise<void> {
    await (this.#writing ?? (await this.prepareToWrite())).report(id, reason);
  }

  /** A body as the backend would show it. @throws AdapterError, or the signal's reason when it aborts. */
  async preview(body: CommentBody, { signal }: CallOptions): Promise<CommentBody> {
    return (this.#writing ?? (await this.prepareToWrite())).preview(body, signal);
  }

  /**
   * Signs the viewer in at the backend, or out. To be called in a click: a window may open.
   *
   * @throws AdapterError
   */
  async sign(direction: 'in' | 'out'): Promise<void> {
    const { signal } = this.#lifetime;
    const { signIn, signOut } = this.adapter;
    try {
      // As long as it takes: there is a person at it.
      if (direction === 'in') await signIn?.call(this.adapter, { signal });
      else await signOut?.call(this.adapter, { signal });
    } catch (thrown) {
      if (signal.aborted) return;
      throw toAdapterError(thrown);
    }
    await this.reload();
  }

  /** Ends all work; what is still to be sent stays in the outbox. */
  dispose(): void {
    this.#writing?.finishRemovals();
    this.#lifetime.abort();
    this.#currentRead?.abort();
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
    const status = this.#server.page ? 'ready' : 'loading';
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
      const wanted = this.#accept(kind === 'replacing', answer, query);
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
        if (!this.#server.page) return await this.#readNow(kind, {});
        return this.#changed({ status: 'ready', reading: null, error: null });
      }
      this.#changed({ status: this.#server.page ? 'ready' : 'error', reading: null, error });
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
  #accept(anew: boolean, answer: unknown, query: ListQuery): Sort {
    const page = this.#server.accept(answer, anew);
    if (anew) this.#view++;
    const { sorts } = page.capabilities;
    const sort = this.#sort !== undefined && sorts.includes(query.sort) ? query.sort : sorts[0]!;
    this.#order = compareComments(sort, this.#server.ranks);
    this.#live.start(page, query, this.#located);
    this.#lookIntoOutbox();
    this.#writing?.reconcile();
    return sort;
  }

  /** What an earlier or another page has left to be sent. */
  #lookIntoOutbox(): void {
    if (this.#writing || !this.#server.page) return;
    if (this.#device.storage.names(this.#outbox).length > 0)
      this.prepareToWrite().catch(() => {
        // Without a connection it is tried again when the thread is next read.
      });
  }

  #onConnection(): void {
    if (this.#device.online && this.#readState.error) void this.readAgain();
  }

  #onChange(change: CheckedChange): void {
    const { comments, incoming } = this.#server;
    if (change.kind === 'saved') {
      const { comment } = change;
      const wanted = this.#author === null || comment.author.name === this.#author;
      if (comments.has(comment.id)) this.#server.merge([comment]);
      else if (this.#writing?.recognizes(comment)) this.#server.add(comment, 'published');
      else if (wanted && comment.status === 'published') incoming.set(comment.id, comment);
    } else if (change.kind === 'removed') this.#server.forget(change.id);
    else void this.reload();
    this.#changed();
  }

  #changed(state = this.#readState): void {
    this.#readState = state;
    this.#snapshot = null;
    if (this.#notifyQueued) return;
    this.#notifyQueued = true;
    queueMicrotask(() => {
      this.#notifyQueued = false;
      this.#subscribers.notify();
    });
  }

  #buildSnapshot(): ThreadSnapshot {
    const { page, held, comments, firstPage, incoming, uncounted, dropped } = this.#server;
    const creates = this.#writing?.creates ?? [];
    // Copying one map is quicker by far.
    const all = held.size > 0 ? new Map([...held, ...comments]) : new Map(comments);
    const shown = this.#writing?.overlay(all, creates) ?? all;
    this.#tree = buildTree(shown, this.#order, this.#tree);
    const total = page?.total ?? null;
    return Object.freeze({
      ...this.#readState,
      thread: this.thread,
      capabilities: page?.capabilities ?? READ_ONLY,
      sort: this.#sort ?? 'newest',
      view: this.#view,
      tree: this.#tree,
      total: total === null ? null : total + uncounted + creates.length,
      hasMore: page !== null && hasMore(page),
      fromStart: (firstPage ?? (this.#located ? 2 : 1)) <= 1,
      author: this.#author,
      pageNumber: page?.pageNumber || null,
      pageCount: page?.pageCount || null,
      closed: page?.thread?.closed ?? false,
      viewer: page?.viewer ?? null,
      failedSources: page?.failedSources ?? NO_SOURCES,
      // A comment of our own may come back by the live channel before its answer does.
      incoming: creates.some(({ state }) => state === 'sending') ? 0 : incoming.size,
      sending: new Map(creates.map((create) => [create.comment.id, create])),
      removing: new Set(this.#writing?.removing),
      dropped,
    });
  }
}

function hasMore({ nextCursor, pageNumber, pageCount = 0 }: CommentPage): boolean {
  return !!nextCursor || (pageNumber !== undefined && pageNumber < pageCount);
}
