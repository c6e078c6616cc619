import { toAdapterError } from '../adapter/adapter-error.ts';
import type { CommentPage, ListQuery, ThreadChange } from '../adapter/adapter.ts';
import { checkComment, checkPage, isRecord } from '../adapter/check-answer.ts';
import type { Comment } from '../model/comment.ts';
import { report } from '../report.ts';
import { callAdapter } from './call.ts';
import { Polling } from './polling.ts';
import type { StoreContext } from './store-context.ts';

/** A change that is well-formed. */
export type CheckedChange =
  | { readonly kind: 'saved'; readonly comment: Comment }
  | { readonly kind: 'removed'; readonly id: string }
  | { readonly kind: 'unknown' };

export interface LiveContext extends StoreContext {
  readonly onChange: (change: CheckedChange) => void;
}

/** What others do in a thread: as the backend tells it, or by looking again and again where it cannot. */
export class Live {
  readonly #context: LiveContext;
  #started = false;
  #polling: Polling | null = null;
  #active = true;
  /** The newest comments as last seen, by their ids in JSON; null before the first look. */
  #seen: ReadonlyMap<string, string> | null = null;

  constructor(context: LiveContext) {
    this.#context = context;
  }

  /**
   * Begins with the first page that was read.
   *
   * @param query what that page answers
   * @param located whether it was read for the sake of one comment
   */
  start(page: CommentPage, query: ListQuery, located: boolean): void {
    if (this.#started) return;
    this.#started = true;
    const { adapter, thread, signal, onChange } = this.#context;
    if (!page.capabilities.watch || !adapter.watch) {
      const poll = this.#queryFor(page, query.limit);
      // Another part of the thread says nothing of what is newest.
      const isNewest = !located && JSON.stringify(poll) === JSON.stringify(query);
      if (isNewest) this.#seen = inJson(page.comments);
      this.#polling = new Polling(() => this.#look(poll));
      this.#polling.setActive(this.#active);
      signal.addEventListener('abort', () => this.#polling?.stop(), { once: true });
      return;
    }
    try {
      const tell = (change: ThreadChange) => {
        const checked = signal.aborted ? null : checkChange(change);
        if (checked) onChange(checked);
      };
      adapter.watch(thread, tell, { signal });
    } catch (thrown) {
      // Without live changes the thread is still whole.
      report(toAdapterError(thrown));
    }
  }

  /** Whether anybody is looking. */
  setActive(active: boolean): void {
    this.#active = active;
    this.#polling?.setActive(active);
  }

  #queryFor({ capabilities: { sorts } }: CommentPage, limit: number): ListQuery {
    return { sort: sorts.includes('newest') ? 'newest' : sorts[0]!, limit };
  }

  /** Reads the newest comments again. @returns whether there was anything new */
  async #look(query: ListQuery): Promise<boolean> {
    const { adapter, thread, signal, timeout, onChange } = this.#context;
    const list = (signal: AbortSignal) => adapter.list(thread, query, { signal });
    const { page } = checkPage(await callAdapter(list, signal, timeout));
    const before = this.#seen;
    this.#seen = inJson(page.comments);
    // On the first look it is not known what is new.
    const changed = before ? page.comments.filter(({ id }) => this.#seen!.get(id) !== before.get(id)) : [];
    for (const comment of changed) onChange({ kind: 'saved', comment });
    return changed.length > 0;
  }
}

function inJson(comments: readonly Comment[]): ReadonlyMap<string, string> {
  return new Map(comments.map((comment) => [comment.id, JSON.stringify(comment)]));
}

function checkChange(change: unknown): CheckedChange | null {
  if (!isRecord(change)) return null;
  if (change['kind'] === 'saved') {
    const comment = checkComment(change['comment']);
    return comment && { kind: 'saved', comment };
  }
  if (change['kind'] === 'removed') return { kind: 'removed', id: String(change['id']) };
  return { kind: 'unknown' };
}
