import type { Queries } from '../database/database.ts';
import type { Updateable } from 'kysely';
import type { CommentTable, StoredStatus } from '../database/tables.ts';
import type { Change } from '../live/news.ts';
import { type CommentRow, findComment, type ThreadRow } from './rows.ts';
import { type Move, moveRoots } from './segments.ts';

/**
 * Who sees what, and the counts that go with it. A comment is listed if it is published or somebody's listed
 * reply hangs on it; all counts are kept at each change, so that no page ever counts.
 */

interface Standing {
  readonly status: StoredStatus | null;
  readonly depth: number;
  readonly replies: number;
  readonly pinned: number;
}

export function isListed({ status, replies }: Pick<Standing, 'status' | 'replies'>): boolean {
  return status === 'published' || replies > 0;
}

export function rootRankOf(standing: Standing): 0 | 1 | 2 {
  if (standing.depth > 0 || !isListed(standing)) return 0;
  return standing.pinned && standing.status === 'published' ? 2 : 1;
}

/** Changes a comment in a thread that is held, and whatever follows from it further up. */
export async function changeComment(
  transaction: Queries,
  thread: ThreadRow,
  before: CommentRow,
  patch: Updateable<CommentTable>,
): Promise<readonly Change[]> {
  const after = { ...before, ...patch } as CommentRow;
  const changes = [
    await store(transaction, before, after, patch),
    ...(await changeAncestors(transaction, thread, before, after)),
  ];
  return changes;
}

/** Does for a comment just written what `changeComment` does for one that was there. */
export async function countNewComment(
  transaction: Queries,
  thread: ThreadRow,
  row: CommentRow,
): Promise<readonly Change[]> {
  const absent = { ...row, status: 'hidden' as const, replies: 0 };
  const change: Change = { kind: isListed(row) ? 'saved' : 'unseen', id: row.id };
  return [change, ...(await changeAncestors(transaction, thread, absent, row))];
}

async function store(
  transaction: Queries,
  before: CommentRow,
  after: CommentRow,
  patch: Updateable<CommentTable>,
): Promise<Change> {
  await transaction
    .updateTable('colloquy_comment')
    .set({ ...patch, listed: isListed(after) ? 1 : 0, root_rank: rootRankOf(after) })
    .where('thread_id', '=', before.thread_id)
    .where('id', '=', before.id)
    .execute();
  if (isListed(after)) return { kind: 'saved', id: after.id, existing: isListed(before) };
  return { kind: isListed(before) ? 'removed' : 'unseen', id: after.id };
}

async function changeAncestors(
  transaction: Queries,
  thread: ThreadRow,
  before: CommentRow,
  after: CommentRow,
): Promise<Change[]> {
  const counts = { total: 0, roots: 0, pinned_roots: 0 };
  const moves: Move[] = [];
  const changes: Change[] = [];
  count(counts, before, -1, moves);
  count(counts, after, 1, moves);
  let [was, is] = [before, after];
  while (isListed(was) !== isListed(is) && is.parent_id !== null) {
    const parent = await findComment(transaction, is.parent_id);
    if (!parent) break;
    const replies = parent.replies + (isListed(is) ? 1 : -1);
    [was, is] = [parent, { ...parent, replies }];
    const change = await store(transaction, was, is, { replies });
    // A changed count of replies is no news; a hole that comes or goes is.
    if (isListed(was) !== isListed(is)) changes.push(change);
    count(counts, was, -1, moves);
    count(counts, is, 1, moves);
  }
  await moveRoots(transaction, thread, moves);
  if (counts.total !== 0 || counts.roots !== 0 || counts.pinned_roots !== 0) {
    await transaction
      .updateTable('colloquy_thread')
      .set((set) => ({
        total: set('total', '+', counts.total),
        roots: set('roots', '+', counts.roots),
        pinned_roots: set('pinned_roots', '+', counts.pinned_roots),
      }))
      .where('id', '=', thread.id)
      .execute();
  }
  return changes;
}

export interface ThreadCounts {
  total: number;
  roots: number;
  pinned_roots: number;
}

/**
 * Adds what a comment counts for to the counts of its thread, or takes it away; notes in `moves` what that is
 * in the orders of the thread.
 */
export function count(counts: ThreadCounts, row: CommentRow, by: 1 | -1, moves: Move[] = []): void {
  const rank = rootRankOf(row);
  if (rank === 1) moves.push({ root: row, by });
  if (row.status === 'published') counts.total += by;
  if (rank > 0) counts.roots += by;
  if (rank === 2) counts.pinned_roots += by;
}
