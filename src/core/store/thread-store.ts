import { AdapterError, toAdapterError } from '../adapter/adapter-error.ts';
import type { CallOptions, CommentPage, CommentsAdapter, ListQuery, NewComment } from '../adapter/adapter.ts';
import { READ_ONLY } from '../adapter/capabilities.ts';
import type { Comment, CommentBody } from '../model/comment.ts';
import type { Sort } from '../model/sort.ts';
import type { ThreadRef } from '../model/thread.ts';
import { type Device, pageDevice } from '../outbox/device.ts';
import { outboxName } from '../outbox/outbox-name.ts';
import { buildTree, type CommentTree, EMPTY_TREE } from '../model/tree.ts';
import { Subscribers } from '../subscribers.ts';
import { DEFAULT_TIMEOUT } from './call.ts';
import type { NamedChange } from './live-context.ts';
import { Live } from './live.ts';
import { Reading } from './reading.ts';
import type { ThreadSnapshot } from './snapshot.ts';
import type { StoreContext } from './store-context.ts';
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

const NO_SOURCES: ThreadSnapshot['failedSources'] = Object.freeze([]);

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
  readonly #subscribers = new Subscribers();
  readonly #lifetime = new AbortController();

  readonly #server = new ThreadState();
  readonly #context: StoreContext;
  readonly #device: Device;
  readonly #outbox: string;
  readonly #reading: Reading;
  readonly #live: Live;
  #writing: Writing | null = null;

  #tree: CommentTree = EMPTY_TREE;
  #snapshot: ThreadSnapshot | null = null;
  #notifyQueued = false;

  constructor(options: ThreadStoreOptions) {
    const { adapter, thread, pageSize = 20, timeout = DEFAULT_TIMEOUT, device = pageDevice() } = options;
    this.adapter = adapter;
    this.thread = thread;
    this.#device = device;
    this.#outbox = outboxName(options.backend ?? adapter.name, thread.key);
    const { signal } = this.#lifetime;
    device.storage.subscribe(() => this.#lookIntoOutbox(), { signal });
    device.onConnection(() => this.#onConnection(), { signal });
    const context = { adapter, thread, timeout, signal, state: this.#server, changed: () => this.#changed() };
    this.#context = context;
    const accepted = (page: CommentPage, query: ListQuery) => {
      this.#live.start(page, query);
      this.#lookIntoOutbox();
      this.#writing?.reconcile();
    };
    this.#reading = new Reading({ ...context, pageSize, accepted }, options.sort);
    const onChange = (change: NamedChange) => this.#onChange(change);
    this.#live = new Live({ ...context, reading: this.#reading, onChange });
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
    await this.#reading.load();
  }

  async reload(): Promise<void> {
    await this.#reading.reload();
  }

  async setSort(sort: Sort): Promise<void> {
    await this.#reading.setSort(sort);
  }

  /** Shows page `page`, from 1, in place of what is shown. */
  async goToPage(page: number): Promise<void> {
    await this.#reading.goToPage(page);
  }

  /** Shows the thread from its beginning, where a comment in the midst of it was looked for. */
  async restart(): Promise<void> {
    await this.#reading.restart();
  }

  /** Shows only comments by authors of this name, or with null those of everybody. */
  async setAuthor(author: string | null): Promise<void> {
    await this.#reading.setAuthor(author);
  }

  /**
   * Makes a comment part of what is shown, reading as much of the thread as that takes.
   *
   * @returns whether it is there now.
   */
  async reveal(id: string): Promise<boolean> {
    if (this.#server.incoming.has(id)) this.showIncoming();
    return this.#reading.reveal(id);
  }

  /** Whether anybody is looking; what is asked for again and again rests meanwhile. */
  setActive(active: boolean): void {
    // Who looks elsewhere will not undo, and may not come back.
    if (!active) this.#writing?.finishRemovals();
    this.#live.setActive(active);
  }

  /** Does what failed once more. */
  async readAgain(): Promise<void> {
    await this.#reading.again();
  }

  /** Adds the next page below what is shown; does nothing while something else is being read. */
  async loadMore(): Promise<void> {
    await this.#reading.loadMore();
  }

  /** Lets the comments in that arrived meanwhile, and gives their ids. */
  showIncoming(): readonly string[] {
    const ids = this.#server.letIn();
    if (ids.length > 0) this.#changed();
    return ids;
  }

  /**
   * Loads what writing takes. Then what is written shows at once; else only after that.
   *
   * @throws AdapterError where that cannot be had now
   */
  async prepareToWrite(): Promise<Writing> {
    if (this.#writing) return this.#writing;
    const { Writing } = await import('./writing.ts').catch((cause: unknown) => {
      const detail = 'A file of the library could not be loaded.';
      throw new AdapterError(this.#device.online ? 'server' : 'offline', { detail, cause });
    });
    return (this.#writing ??= new Writing({
      ...this.#context,
      // Comments that live only as long as the page need nothing kept beyond it.
      device: this.#server.page?.capabilities.storage === 'page' ? pageDevice() : this.#device,
      outbox: this.#outbox,
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
    this.#reading.stop();
    this.#subscribers.clear();
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
    if (this.#device.online && this.#reading.progress.error) void this.readAgain();
  }

  #onChange(change: NamedChange): void {
    const { comments, incoming } = this.#server;
    if (change.kind === 'saved') {
      const { comment, existing } = change;
      const { author } = this.#reading;
      const wanted = author === null || comment.author.name === author;
      const isNew = incoming.delete(comment.id) || (wanted && !existing);
      if (comments.has(comment.id)) this.#server.merge([comment]);
      else if (this.#writing?.recognizes(comment)) this.#server.add(comment, 'published');
      else if (isNew && comment.status === 'published') incoming.set(comment.id, comment);
    } else this.#server.forget(change.id);
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
    const { page, held, comments, incoming, uncounted, dropped } = this.#server;
    const { progress, sort, order, view, hasMore, fromStart, author } = this.#reading;
    const creates = this.#writing?.creates ?? [];
    // Copying one map is quicker by far.
    const all = held.size > 0 ? new Map([...held, ...comments]) : new Map(comments);
    const shown = this.#writing?.overlay(all, creates) ?? all;
    this.#tree = buildTree(shown, order, this.#tree);
    const total = page?.total ?? null;
    return Object.freeze({
      ...progress,
      thread: this.thread,
      capabilities: page?.capabilities ?? READ_ONLY,
      sort,
      view,
      tree: this.#tree,
      total: total === null ? null : total + uncounted + creates.length,
      hasMore,
      fromStart,
      author,
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
