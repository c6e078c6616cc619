import type { CommentsAdapter, ThreadChange } from '../core/adapter/adapter.ts';
import { READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Comment } from '../core/model/comment.ts';
import type { ModerationApi, Queue, QueuedComment } from './moderation-api.ts';

/** Milliseconds between two looks for what has come or was decided elsewhere. */
const INTERVAL = 15_000;

/** A queue as a thread: all comments at the top level, newest first. */
export interface QueueAdapter extends CommentsAdapter {
  /** What is known of a listed comment. */
  itemOf(comment: Comment): QueuedComment | undefined;
  /** Shows what became of a comment: the new state of it, or that it has left the queue. */
  settle(item: QueuedComment): void;
}

export function queueAdapter(api: ModerationApi, queue: Queue): QueueAdapter {
  const items = new Map<string, QueuedComment>();
  const listeners = new Set<(change: ThreadChange) => void>();
  const tell = (change: ThreadChange) => listeners.forEach((listener) => listener(change));

  function take(item: QueuedComment): Comment {
    items.set(item.comment.id, item);
    return asRow(item);
  }

  function drop(id: string): void {
    items.delete(id);
    tell({ kind: 'removed', id });
  }

  async function look(signal: AbortSignal): Promise<void> {
    if (document.hidden) return;
    const { comments, nextCursor } = await api.readQueue(queue, 50, undefined, signal);
    const seen = new Set(comments.map(({ comment }) => comment.id));
    const oldest = nextCursor === null ? '' : (comments.at(-1)?.comment.createdAt ?? '');
    for (const item of comments) {
      if (!items.has(item.comment.id)) tell({ kind: 'saved', comment: take(item) });
    }
    for (const [id, { comment }] of items) {
      if (!seen.has(id) && (comment.createdAt ?? '') >= oldest) drop(id);
    }
  }

  return {
    name: 'moderation',

    async list(_thread, { limit, cursor }, { signal }) {
      const { comments, nextCursor } = await api.readQueue(queue, limit, cursor, signal);
      return {
        comments: comments.map(take),
        total: null,
        nextCursor,
        capabilities: { ...READ_ONLY, paging: 'cursor', watch: true },
      };
    },

    watch(_thread, onChange, { signal }) {
      listeners.add(onChange);
      // What cannot be read now is read the next time; the list itself says when it fails.
      const timer = setInterval(() => void look(signal).catch(() => undefined), INTERVAL);
      signal.addEventListener('abort', () => {
        listeners.delete(onChange);
        clearInterval(timer);
      });
    },

    itemOf: ({ id }) => items.get(id),

    settle(item) {
      if (belongs(item, queue)) tell({ kind: 'saved', comment: take(item) });
      else drop(item.comment.id);
    },
  };
}

function belongs({ status, reports }: QueuedComment, queue: Queue): boolean {
  return queue === 'reported' ? reports > 0 && status !== 'deleted' : status === queue;
}

/** Whatever its state in its thread, here the comment is to be read; its parent may be in no queue. */
function asRow({ comment }: QueuedComment): Comment {
  return { ...comment, parentId: null, status: 'published' };
}
