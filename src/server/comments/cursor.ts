import type { Sort } from '../../core/model/sort.ts';
import { Problem } from '../problem.ts';
import type { CommentRow } from './rows.ts';

/** A place in the order of a thread's top-level comments: right after the one it describes. */
export interface Place {
  readonly sort: Sort;
  /** How many come before; for page numbers only, as it may have changed meanwhile. */
  readonly index: number;
  readonly rank: number;
  readonly score: number;
  readonly createdAt: number;
  readonly id: string;
}

export function placeAfter(
  row: Pick<CommentRow, 'id' | 'root_rank' | 'score' | 'created_at'>,
  sort: Sort,
  index: number,
): Place {
  return { sort, index, rank: row.root_rank, score: row.score, createdAt: row.created_at, id: row.id };
}

export function writeCursor({ sort, index, rank, score, createdAt, id }: Place): string {
  return Buffer.from(JSON.stringify([sort, index, rank, score, createdAt, id])).toString('base64url');
}

/** @throws Problem `invalid` for what is no cursor of this server and sort. */
export function readCursor(cursor: string, sort: Sort): Place {
  const place = parse(cursor);
  if (place?.sort !== sort)
    throw new Problem('invalid', `The cursor is not one of this server for the sort ${sort}.`);
  return place;
}

function parse(cursor: string): Place | null {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts.length !== 6) return null;
  const [sort, index, rank, score, createdAt, id] = parts as unknown[];
  const numbers = [index, rank, score, createdAt].every((part) => Number.isSafeInteger(part));
  const ofColumns =
    Math.abs(score as number) < 2 ** 31 && (rank === 1 || rank === 2) && (index as number) >= 0;
  if (
    typeof sort !== 'string' ||
    !numbers ||
    !ofColumns ||
    typeof id !== 'string' ||
    !/^[\w.-]{1,64}$/.test(id)
  ) {
    return null;
  }
  return {
    sort: sort as Sort,
    index: index as number,
    rank,
    score: score as number,
    createdAt: createdAt as number,
    id,
  };
}
