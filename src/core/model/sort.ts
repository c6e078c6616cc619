import { type Comment, scoreOf } from './comment.ts';

export type Sort = 'newest' | 'oldest' | 'top';

/**
 * Compares two top-level comments: pinned ones first, then by the sort; ties by id, so that order is total.
 *
 * @param ranks what "top" goes by in place of the scores, where a list must not move under its reader; a
 *   comment that has no rank yet stands on top.
 */
export function compareComments(
  sort: Sort,
  ranks?: ReadonlyMap<string, number>,
): (a: Comment, b: Comment) => number {
  const rank = (comment: Comment) => (ranks ? (ranks.get(comment.id) ?? Infinity) : scoreOf(comment));
  return (a, b) =>
    Number(b.pinned ?? false) - Number(a.pinned ?? false) ||
    // Infinity less Infinity is no number, and so counts as a tie.
    (sort === 'top' && rank(b) - rank(a)) ||
    (sort === 'oldest' ? compareTime(a, b) : compareTime(b, a));
}

/** Replies read as a conversation: oldest first, whatever the thread's sort. */
export function compareTime(a: Comment, b: Comment): number {
  return compareText(a.createdAt ?? '', b.createdAt ?? '') || compareText(a.id, b.id);
}

/** By code units: quick, and the same for everybody. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
