import { type Comment, scoreOf } from './comment.ts';

export type Sort = 'newest' | 'oldest' | 'top';

/** Compares two top-level comments: pinned ones first, then by the sort; ties by id, so that order is total. */
export function compareComments(sort: Sort): (a: Comment, b: Comment) => number {
  return (a, b) =>
    Number(b.pinned ?? false) - Number(a.pinned ?? false) ||
    (sort === 'top' ? scoreOf(b) - scoreOf(a) : 0) ||
    (sort === 'oldest' ? compareTime(a, b) : compareTime(b, a));
}

/** Replies read as a conversation: oldest first, whatever the thread's sort. */
export function compareTime(a: Comment, b: Comment): number {
  const [left, right] = [a.createdAt ?? '', b.createdAt ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}
