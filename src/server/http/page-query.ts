import type { Context } from 'hono';
import type { PageQuery } from '../comments/page.ts';
import { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { checkNumber, checkOneOf, checkText } from './checks.ts';

const MAX_LIMIT = 100;
const DEFAULT_LIMIT = 20;
const MAX_PAGE = 2 ** 31;
const MAX_CURSOR = 1000;
const MAX_AUTHOR = 200;

export function readSortAndLimit(c: Context, settings: Settings): Pick<PageQuery, 'sort' | 'limit'> {
  return {
    sort: checkOneOf(c.req.query('sort') ?? settings.sorts[0], 'sort', settings.sorts),
    limit: readLimit(c),
  };
}

export function readLimit(c: Context): number {
  return checkNumber(c.req.query('limit'), 'limit', { min: 1, max: MAX_LIMIT, fallback: DEFAULT_LIMIT });
}

export function readCursorText(c: Context): string | undefined {
  const cursor = c.req.query('cursor');
  return cursor === undefined ? undefined : checkText(cursor, 'cursor', MAX_CURSOR, 1);
}

/** Whose comments alone are wanted. */
export function readAuthor(c: Context): string | undefined {
  const author = c.req.query('author');
  return author === undefined ? undefined : checkText(author, 'author', MAX_AUTHOR);
}

export function readPageQuery(c: Context, settings: Settings): PageQuery {
  const cursor = readCursorText(c);
  const page = c.req.query('page');
  if (cursor !== undefined && page !== undefined) {
    throw new Problem('invalid', 'Give either cursor or page, not both.');
  }
  return {
    ...readSortAndLimit(c, settings),
    cursor,
    page: page === undefined ? undefined : checkNumber(page, 'page', { min: 1, max: MAX_PAGE, fallback: 1 }),
  };
}
