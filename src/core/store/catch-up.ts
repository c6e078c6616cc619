import { toAdapterError } from '../adapter/adapter-error.ts';
import type { CommentPage } from '../adapter/adapter.ts';
import { checkPage } from '../adapter/check-answer.ts';
import type { Comment } from '../model/comment.ts';
import { compareComments } from '../model/sort.ts';
import type { LiveContext } from './live-context.ts';
import { type Place, placeAfter } from './place.ts';

/** Milliseconds until a look that failed is tried again, at first and at most. */
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 300_000;
/** Pages beyond those shown that are read to see whether what stood last is still there. */
const MAX_FURTHER = 5;

/**
 * Finds out what was missed: reads what is shown once more and tells the differences as changes, so that
 * nothing moves under the reader and new comments wait to be let in. Loaded when a backend first says no more
 * than that something changed.
 */
export class CatchUp {
  readonly #context: LiveContext;
  #behind = false;
  #running = false;

  constructor(context: LiveContext) {
    this.#context = context;
  }

  /** Looks, and where it is told to meanwhile, looks again. */
  async start(): Promise<void> {
    this.#behind = true;
    if (this.#running) return;
    this.#running = true;
    const { signal } = this.#context;
    let wait = FIRST_WAIT;
    while (this.#behind && !signal.aborted) {
      this.#behind = false;
      try {
        await this.#look();
        wait = FIRST_WAIT;
      } catch (thrown) {
        // What was looked for is gone, or the like: what is shown is all there is.
        if (!toAdapterError(thrown).retryable) break;
        this.#behind = true;
        await pause(wait, signal);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
    this.#running = false;
  }

  async #look(): Promise<void> {
    const { state, reading } = this.#context;
    await reading.done;
    const { extent, hasMore } = reading;
    const known = new Map([...state.incoming, ...state.comments]);
    const last = lastRoot(known, compareComments(reading.sort));
    const pages = await this.#read(last);
    // Something else was read meanwhile, perhaps from before the change.
    if (reading.extent !== extent) this.#behind = true;
    else this.#tell(known, hasMore ? last : undefined, pages, extent.pages);
  }

  /** As many pages as are shown, and a little further where comments were pushed down. */
  async #read(last: Comment | undefined): Promise<CommentPage[]> {
    const { reading, signal } = this.#context;
    const compare = compareComments(reading.sort);
    const pages: CommentPage[] = [];
    const { where, pages: count } = reading.extent;
    for (let at: Place | null = where; at;) {
      const { page } = checkPage(await reading.ask(at, signal));
      pages.push(page);
      at = placeAfter(page);
      const reached = lastRoot(byId([page]), compare);
      const isThere = !last || !reached || compare(reached, last) >= 0;
      if (pages.length >= count && (isThere || pages.length >= count + MAX_FURTHER)) break;
    }
    return pages;
  }

  /**
   * @param last of the known comments that are on top, where the thread went on below it
   * @param count of the pages that are shown
   */
  #tell(
    known: ReadonlyMap<string, Comment>,
    last: Comment | undefined,
    pages: readonly CommentPage[],
    count: number,
  ): void {
    const { state, reading, onChange, changed } = this.#context;
    const compare = compareComments(reading.sort);
    const [shown, found] = [byId(pages.slice(0, count)), byId(pages)];

    for (const comment of found.values()) {
      state.held.delete(comment.id);
      const isFurther = last && compare(rootOf(comment, found), last) > 0;
      // Where comments were removed, the same number of pages goes further down. And whoever is given a
      // comment that is not public has written it.
      if (isFurther ? shown.has(comment.id) : comment.status === 'pending') state.merge([comment]);
      else if (!isFurther) onChange({ kind: 'saved', comment });
    }

    const isWhole = placeAfter(pages.at(-1)!) === null;
    const lastFound = lastRoot(found, compare);
    // What a backend of several has not been read from is not gone.
    const hasFailed = pages.some(({ failedSources = [] }) => failedSources.length > 0);
    for (const comment of hasFailed ? [] : known.values()) {
      const root = rootOf(comment, known);
      // Others have moved on to pages that were not read.
      const belongs = isWhole || found.has(root.id) || (lastFound && compare(root, lastFound) < 0);
      if (belongs && !found.has(comment.id) && !state.held.has(comment.id))
        onChange({ kind: 'removed', id: comment.id });
    }
    state.takePage(pages[count - 1] ?? pages.at(-1)!);
    changed();
  }
}

function byId(pages: readonly CommentPage[]): Map<string, Comment> {
  return new Map(pages.flatMap(({ comments }) => comments.map((comment) => [comment.id, comment])));
}

function lastRoot(
  comments: ReadonlyMap<string, Comment>,
  compare: (a: Comment, b: Comment) => number,
): Comment | undefined {
  const roots = [...comments.values()].filter((comment) => rootOf(comment, comments) === comment);
  return roots.sort(compare).at(-1);
}

/** The topmost comment above this one, itself included; of a ring, any. */
function rootOf(comment: Comment, comments: ReadonlyMap<string, Comment>): Comment {
  const seen = new Set([comment]);
  for (let at = comment; ;) {
    const parent = at.parentId === null ? undefined : comments.get(at.parentId);
    if (!parent || seen.has(parent)) return at;
    seen.add((at = parent));
  }
}

/** Resolves after `length` milliseconds, or when the signal aborts. */
function pause(length: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, length);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
  });
}
