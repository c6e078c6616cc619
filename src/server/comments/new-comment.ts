import type { CommentBody } from '../../core/model/comment.ts';
import type { SolvedChallenge } from '../spam/proof-of-work.ts';

/** A new comment as it was sent, checked. */
export interface NewComment {
  readonly thread: { readonly key: string; readonly url: string; readonly title: string };
  readonly parentId: string | null;
  readonly author: {
    readonly name: string;
    readonly email?: string;
    readonly url?: string;
    readonly location?: string;
  };
  readonly body: CommentBody;
  readonly challenge?: SolvedChallenge;
  /** Milliseconds since 1970, or null. */
  readonly startedAt: number | null;
  /** What is in the field that people do not see. */
  readonly honeypot: string;
}
