import type { Sort } from '../../core/model/sort.ts';
import type { Queries } from '../database/database.ts';
import type { SegmentOrder } from '../database/tables.ts';
import type { Place } from './cursor.ts';
import type { CommentRow, ThreadRow } from './rows.ts';
import { compareKey, isAtOrBefore, isNear, keyIn, orderOf, readSegments } from './segments.ts';

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
    .where(beyond(place))
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
  const pinned = root.root_rank === PINNED;
  const before = await countBefore(queries, thread, orderOf(sort), root);
  const size = pinned ? thread.pinned_roots : thread.roots - thread.pinned_roots;
  const position = sort === 'oldest' ? before : size - 1 - before;
  return Math.max(0, position) + (pinned ? 0 : thread.pinned_roots);
}

/** How many comments of the same rank stand before this one, counted from the beginning of the order. */
async function countBefore(
  queries: Queries,
  thread: ThreadRow,
  order: SegmentOrder,
  root: RootRow,
): Promise<number> {
  const key = keyIn(order, root);
  const segments = root.root_rank === PINNED ? [] : await readSegments(queries, thread, order);
  const own = segments.findLastIndex((segment) => isAtOrBefore(segment, key));
  const { count } = await queries
    .selectFrom('colloquy_comment')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('thread_id', '=', thread.id)
    .where('root_rank', '=', root.root_rank)
    .$if(own >= 0, (query) => query.where(compareKey(order, '>=', segments[own]!)))
    .where(compareKey(order, '<', root))
    .executeTakeFirstOrThrow();
  return segments.slice(0, Math.max(0, own)).reduce((sum, { roots }) => sum + roots, Number(count));
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
  const far = !isNear(Math.min(start, size - end));
  if (rank === OTHER && far) {
    const found = await sliceBySegments(queries, thread, sort, start, end, size);
    if (found) return found;
  }
  const backwards = size - end < start;
  const rows = await ordered(queries, thread, sort, rank, backwards)
    .limit(end - start)
    .offset(backwards ? size - end : start)
    .execute();
  return backwards ? rows.reverse() : rows;
}

/** The same, from the beginning of the segment in which it starts; null where the thread has no segments. */
async function sliceBySegments(
  queries: Queries,
  thread: ThreadRow,
  sort: Sort,
  start: number,
  end: number,
  size: number,
): Promise<RootRow[] | null> {
  const order = orderOf(sort);
  // Segments go up, and all but one of the sorts go down.
  const backwards = sort !== 'oldest';
  let offset = backwards ? size - end : start;
  for (const segment of await readSegments(queries, thread, order)) {
    if (offset < segment.roots) {
      const rows = await ordered(queries, thread, sort, OTHER, backwards)
        .where(compareKey(order, '>=', segment))
        .limit(end - start)
        .offset(offset)
        .execute();
      return backwards ? rows.reverse() : rows;
    }
    offset -= segment.roots;
  }
  return null;
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

/** What comes after the place in its sort. */
function beyond(place: Place) {
  const key = { score: place.score, created_at: place.createdAt, id: place.id };
  return compareKey(orderOf(place.sort), place.sort === 'oldest' ? '>' : '<', key);
}
