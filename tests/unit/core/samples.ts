import type { CommentPage } from '../../../src/core/adapter/adapter.ts';
import { type Capabilities, READ_ONLY } from '../../../src/core/adapter/capabilities.ts';
import type { Comment } from '../../../src/core/model/comment.ts';
import type { ThreadRef } from '../../../src/core/model/thread.ts';

export const THREAD: ThreadRef = { key: 'thread', url: 'https://page.example/', title: 'Page' };

/** The nth second of 2026, as the model writes times. */
export function secondOf2026(second: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
}

/** A published comment; one with a number of up to six digits in its id was written in that second of 2026. */
export function sampleComment(id: string, changes: Partial<Comment> = {}): Comment {
  return {
    id,
    parentId: null,
    author: { name: `Author of ${id}` },
    body: { format: 'text', value: `Text of ${id}` },
    createdAt: secondOf2026(Number(/(?<!\d)\d{1,6}(?!\d)/.exec(id)?.[0] ?? 0)),
    status: 'published',
    ...changes,
  };
}

export function byId(comments: Iterable<Comment>): Map<string, Comment> {
  return new Map([...comments].map((comment) => [comment.id, comment]));
}

export function samplePage(comments: readonly Comment[], changes: Partial<CommentPage> = {}): CommentPage {
  return { comments, total: comments.length, capabilities: WRITABLE, ...changes };
}

/** A backend that can do what the store deals with. */
export const WRITABLE: Capabilities = {
  ...READ_ONLY,
  sorts: ['newest', 'oldest', 'top'],
  paging: 'numbered',
  create: true,
  votes: 'like',
  watch: true,
  idempotencyKeys: true,
  honeypot: 'company',
};

export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

export function defer<T>(): Deferred<T> {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((...settle) => ([resolve, reject] = settle));
  return { promise, resolve, reject };
}

/** Lets everything run that waits for nothing but its turn. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
