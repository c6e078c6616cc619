import { toAdapterError } from '../adapter/adapter-error.ts';
import type { CommentPage, ListQuery } from '../adapter/adapter.ts';
import { compareComments, type Sort } from '../model/sort.ts';
import { callAdapter } from './call.ts';
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

/** Which part of the thread to read: by default its beginning. */
type Place = Pick<ListQuery, 'page' | 'cursor'> & {
  /** The page with this comment. */
  readonly around?: string;
};

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
  /** Whether what is shown was read for the sake of one comment. */
  located = false;
  #sort: Sort | undefined;
  #latest: { readonly again: () => Promise<void>; readonly ends: AbortController } | null = null;
  #done: Promise<void> = Promise.resolve();

  constructor(context: ReadingContext, sort: Sort | undefined) {
    this.#context = context;
    this.#sort = sort;
  }

  get sort(): Sort {
    return this.#sort ?? 'newest';
  }

  get hasMore(): boolean {
    const { page } = this.#context.state;
    if (!page) return false;
    const { nextCursor, pageNumber, pageCount = 0 } = page;
    return !!nextCursor || (pageNumber !== undefined && pageNumber < pageCount);
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
    if (!page || this.progress.reading || !this.hasMore) return;
    const { nextCursor, pageNumber = 0 } = page;
    await this.#read('appending', nextCursor ? { cursor: nextCursor } : { page: pageNumber + 1 });
  }

  async reveal(id: string): Promise<boolean> {
    const { adapter, state } = this.#context;
    const isThere = () => state.comments.has(id);
    const canLocate = () => adapter.locate && state.page?.capabilities.locate;
    if (this.progress.status === 'idle') await this.#read('replacing', adapter.locate ? { around: id } : {});
    await this.#done;
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

  stop(): void {
    this.#latest?.ends.abort();
  }

  #read(kind: 'replacing' | 'appending', where: Place): Promise<void> {
    return (this.#done = this.#readNow(kind, where));
  }

  async #readNow(kind: 'replacing' | 'appending', where: Place): Promise<void> {
    const { adapter, thread, timeout, state, signal: lifetime } = this.#context;
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
      const list = (signal: AbortSignal) =>
        around === undefined
          ? adapter.list(thread, query, { signal })
          : adapter.locate!(thread, around, query, { signal });
      const answer = await callAdapter(list, signal, timeout);
      signal.throwIfAborted();
      if (kind === 'replacing') this.located = around !== undefined;
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
