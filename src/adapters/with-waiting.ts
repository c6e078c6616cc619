import type { Comment } from '../core/model/comment.ts';

/**
 * A page's comments with those of the viewer's own that only the viewer sees yet: each in the place of the
 * hole that others see, below the comment that it answers, or on the first page.
 */
export function withWaiting(
  comments: readonly (Comment | null)[],
  waiting: readonly Comment[],
  isFirstPage: boolean,
): readonly (Comment | null)[] {
  if (waiting.length === 0) return comments;
  const ids = new Set(comments.map((comment) => comment?.id));
  const shown = waiting.filter(
    ({ id, parentId }) => ids.has(id) || (parentId === null ? isFirstPage : ids.has(parentId)),
  );
  const replaced = new Set(shown.map(({ id }) => id));
  return [...comments.filter((comment) => !comment || !replaced.has(comment.id)), ...shown];
}
