import type { Author } from '../model/author.ts';
import type { BodyFormat, Comment, CommentBody } from '../model/comment.ts';
import type { Sort } from '../model/sort.ts';
import type { ThreadInfo, ThreadRef } from '../model/thread.ts';
import type { AdapterErrorCode } from './adapter-error.ts';
import type { Capabilities } from './capabilities.ts';

/** Which part of a thread is wanted. `cursor` comes from an earlier answer; `page` counts from 1. */
export interface ListQuery {
  readonly sort: Sort;
  /** Top-level comments wanted; their replies come along. A backend may give more or fewer. */
  readonly limit: number;
  readonly cursor?: string;
  readonly page?: number;
  /** Only comments of authors with this name, without what they answer. */
  readonly author?: string;
}

/** One answer to `list`. */
export interface CommentPage {
  /** Flat, in any order; the store builds the tree. */
  readonly comments: readonly Comment[];
  /** All comments of the thread at all levels, or null where the backend does not say. */
  readonly total: number | null;
  /** Where to go on, or null at the end. */
  readonly nextCursor?: string | null;
  /** For numbered paging: this page, from 1, and how many there are, at least 1. */
  readonly pageNumber?: number;
  readonly pageCount?: number;
  readonly thread?: ThreadInfo;
  /** Who is signed in at the backend, where it knows. */
  readonly viewer?: Author | null;
  /** In a merged thread: those of its backends that could not be read, while others could. */
  readonly failedSources?: readonly FailedSource[];
  readonly capabilities: Capabilities;
}

export interface FailedSource {
  /** As in `Comment.source`. */
  readonly source: string;
  readonly code: AdapterErrorCode;
}

/** A comment that is to be sent. */
export interface NewComment {
  readonly parentId: string | null;
  readonly author: Author & { readonly email?: string };
  readonly body: CommentBody;
  /** What was in the field that the capability `honeypot` names; a person leaves it empty. */
  readonly honeypot?: string;
}

/** What became of a new comment: shown to all, or only after somebody has looked at it. */
export interface CreateResult {
  readonly status: 'published' | 'pending';
  readonly comment: Comment;
}

export interface CallOptions {
  /** Aborts when the answer is no longer wanted. Adapters pass it to `fetch`. */
  readonly signal: AbortSignal;
}

export interface WriteOptions extends CallOptions {
  /** The same for every try of one write. Send it where the backend can tell repeats by it. */
  readonly idempotencyKey: string;
  /** What the viewer answered to the challenge with which the last try was refused; empty for a frame. */
  readonly challengeAnswer?: string;
}

/** Something that happened in a watched thread. */
export type ThreadChange =
  | {
      readonly kind: 'saved';
      readonly comment: Comment;
      /** It was public before, and so is not new to a reader who has not come to it yet. Left out where unknown. */
      readonly existing?: boolean;
    }
  | { readonly kind: 'removed'; readonly id: string }
  /** Something changed, no telling what: read again. */
  | { readonly kind: 'unknown' };

/**
 * What speaks to a backend: the only thing to write for a new one. Only `list` is required; each optional
 * method is announced by the capabilities in the answers of `list`. All calls reject with an
 * `AdapterError`; anything else counts as a fault of the adapter.
 */
export interface CommentsAdapter {
  /** Short name for messages and `Comment.source`. */
  readonly name: string;
  /**
   * Formats that most bodies in its answers have, where it knows beforehand: what shows them then loads while the
   * first answer is on its way. Bodies of other formats are as welcome.
   */
  readonly bodyFormats?: readonly BodyFormat[];
  list(thread: ThreadRef, query: ListQuery, options: CallOptions): Promise<CommentPage>;
  create?(thread: ThreadRef, comment: NewComment, options: WriteOptions): Promise<CreateResult>;
  /** Resolves with the comment as it now is. */
  edit?(thread: ThreadRef, id: string, body: CommentBody, options: WriteOptions): Promise<Comment>;
  /** Resolves with the hole that replies hang on, or null when nothing is left, of the replies neither. */
  remove?(thread: ThreadRef, id: string, options: WriteOptions): Promise<Comment | null>;
  /** Resolves with the comment as it now is. */
  react?(
    thread: ThreadRef,
    id: string,
    reaction: { readonly name: string; readonly chosen: boolean },
    options: WriteOptions,
  ): Promise<Comment>;
  report?(thread: ThreadRef, id: string, reason: string, options: WriteOptions): Promise<void>;
  /** The body as the backend would show it. */
  preview?(thread: ThreadRef, body: CommentBody, options: CallOptions): Promise<CommentBody>;
  /** The page of the thread, in the query's sort and size, on which a comment stands. */
  locate?(thread: ThreadRef, id: string, query: ListQuery, options: CallOptions): Promise<CommentPage>;
  /** How many comments each thread has, in the order asked. */
  counts?(threads: readonly ThreadRef[], options: CallOptions): Promise<readonly number[]>;
  /** Calls `onChange` for what others do in the thread, until the signal aborts. */
  watch?(thread: ThreadRef, onChange: (change: ThreadChange) => void, options: CallOptions): void;
  /**
   * Called in a click, so that windows may be opened; resolves once the viewer is signed in. What has been
   * read is then read again.
   */
  signIn?(options: CallOptions): Promise<void>;
  signOut?(options: CallOptions): Promise<void>;
  /** Lets go of connections and files. */
  dispose?(): void;
}
