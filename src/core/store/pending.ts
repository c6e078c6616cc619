import type { AdapterError } from '../adapter/adapter-error.ts';
import type { NewComment } from '../adapter/adapter.ts';
import { type Comment, type CommentBody, freezeComment, withReaction } from '../model/comment.ts';

/** A comment on its way. It shows in the thread at once, under a temporary id. */
export interface PendingCreate {
  readonly comment: Comment;
  readonly input: NewComment;
  /** `waiting`: it is sent again by itself; `failed`: only when its author asks for it. */
  readonly state: 'sending' | 'waiting' | 'failed';
  /** Why it waits, or has failed. */
  readonly error: AdapterError | null;
}

export interface PendingReaction {
  readonly kind: 'react';
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

/** What is being done with a comment that the server has. */
export type PendingChange = PendingReaction | PendingEdit | PendingRemoval;

/** A comment as its thread shows it while it is on its way. */
export function temporaryComment(key: string, input: NewComment, createdAt: string): Comment {
  const { email: _, ...author } = input.author;
  return freezeComment({
    id: `pending:${key}`,
    parentId: input.parentId,
    author,
    body: { ...input.body },
    createdAt,
    status: 'published',
    can: { reply: false, react: false, edit: false, remove: false, report: false },
  });
}

/**
 * What the viewer should see: the server's comments with what is pending on top. As the server's state is
 * never touched, what fails is undone by forgetting it.
 */
export function withPending(
  comments: Map<string, Comment>,
  creates: Iterable<PendingCreate>,
  changes: Iterable<PendingChange>,
): ReadonlyMap<string, Comment> {
  for (const { comment } of creates) comments.set(comment.id, comment);
  for (const change of changes) {
    const comment = comments.get(change.id);
    if (!comment) continue;
    if (change.kind === 'react') {
      comments.set(change.id, withReaction(comment, change.name, change.chosen));
    } else if (change.kind === 'edit') {
      comments.set(change.id, freezeComment({ ...comment, body: change.body }));
    }
  }
  return comments;
}

/** 128 random bits in hex. `crypto.randomUUID` is missing on plain http pages. */
export function createIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
