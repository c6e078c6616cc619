import { sql } from 'kysely';
import type { Sort } from '../../core/model/sort.ts';
import type { Queries } from '../database/database.ts';
import type { SegmentOrder as Order } from '../database/tables.ts';
import type { CommentRow, ThreadRow } from './rows.ts';

/**
 * How many top-level comments stand in each stretch of a long thread, in both of its orders, so that the
 * comment at some position is found by adding up a few numbers rather than by walking past all before it.
 * Pinned ones are few and not in here. A thread that is not long has no segments.
 */

/** Comments in a segment, about. */
const SIZE = 500;
const MAX_SIZE = 2 * SIZE;
/** From so many comments on there are segments; below so many, none are kept. */
const LONG = 2 * MAX_SIZE;
const SHORT = MAX_SIZE;

/** Where in one of the orders a comment stands. By time, all scores are 0. */
export interface Key {
  readonly score: number;
  readonly created_at: number;
  readonly id: string;
}

/** From its key on, up to that of the next one. */
export interface Segment extends Key {
  readonly roots: number;
}

/** A top-level comment that comes into the orders or leaves them. */
export interface Move {
  readonly root: Pick<CommentRow, 'score' | 'created_at' | 'id'>;
  readonly by: 1 | -1;
}

const ORDERS: readonly Order[] = ['time', 'score'];
const BEFORE_ALL: Key = { score: -(2 ** 31), created_at: Number.MIN_SAFE_INTEGER, id: '' };

export function orderOf(sort: Sort): Order {
  return sort === 'top' ? 'score' : 'time';
}

export function keyIn(order: Order, { score, created_at, id }: Key): Key {
  return { score: order === 'score' ? score : 0, created_at, id };
}

export function isAtOrBefore(a: Key, b: Key): boolean {
  if (a.score !== b.score) return a.score < b.score;
  if (a.created_at !== b.created_at) return a.created_at < b.created_at;
  return a.id <= b.id;
}

/** Follows what happened in a thread that is held; `thread` is as it was before. */
export async function moveRoots(
  transaction: Queries,
  thread: ThreadRow,
  moves: readonly Move[],
): Promise<void> {
  const before = othersIn(thread);
  const after = moves.reduce((sum, { by }) => sum + by, before);
  if (after < SHORT) {
    if (before >= SHORT) await forgetSegments(transaction, [thread.id]);
    return;
  }
  for (const order of ORDERS) {
    const touched = new Map<string, Segment>();
    for (const [key, by] of netMoves(order, moves)) {
      const segment = await countIn(transaction, thread.id, order, key, by);
      if (segment) touched.set(nameOf(segment), segment);
      // None yet: it becomes one long one, with all moves in it.
      else if (after >= LONG) touched.set('', { ...BEFORE_ALL, roots: after });
    }
    // Only now do the counts say what is there.
    for (const segment of touched.values()) {
      if (segment.roots > MAX_SIZE) await split(transaction, thread.id, order, segment);
    }
  }
}

/** For threads that changed in a way nobody follows; their segments are made anew with the next move. */
export async function forgetSegments(transaction: Queries, threadIds: readonly string[]): Promise<void> {
  if (threadIds.length === 0) return;
  await transaction.deleteFrom('colloquy_segment').where('thread_id', 'in', threadIds).execute();
}

/** In their order; none where there are none, or where something has changed since the thread was read. */
export async function readSegments(queries: Queries, thread: ThreadRow, order: Order): Promise<Segment[]> {
  if (othersIn(thread) < SHORT) return [];
  const segments = await queries
    .selectFrom('colloquy_segment')
    .select(['score', 'created_at', 'id', 'roots'])
    .where('thread_id', '=', thread.id)
    .where('sort', '=', order)
    .orderBy('score')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return segments.reduce((sum, { roots }) => sum + roots, 0) === othersIn(thread) ? segments : [];
}

/** Whether walking there is as fast as looking it up. */
export function isNear(distance: number): boolean {
  return distance <= MAX_SIZE;
}

/** A comparison of the keys of comments or segments. */
export function compareKey(order: Order, operator: '<' | '<=' | '>' | '>=', { score, created_at, id }: Key) {
  const is = sql.raw(operator);
  return order === 'score'
    ? sql<boolean>`(score, created_at, id) ${is} (${score}, ${created_at}, ${id})`
    : sql<boolean>`(created_at, id) ${is} (${created_at}, ${id})`;
}

function othersIn({ roots, pinned_roots: pinned }: ThreadRow): number {
  return roots - pinned;
}

function nameOf({ score, created_at, id }: Key): string {
  return JSON.stringify([score, created_at, id]);
}

/** What is left of the moves where one undoes another, as with a new score in the order of time. */
function netMoves(order: Order, moves: readonly Move[]): [Key, number][] {
  const net = new Map<string, [Key, number]>();
  for (const { root, by } of moves) {
    const key = keyIn(order, root);
    const name = nameOf(key);
    net.set(name, [key, (net.get(name)?.[1] ?? 0) + by]);
  }
  return [...net.values()].filter(([, by]) => by !== 0);
}

/** Counts in the segment that a key is in, and gives it; undefined where there are no segments. */
async function countIn(
  transaction: Queries,
  threadId: string,
  order: Order,
  key: Key,
  by: number,
): Promise<Segment | undefined> {
  const segment = await transaction
    .selectFrom('colloquy_segment')
    .select(['score', 'created_at', 'id', 'roots'])
    .where('thread_id', '=', threadId)
    .where('sort', '=', order)
    .where(compareKey('score', '<=', key))
    .orderBy('score', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!segment) return undefined;
  const counted = { ...segment, roots: segment.roots + by };
  await writeSegments(transaction, threadId, order, [counted]);
  return counted;
}

/** Takes a segment apart that has become too long. */
async function split(transaction: Queries, threadId: string, order: Order, long: Segment): Promise<void> {
  const segments: Segment[] = [];
  let rest = long;
  while (rest.roots > MAX_SIZE) {
    const next = await transaction
      .selectFrom('colloquy_comment')
      .select(['score', 'created_at', 'id'])
      .where('thread_id', '=', threadId)
      .where('root_rank', '=', 1)
      .where(compareKey(order, '>=', rest))
      .$if(order === 'score', (query) => query.orderBy('score'))
      .orderBy('created_at')
      .orderBy('id')
      .limit(1)
      .offset(SIZE)
      .executeTakeFirst();
    if (!next) break;
    segments.push({ ...rest, roots: SIZE });
    rest = { ...keyIn(order, next), roots: rest.roots - SIZE };
  }
  await writeSegments(transaction, threadId, order, [...segments, rest]);
}

async function writeSegments(
  transaction: Queries,
  threadId: string,
  order: Order,
  segments: readonly Segment[],
): Promise<void> {
  await transaction
    .insertInto('colloquy_segment')
    .values(segments.map((segment) => ({ thread_id: threadId, sort: order, ...segment })))
    .onConflict((conflict) =>
      conflict
        .columns(['thread_id', 'sort', 'score', 'created_at', 'id'])
        .doUpdateSet((set) => ({ roots: set.ref('excluded.roots') })),
    )
    .execute();
}
