import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { CommentPage, CommentsAdapter } from '../core/adapter/adapter.ts';
import { type Capabilities, READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Author } from '../core/model/author.ts';
import { type Comment, freezeComment } from '../core/model/comment.ts';
import { selectPage, type SelectionQuery } from '../core/model/select-page.ts';

/** What a backend says of a thread in one go. */
export interface ThreadAnswer {
  /** Null for each item that could not be understood. */
  readonly comments: readonly (Comment | null)[];
  /** Direct replies to the post itself, as the backend counts them; it need not give them all. */
  readonly replyCount: number;
  readonly capabilities: Capabilities;
  readonly viewer?: Author | null;
}

interface Snapshot extends Omit<ThreadAnswer, 'comments'> {
  readonly comments: ReadonlyMap<string, Comment>;
  readonly unreadable: number;
  /** Comments that are known to be there but were not given. */
  readonly hidden: number;
  readonly readAt: number;
}

/** Milliseconds for which further pages are cut out of what the first came from. */
const MAX_AGE = 60_000;

/** What an adapter can do with a thread that comes whole: sort and page it here. */
export const WHOLE_THREAD_CAPABILITIES: Capabilities = Object.freeze<Capabilities>({
  ...READ_ONLY,
  sorts: Object.freeze(['newest', 'oldest', 'top'] as const),
  paging: 'numbered',
  locate: true,
  authorFilter: true,
  counts: true,
});

/** The one thread of an adapter whose backend neither sorts nor pages. */
export class WholeThread {
  readonly #read: (signal: AbortSignal) => Promise<ThreadAnswer>;
  #latest: Snapshot | null = null;

  constructor(read: (signal: AbortSignal) => Promise<ThreadAnswer>) {
    this.#read = read;
  }

  readonly list: CommentsAdapter['list'] = async (_thread, query, { signal }) => {
    const goesOn = query.cursor !== undefined || (query.page ?? 1) > 1;
    return cut(goesOn ? await this.recent(signal) : await this.#anew(signal), query, query.author);
  };

  readonly locate: NonNullable<CommentsAdapter['locate']> = async (_thread, id, query, { signal }) => {
    const snapshot = await this.#anew(signal);
    const { sort, limit } = query;
    for (let page = 1; snapshot.comments.has(id); page++) {
      const found = cut(snapshot, { sort, limit, page });
      if (found.comments.some((comment) => comment?.id === id)) return found;
      if (page >= found.pageCount!) break;
    }
    throw new AdapterError('not-found');
  };

  /** All threads are the one. */
  readonly counts: NonNullable<CommentsAdapter['counts']> = async (threads, { signal }) => {
    signal.throwIfAborted();
    if (threads.length === 0) return [];
    const { total } = cut(await this.#anew(signal), { sort: 'newest', limit: 1 });
    return threads.map(() => total!);
  };

  /** A comment that is there. @throws AdapterError `not-found` */
  async find(id: string, signal: AbortSignal): Promise<Comment> {
    const comment = (await this.recent(signal)).comments.get(id);
    if (!comment || comment.status !== 'published') throw new AdapterError('not-found');
    return comment;
  }

  /** The backend's answer of one comment, with what only the thread as a whole tells. */
  merged(comment: Comment): Comment {
    const hiddenReplies = this.#latest?.comments.get(comment.id)?.hiddenReplies;
    return hiddenReplies === undefined ? comment : freezeComment({ ...comment, hiddenReplies });
  }

  /** What was read before does not hold any more. */
  forget(): void {
    this.#latest = null;
  }

  /** The thread as it was a moment ago, or else as it is. */
  async recent(signal: AbortSignal): Promise<Snapshot> {
    signal.throwIfAborted();
    const latest = this.#latest;
    return latest && Date.now() - latest.readAt < MAX_AGE ? latest : this.#anew(signal);
  }

  async #anew(signal: AbortSignal): Promise<Snapshot> {
    signal.throwIfAborted();
    const { comments, ...rest } = await this.#read(signal);
    const readable = comments.filter((comment) => comment !== null);
    const { counted, hidden } = withHidden(readable, rest.replyCount);
    const unreadable = comments.length - readable.length;
    return (this.#latest = { ...rest, comments: counted, hidden, unreadable, readAt: Date.now() });
  }
}

/** Compares the replies that each comment is said to have with those that came. */
function withHidden(
  comments: readonly Comment[],
  replyCount: number,
): { counted: ReadonlyMap<string, Comment>; hidden: number } {
  const given = new Map<string | null, number>();
  for (const { parentId } of comments) given.set(parentId, (given.get(parentId) ?? 0) + 1);
  let hidden = Math.max(0, replyCount - (given.get(null) ?? 0));
  const counted = new Map<string, Comment>();
  for (const comment of comments) {
    const hiddenReplies = (comment.replyCount ?? 0) - (given.get(comment.id) ?? 0);
    if (hiddenReplies > 0) hidden += hiddenReplies;
    counted.set(comment.id, freezeComment(hiddenReplies > 0 ? { ...comment, hiddenReplies } : comment));
  }
  return { counted, hidden };
}

function cut(snapshot: Snapshot, query: SelectionQuery, author?: string): CommentPage {
  const { comments, hidden, unreadable, capabilities, viewer } = snapshot;
  const wanted = author === undefined ? comments : byAuthor(comments, author);
  const selection = selectPage(wanted, query);
  // What could not be understood is left for the store to drop and count.
  const bad: unknown[] = selection.pageNumber === 1 ? Array.from({ length: unreadable }, () => null) : [];
  return {
    ...selection,
    comments: [...selection.comments, ...(bad as Comment[])],
    total: selection.total + (author === undefined ? hidden : 0),
    capabilities,
    ...(viewer !== undefined && { viewer }),
  };
}

function byAuthor(all: ReadonlyMap<string, Comment>, name: string): ReadonlyMap<string, Comment> {
  return new Map([...all].filter(([, { author, status }]) => status === 'published' && author.name === name));
}
