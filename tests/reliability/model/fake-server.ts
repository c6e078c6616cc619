import type { CommentPage, CommentsAdapter, NewComment } from '../../../src/core/adapter/adapter.ts';
import { AdapterError } from '../../../src/core/adapter/adapter-error.ts';
import { type Capabilities, READ_ONLY } from '../../../src/core/adapter/capabilities.ts';
import type { Comment } from '../../../src/core/model/comment.ts';

/** What becomes of one write. */
export type Fate =
  | 'answered'
  /** It never arrives. */
  | 'request lost'
  /** The server does the work, and nobody hears of it. */
  | 'answer lost'
  /** The server does the work, and answers when nobody waits for it any more. */
  | 'answered too late'
  | 'server error'
  | 'rate limited';

const CAPABILITIES: Capabilities = {
  ...READ_ONLY,
  sorts: ['newest', 'oldest'],
  create: true,
  edit: true,
  remove: true,
  votes: 'like',
  idempotencyKeys: true,
};

/** Milliseconds that reading takes. */
const READING = 10;

/** Milliseconds after which the store has given up. */
const TOO_LATE = 60_000;

/** A server that keeps comments in the order in which they came, and takes a key for one comment only. */
export class FakeServer {
  readonly comments = new Map<string, Comment>();
  readonly #answers = new Map<string, Comment>();
  #made = 0;

  create(comment: NewComment, key: string): Comment {
    const known = this.#answers.get(key);
    if (known) return known;
    const id = `c${++this.#made}`;
    const { name } = comment.author;
    const made: Comment = {
      id,
      parentId: comment.parentId,
      author: { name },
      body: comment.body,
      createdAt: new Date(Date.now()).toISOString(),
      status: 'published',
      can: { edit: true, remove: true },
    };
    this.comments.set(id, made);
    this.#answers.set(key, made);
    return made;
  }

  change(id: string, change: (comment: Comment) => Comment | null): Comment | null {
    const comment = this.comments.get(id);
    if (!comment) throw new AdapterError('not-found');
    const changed = change(comment);
    if (changed) this.comments.set(id, changed);
    else this.comments.delete(id);
    return changed;
  }
}

/**
 * One page's connection to the server.
 *
 * @param fateOf tells what becomes of the next write, and how many milliseconds each way takes.
 */
export function connect(
  server: FakeServer,
  fateOf: () => { readonly fate: Fate; readonly latency: number },
): CommentsAdapter {
  async function travel<T>(work: () => T, signal: AbortSignal): Promise<T> {
    const { fate, latency } = fateOf();
    await delay(latency);
    signal.throwIfAborted();
    if (fate === 'request lost') throw new AdapterError('offline');
    if (fate === 'server error') throw new AdapterError('server');
    if (fate === 'rate limited') throw new AdapterError('rate-limited', { retryAfter: 3_000 });
    const answer = work();
    await delay(fate === 'answered too late' ? TOO_LATE : latency);
    if (fate === 'answer lost') throw new AdapterError('offline');
    return answer;
  }
  async function read<T>(work: () => T, signal: AbortSignal): Promise<T> {
    await delay(READING);
    signal.throwIfAborted();
    return work();
  }
  return {
    name: 'fake',
    list: (_thread, _query, { signal }) =>
      // What befalls reading has tests of its own; here it would only keep readers from writing.
      read((): CommentPage => {
        const comments = [...server.comments.values()];
        return { comments, total: comments.length, capabilities: CAPABILITIES };
      }, signal),
    create: (_thread, comment, { signal, idempotencyKey }) =>
      travel(
        () => ({ status: 'published' as const, comment: server.create(comment, idempotencyKey) }),
        signal,
      ),
    edit: (_thread, id, body, { signal }) =>
      travel(() => server.change(id, (comment) => ({ ...comment, body }))!, signal),
    remove: (_thread, id, { signal }) =>
      travel(() => {
        if (server.comments.has(id)) server.change(id, () => null);
        return null;
      }, signal),
    react: (_thread, id, { name, chosen }, { signal }) =>
      travel(
        () =>
          server.change(id, (comment) => ({
            ...comment,
            reactions: [{ name, count: chosen ? 1 : 0, chosen }],
          }))!,
        signal,
      ),
  };
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
