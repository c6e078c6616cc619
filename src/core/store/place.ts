import type { CommentPage, ListQuery } from '../adapter/adapter.ts';

/** Which part of the thread to read: by default its beginning. */
export type Place = Pick<ListQuery, 'page' | 'cursor'> & {
  /** The page with this comment. */
  readonly around?: string;
};

/** Where a thread goes on after this page; null at its end. */
export function placeAfter({ nextCursor, pageNumber, pageCount = 0 }: CommentPage): Place | null {
  if (nextCursor) return { cursor: nextCursor };
  return pageNumber !== undefined && pageNumber < pageCount ? { page: pageNumber + 1 } : null;
}
