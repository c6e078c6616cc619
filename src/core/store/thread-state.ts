import type { CommentPage } from '../adapter/adapter.ts';
import { checkPage } from '../adapter/check-answer.ts';
import { type Comment, scoreOf } from '../model/comment.ts';

/** What the server has said of a thread so far. Nothing that the viewer is still doing is in here. */
export class ThreadState {
  /** The last page read. */
  page: CommentPage | null = null;
  /** When it was; milliseconds since 1970. */
  readAt = 0;
  /** Number of the page at the top of what is shown. */
  firstPage: number | undefined;
  /** Scores as first seen, so that "top" does not move rows under the reader at each vote. */
  readonly ranks = new Map<string, number>();
  /** Own comments that wait for a moderator: a fresh page may not list them, their author still should see them. */
  readonly held = new Map<string, Comment>();
  /** By others, not shown yet. */
  readonly incoming = new Map<string, Comment>();
  /** When the newest comment of all that were ever here was written, by the server's clock. */
  newestAt: string | null = null;
  /** Malformed items that were left out. */
  dropped = 0;
  /** Comments that the page's total does not count yet; below 0 for removed ones. */
  uncounted = 0;
  #comments = new Map<string, Comment>();

  /** The last answers, merged. The same map for as long as it is the same view. */
  get comments(): ReadonlyMap<string, Comment> {
    return this.#comments;
  }

  /**
   * Takes in an answer to `list`.
   *
   * @param anew whether it replaces what was shown
   * @throws AdapterError `bad-response`
   */
  accept(answer: unknown, anew: boolean): CommentPage {
    const { page, dropped } = checkPage(answer);
    if (anew) {
      this.ranks.clear();
      this.incoming.clear();
      this.dropped = 0;
      this.firstPage = page.pageNumber;
    }
    this.dropped += dropped;
    this.merge(page.comments, anew);
    for (const { id } of page.comments) {
      this.held.delete(id);
      this.incoming.delete(id);
    }
    return this.takePage(page);
  }

  /** Takes what a page says beside its comments. */
  takePage(page: CommentPage): CommentPage {
    // Rows compare capabilities by identity, and most answers say the same as the one before.
    const known = this.page?.capabilities;
    const same = JSON.stringify(known) === JSON.stringify(page.capabilities);
    this.page = known && same ? { ...page, capabilities: known } : page;
    this.readAt = Date.now();
    // The page's total counts those that wait, too.
    this.uncounted = -this.incoming.size;
    return this.page;
  }

  /** @param anew these are all that is shown from now on */
  merge(comments: Iterable<Comment>, anew = false): void {
    const known = this.#comments;
    if (anew) this.#comments = new Map();
    for (const comment of comments) {
      const { createdAt } = comment;
      if (createdAt !== null && (this.newestAt === null || createdAt > this.newestAt))
        this.newestAt = createdAt;
      this.#comments.set(comment.id, withKnown(comment, known.get(comment.id)));
      if (!this.ranks.has(comment.id)) this.ranks.set(comment.id, scoreOf(comment));
    }
  }

  /** The viewer's own comment has reached the server. */
  add(comment: Comment, status: 'published' | 'pending'): void {
    const { id } = comment;
    this.incoming.delete(id);
    if (status === 'pending') this.held.set(id, comment);
    else if (!this.comments.has(id)) this.uncounted++;
    this.merge([comment]);
  }

  forget(id: string): void {
    this.incoming.delete(id);
    // One that waited for a moderator has not been counted.
    const held = this.held.delete(id);
    if (this.#comments.delete(id) && !held) this.uncounted--;
  }

  /** Lets the comments in that arrived meanwhile, and gives their ids. */
  letIn(): readonly string[] {
    const ids = [...this.incoming.keys()];
    this.uncounted += ids.length;
    this.merge(this.incoming.values());
    this.incoming.clear();
    return ids;
  }
}

/** What says the same keeps its identity: rows are made of it, and a page may have touched up its text. */
function withKnown(comment: Comment, known: Comment | undefined): Comment {
  if (!known || !isEqual(known.body, comment.body)) return comment;
  return isEqual(known, comment) ? known : Object.freeze({ ...comment, body: known.body });
}

/** Whether two parts of comments say the same: texts, numbers, lists and records of such. */
function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const entries = Object.entries(a);
  return (
    entries.length === Object.keys(b).length &&
    entries.every(([key, value]) => isEqual(value, (b as Record<string, unknown>)[key]))
  );
}
