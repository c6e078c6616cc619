import type { Comment } from './comment.ts';
import { compareComments, type Sort } from './sort.ts';
import { buildTree, type CommentNode } from './tree.ts';

/** A part of a thread, cut at top-level comments, with all replies to them. */
export interface Selection {
  readonly comments: readonly Comment[];
  /** Published comments of the whole thread. */
  readonly total: number;
  readonly nextCursor: string | null;
  readonly pageNumber: number;
  readonly pageCount: number;
}

export interface SelectionQuery {
  readonly sort: Sort;
  readonly limit: number;
  readonly cursor?: string;
  readonly page?: number;
}

/**
 * Sorts and pages a whole thread that is at hand. A cursor names the last comment seen, so that comments
 * written meanwhile neither repeat nor hide others.
 */
export function selectPage(all: ReadonlyMap<string, Comment>, query: SelectionQuery): Selection {
  const { roots } = buildTree(all, compareComments(query.sort));
  const pageCount = Math.max(1, Math.ceil(roots.length / query.limit));
  const start = query.cursor === undefined ? pageStart(query, pageCount) : startAfter(roots, query.cursor);
  const selected = roots.slice(start, start + query.limit);
  const last = selected[selected.length - 1];
  const more = start + query.limit < roots.length;
  return {
    comments: flatten(selected),
    total: [...all.values()].filter((comment) => comment.status === 'published').length,
    nextCursor: more && last ? `${start + query.limit - 1}:${last.comment.id}` : null,
    pageNumber: Math.min(Math.floor(start / query.limit) + 1, pageCount),
    pageCount,
  };
}

function pageStart({ page = 1, limit }: SelectionQuery, pageCount: number): number {
  return (Math.min(Math.max(1, Math.trunc(page)), pageCount) - 1) * limit;
}

/** After the comment that the cursor names; if that is gone, where it stood, as the next has moved there. */
function startAfter(roots: readonly CommentNode[], cursor: string): number {
  const [, position = '0', id] = /^(\d+):(.*)$/s.exec(cursor) ?? [];
  const index = roots.findIndex((root) => root.comment.id === id);
  return index >= 0 ? index + 1 : Number(position);
}

function flatten(nodes: readonly CommentNode[]): Comment[] {
  const queue = [...nodes];
  for (const node of queue) for (const reply of node.replies) queue.push(reply);
  return queue.map((node) => node.comment);
}
