import { sql } from 'kysely';
import type { Sort } from '../../core/model/sort.ts';
import type { Queries } from '../database/database.ts';
import type { Place } from './cursor.ts';
import type { CommentRow, ThreadRow } from './rows.ts';

/**
 * The order of a thread's top-level comments: pinned ones, then the others, each part in the order of the
 * sort. Both parts are a range of one index, read from whichever end is nearer.
 */

export type RootRow = Pick<CommentRow, 'id' | 'root_rank' | 'score' | 'created_at'>;

const PINNED = 2;
const OTHER = 1;

/** Those from position `start`, at most `limit`. */
export async function rootsFrom(
  queries: Queries,
  thread: ThreadRow,
  sort: Sort,
  start: number,
  limit: number,
): Promise<RootRow[]> {
  const end = Math.min(start + limit, thread.roots);
  const pinned = thread.pinned_roots;
  return [
    ...(await slice(queries, thread, sort, PINNED, start, Math.min(end, pinned), pinned)),
    ...(await slice(
      queries,
      thread,
      sort,
      OTHER,
      Math.max(0, start - pinned),
      end - pinned,
      thread.roots - pinned,
    )),
  ];
}

/** Those after a place, at most `limit`. */
export async function rootsAfter(
  queries: Queries,
  thread: ThreadRow,
  place: Place,
  limit: number,
): Promise<RootRow[]> {
  const rows = await ordered(queries, thread, place.sort, place.rank, false)
    .where(beyond(place, false))
    .limit(limit)
    .execute();
  if (place.rank !== PINNED || rows.length === limit) return rows;
  const others = await ordered(queries, thread, place.sort, OTHER, false)
    .limit(limit - rows.length)
    .execute();
  return [...rows, ...others];
}

/** The position of a listed top-level comment, from 0. */
export async function positionOf(
  queries: Queries,
  thread: ThreadRow,
  sort: Sort,
  root: RootRow,
): Promise<number> {
  const place = {
    sort,
    index: 0,
    rank: root.root_rank,
    score: root.score,
    createdAt: root.created_at,
    id: root.id,
  };
  const { before } = await queries
    .selectFrom('colloquy_comment')
    .select(({ fn }) => fn.countAll<number | string>().as('before'))
    .where('thread_id', '=', thread.id)
    .where('root_rank', '=', root.root_rank)
    .where(beyond(place, true))
    .executeTakeFirstOrThrow();
  return Number(before) + (root.root_rank === OTHER ? thread.pinned_roots : 0);
}

/** Positions `start` to `end` of the part with this rank, which has `size` comments. */
async function slice(
  queries: Queries,
  thread: ThreadRow,
  sort: Sort,
  rank: number,
  start: number,
  end: number,
  size: number,
): Promise<RootRow[]> {
  if (end <= start) return [];
  const backwards = size - end < start;
  const rows = await ordered(queries, thread, sort, rank, backwards)
    .limit(end - start)
    .offset(backwards ? size - end : start)
    .execute();
  return backwards ? rows.reverse() : rows;
}

function ordered(queries: Queries, thread: ThreadRow, sort: Sort, rank: number, backwards: boolean) {
  const direction = (sort === 'oldest') === backwards ? 'desc' : 'asc';
  const query = queries
    .selectFrom('colloquy_comment')
    // No more than the index of the sort has, so that what is passed over costs no look at the table.
    .select((of) => ['id', 'root_rank', 'created_at', sort === 'top' ? 'score' : of.lit(0).as('score')])
    .where('thread_id', '=', thread.id)
    .where('root_rank', '=', rank);
  return (sort === 'top' ? query.orderBy('score', direction) : query)
    .orderBy('created_at', direction)
    .orderBy('id', direction);
}

/** What comes after the place in its order, or before it. */
function beyond({ sort, score, createdAt, id }: Place, before: boolean) {
  const operator = sql.raw((sort === 'oldest') === before ? '<' : '>');
  return sort === 'top'
    ? sql<boolean>`(score, created_at, id) ${operator} (${score}, ${createdAt}, ${id})`
    : sql<boolean>`(created_at, id) ${operator} (${createdAt}, ${id})`;
}
