import type { Author } from './author.ts';

export type CommentStatus = 'published' | 'pending' | 'deleted' | 'hidden';

/** How `value` is written. HTML and Markdown are strangers' text: only the content room may turn them into nodes. */
export type BodyFormat = 'text' | 'markdown' | 'html';

export interface CommentBody {
  readonly format: BodyFormat;
  readonly value: string;
  /** BCP 47 tag of the language the text is written in, where known. */
  readonly lang?: string;
}

/** One kind of reaction to a comment: a like is `{name: 'like'}`, a two-sided vote is `up` and `down`. */
export interface Reaction {
  readonly name: string;
  /** Absent where the backend only gives a total score. */
  readonly count?: number;
  /** The viewer's own choice; absent where the backend does not say. */
  readonly chosen?: boolean;
}

/** What this viewer may do with this comment. Absent entries mean "as the thread's capabilities say". */
export interface CommentAbilities {
  readonly reply?: boolean;
  readonly edit?: boolean;
  readonly remove?: boolean;
  readonly react?: boolean;
  readonly report?: boolean;
}

/** A comment as the whole library sees it: plain, frozen and serialisable. */
export interface Comment {
  /** Opaque. Never parse it as a number: several backends have ids beyond 2^53. */
  readonly id: string;
  /** The comment this one answers, or null. The parent may be unknown, deleted or not loaded. */
  readonly parentId: string | null;
  readonly author: Author;
  readonly body: CommentBody;
  /** ISO 8601 in UTC, or null where the backend does not know. */
  readonly createdAt: string | null;
  readonly editedAt?: string;
  /** A deleted comment that has replies stays in the thread as a hole. */
  readonly status: CommentStatus;
  /** Ups minus downs, where the backend gives one number. */
  readonly score?: number;
  readonly reactions?: readonly Reaction[];
  /** Direct replies the backend knows of. */
  readonly replyCount?: number;
  /** How many of those are not part of this answer. */
  readonly hiddenReplies?: number;
  readonly permalink?: string;
  readonly pinned?: boolean;
  readonly can?: CommentAbilities;
  /** Which backend it came from, in a thread merged from several. */
  readonly source?: string;
}

/** The number that "top" sorts by: the given score, else the counted reactions (a `down` counts against). */
export function scoreOf(comment: Comment): number {
  if (comment.score !== undefined) return comment.score;
  let score = 0;
  for (const { name, count = 0 } of comment.reactions ?? []) score += name === 'down' ? -count : count;
  return score;
}

/** Freezes a comment and everything in it; the store hands out nothing that can be changed. */
export function freezeComment(comment: Comment): Comment {
  Object.freeze(comment.author);
  Object.freeze(comment.body);
  if (comment.can) Object.freeze(comment.can);
  comment.reactions?.forEach(Object.freeze);
  Object.freeze(comment.reactions);
  return Object.freeze(comment);
}

/**
 * The comment after the viewer chose or took back a reaction. `up` and `down` exclude each other, and a
 * total score moves along.
 */
export function withReaction(comment: Comment, name: string, chosen: boolean): Comment {
  const opposite = name === 'up' ? 'down' : name === 'down' ? 'up' : undefined;
  const known = comment.reactions ?? [];
  const all = known.some((reaction) => reaction.name === name) ? known : [...known, { name, count: 0 }];
  const reactions = all.map((reaction) => {
    if (reaction.name === name) return choose(reaction, chosen);
    if (chosen && reaction.name === opposite) return choose(reaction, false);
    return reaction;
  });
  if (comment.score === undefined) return freezeComment({ ...comment, reactions });
  const weigh = (list: readonly Reaction[]) =>
    list.reduce((sum, r) => sum + (r.chosen ? (r.name === 'down' ? -1 : 1) : 0), 0);
  return freezeComment({ ...comment, reactions, score: comment.score + weigh(reactions) - weigh(known) });
}

function choose(reaction: Reaction, chosen: boolean): Reaction {
  if ((reaction.chosen ?? false) === chosen) return reaction;
  if (reaction.count === undefined) return { ...reaction, chosen };
  return { ...reaction, chosen, count: Math.max(0, reaction.count + (chosen ? 1 : -1)) };
}
