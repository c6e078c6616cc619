import type { AdapterError } from '../adapter/adapter-error.ts';
import type { NewComment } from '../adapter/adapter.ts';
import { type Comment, type CommentBody, freezeComment, withReaction } from '../model/comment.ts';

/** A comment on its way. It shows in the thread at once, under a temporary id. */
export interface PendingCreate {
  readonly kind: 'create';
  /** Idempotency key, one over all tries. */
  readonly key: string;
  readonly comment: Comment;
  readonly input: NewComment;
  /** Null while it is being sent; else why the last try failed. */
  readonly error: AdapterError | null;
}

export interface PendingReaction {
  readonly kind: 'react';
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly chosen: boolean;
}

export interface PendingEdit {
  readonly kind: 'edit';
  readonly id: string;
  readonly body: CommentBody;
}

/** A comment that is about to be removed, or is being. */
export interface PendingRemoval {
  readonly kind: 'remove';
  readonly id: string;
}

export type PendingOperation = PendingCreate | PendingReaction | PendingEdit | PendingRemoval;

/**
 * What the viewer should see: the server's comments with the pending operations on top. As the server's
 * state is never touched, a failed operation is undone by forgetting it.
 */
export function withPending(
  comments: Map<string, Comment>,
  operations: Iterable<PendingOperation>,
): ReadonlyMap<string, Comment> {
  for (const operation of operations) {
    if (operation.kind === 'create') {
      comments.set(operation.comment.id, operation.comment);
      continue;
    }
    const comment = comments.get(operation.id);
    if (!comment) continue;
    if (operation.kind === 'react') {
      comments.set(operation.id, withReaction(comment, operation.name, operation.chosen));
    } else if (operation.kind === 'edit') {
      comments.set(operation.id, freezeComment({ ...comment, body: operation.body }));
    }
  }
  return comments;
}

export function pendingCreate(key: string, input: NewComment): PendingCreate {
  const { email: _, ...author } = input.author;
  const comment = freezeComment({
    id: `pending:${key}`,
    parentId: input.parentId,
    author,
    body: { ...input.body },
    createdAt: new Date().toISOString(),
    status: 'published',
    can: { reply: false, react: false, edit: false, remove: false, report: false },
  });
  return { kind: 'create', key, comment, input, error: null };
}

/** 128 random bits in hex. `crypto.randomUUID` is missing on plain http pages. */
export function createIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
