import { toAdapterError } from '../adapter/adapter-error.ts';
import type { CommentPage, ListQuery } from '../adapter/adapter.ts';
import { compareComments, type Sort } from '../model/sort.ts';
import { callAdapter } from './call.ts';
import { type Place, placeAfter } from './place.ts';
import type { ThreadSnapshot } from './snapshot.ts';
import type { StoreContext } from './store-context.ts';

export interface ReadingContext extends StoreContext {
  /** Top-level comments a page. */
  readonly pageSize: number;
  /** A page has been taken in, which answers `query`. */
  readonly accepted: (page: CommentPage, query: ListQuery) => void;
}

/** What a read says of itself. */
type ReadState = Pick<ThreadSnapshot, 'status' | 'reading' | 'error'>;

/** A backend that cannot locate a comment is read this far for it. */
const MAX_PAGES_SEARCHED = 20;

/** Which part of a thread is shown, by whom and how sorted. The last request wins. */
export class Reading {
  readonly #context: ReadingContext;
  progress: ReadState = { status: 'idle', reading: null, error: null };
  /** Of the comments shown; another sort may have been asked for since. */
  order = compareComments('newest');
  /** Whose comments alone are shown; null for everybody's. */
  author: string | null = null;
  /** Another number is another view than the one before. */
  view = 0;
  /** Where what is shown begins and how many pages it has; another object after each read. */
  extent: { readonly where: Place; readonly pages: number } = { where: {}, pages: 0 };
  /** Resolves when the read that was asked for last is over. */
  done: Promise<void> = Promise.resolve();
  #sort: Sort | undefined;
  #latest: { readonly again: () => Promise<void>; readonly ends: AbortController } | null = null;

  constructor(context: ReadingContext, sort: Sort | undefined) {
    this.#context = context;
    this.#sort = sort;
  }

  get sort(): Sort {
    return this.#sort ?? 'newest';
  }

  get hasMore(): boolean {
    const { page } = this.#context.state;
    return !!page && placeAfter(page) !== null;
  }

  /** Whether what is shown was read for the sake of one comment. */
  get located(): boolean {
    return this.extent.where.around !== undefined;
  }

  /** Whether what is shown begins where the thread begins. */
  get fromStart(): boolean {
    return (this.#context.state.firstPage ?? (this.located ? 2 : 1)) <= 1;
  }

  async load(): Promise<void> {
    if (this.progress.status === 'idle') await this.reload();
  }

  async reload(): Promise<void> {
    const page = this.#context.state.firstPage;
    await this.#read('replacing', page ? { page } : {});
  }

  async restart(): Promise<void> {
    await this.#read('replacing', {});
  }

  async goToPage(page: number): Promise<void> {
    await this.#read('replacing', { page });
  }

  async setSort(sort: Sort): Promise<void> {
    if (sort === this.#sort) return;
    this.#sort = sort;
    if (this.progress.status !== 'idle') await this.restart();
  }

  async setAuthor(author: string | null): Promise<void> {
    if (author === this.author) return;
    this.author = author;
    await this.restart();
  }

  async loadMore(): Promise<void> {
    const { page } = this.#context.state;
    const next = page && placeAfter(page);
    if (next && !this.progress.reading) await this.#read('appending', next);
  }

  async reveal(id: string): Promise<boolean> {
    const { adapter, state } = this.#context;
    const isThere = () => state.comments.has(id);
    const canLocate = () => adapter.locate && state.page?.capabilities.locate;
    if (this.progress.status === 'idle') await this.#read('replacing', adapter.locate ? { around: id } : {});
    await this.done;
    if (!isThere() && canLocate()) await this.#read('replacing', { around: id });
    for (let read = 0; read < MAX_PAGES_SEARCHED && !isThere() && !canLocate() && this.hasMore; read++) {
      await this.loadMore();
    }
    return isThere();
  }

  /** Does the last read once more. */
  async again(): Promise<void> {
    await this.#latest?.again();
  }

  /** Asks for a page without showing it. @throws AdapterError, or the signal's reason when it aborts. */
  async ask(where: Place, signal: AbortSignal): Promise<unknown> {
    const { adapter, thread, timeout } = this.#context;
    const { around, ...part } = where;
    const query = this.#query(part);
    const list = (signal: AbortSignal) =>
      around === undefined
        ? adapter.list(thread, query, { signal })
        : adapter.locate!(thread, around, query, { signal });
    return callAdapter(list, signal, timeout);
  }

  stop(): void {
    this.#latest?.ends.abort();
  }

  #read(kind: 'replacing' | 'appending', where: Place): Promise<void> {
    return (this.done = this.#readNow(kind, where));
  }

  async #readNow(kind: 'replacing' | 'appending', where: Place): Promise<void> {
    const { state, signal: lifetime } = this.#context;
    if (lifetime.aborted) return;
    // The last request wins: an earlier one is aborted, and its answer would not be looked at.
    this.stop();
    const ends = new AbortController();
    const { signal } = ends;
    this.#latest = { again: () => this.#read(kind, where), ends };
    this.#progresses({ status: state.page ? 'ready' : 'loading', reading: kind, error: null });
    const { around, ...part } = where;
    const query = this.#query(part);
    try {
      const answer = await this.ask(where, signal);
      signal.throwIfAborted();
      this.extent =
        kind === 'replacing' ? { where, pages: 1 } : { ...this.extent, pages: this.extent.pages + 1 };
      const sort = this.#accept(kind === 'replacing', answer, query);
      // Only now is it known what the backend sorts by where nothing is asked for.
      const isOtherSort = sort !== query.sort && this.#sort === undefined;
      this.#sort = sort;
      if (isOtherSort) return await this.#readNow(kind, where);
      this.#progresses({ status: 'ready', reading: null, error: null });
    } catch (thrown) {
      if (signal.aborted) return;
      const error = toAdapterError(thrown);
      if (around !== undefined && /not-found|unsupported|invalid/.test(error.code)) {
        // What is not there is no failure: what was shown stays, or else the thread's beginning is.
        if (!state.page) return await this.#readNow(kind, {});
        return this.#progresses({ status: 'ready', reading: null, error: null });
      }
      this.#progresses({ status: state.page ? 'ready' : 'error', reading: null, error });
    }
  }

  #query(part: Pick<ListQuery, 'page' | 'cursor'>): ListQuery {
    const author = this.author;
    return { sort: this.sort, limit: this.#context.pageSize, ...(author !== null && { author }), ...part };
  }

  /** @returns the sort to go on with: the asked one, where the backend can. */
  #accept(anew: boolean, answer: unknown, query: ListQuery): Sort {
    const { state, accepted } = this.#context;
    const page = state.accept(answer, anew);
    if (anew) this.view++;
    const { sorts } = page.capabilities;
    const sort = this.#sort !== undefined && sorts.includes(query.sort) ? query.sort : sorts[0]!;
    this.order = compareComments(sort, state.ranks);
    accepted(page, query);
    return sort;
  }

  #progresses(progress: ReadState): void {
    this.progress = progress;
    this.#context.changed();
  }
}
