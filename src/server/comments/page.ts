import type { Comment } from '../../core/model/comment.ts';
import type { Sort } from '../../core/model/sort.ts';
import type { Backend, Caller } from '../backend.ts';
import type { Queries } from '../database/database.ts';
import { Problem } from '../problem.ts';
import { reactionNames } from '../settings.ts';
import { capabilitiesOf, formRulesOf } from './capabilities.ts';
import { type Place, placeAfter, readCursor, writeCursor } from './cursor.ts';
import { chosenBy } from './reactions.ts';
import { presentComment } from './present.ts';
import { type CommentRow, findComment, findThread, requireComment, type ThreadRow } from './rows.ts';
import { positionOf, type RootRow, rootsAfter, rootsFrom } from './top-level.ts';

export interface PageQuery {
  readonly sort: Sort;
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly page: number | undefined;
}

/** One page of a thread; an empty one for a thread that is not there. */
export async function readPage(
  backend: Backend,
  caller: Caller,
  thread: ThreadRow | undefined,
  query: PageQuery,
) {
  const { queries } = backend.database;
  const place = query.cursor === undefined ? null : readCursor(query.cursor, query.sort);
  if (!thread) return pageAnswer(backend, undefined, query, 0, [], []);
  const pageCount = pageCountOf(thread, query.limit);
  const start = place?.index ?? (Math.min(query.page ?? 1, pageCount) - 1) * query.limit;
  const roots = await rootsAt(queries, thread, query, place, start);
  return readPageOf(backend, caller, thread, query, start, roots, []);
}

/** The page on which a comment stands. */
export async function locatePage(
  backend: Backend,
  caller: Caller,
  id: string,
  { sort, limit }: Pick<PageQuery, 'sort' | 'limit'>,
) {
  const { queries } = backend.database;
  const comment = await requireComment(queries, id);
  const [thread, root] = [
    await findThread(queries, comment.thread_id),
    await findComment(queries, comment.root_id),
  ];
  if (!thread || !root || !comment.listed || !root.root_rank) {
    throw new Problem('not-found', 'The comment is not shown.');
  }
  const position = await positionOf(queries, thread, sort, root);
  const query = { sort, limit, cursor: undefined, page: undefined };
  const start = Math.floor(position / limit) * limit;
  const roots = await rootsAt(queries, thread, query, null, start);
  return readPageOf(
    backend,
    caller,
    thread,
    query,
    start,
    roots,
    await pathTo(queries, comment, backend.settings.maxReplies),
  );
}

async function rootsAt(
  queries: Queries,
  thread: ThreadRow,
  { sort, limit }: PageQuery,
  place: Place | null,
  start: number,
): Promise<RootRow[]> {
  // One more than wanted, to know whether there is more.
  return place
    ? rootsAfter(queries, thread, place, limit + 1)
    : rootsFrom(queries, thread, sort, start, limit + 1);
}

async function readPageOf(
  backend: Backend,
  caller: Caller,
  thread: ThreadRow,
  query: PageQuery,
  start: number,
  found: readonly RootRow[],
  path: readonly CommentRow[],
) {
  const { queries } = backend.database;
  const roots = found.slice(0, query.limit);
  const rows = await rowsBelow(queries, thread, roots, backend.settings.maxReplies);
  const known = new Set(rows.map((row) => row.id));
  rows.push(...path.filter((row) => !known.has(row.id)));
  const chosen = caller.viewerHash ? await chosenBy(queries, thread.id, caller.viewerHash) : null;
  const shown = new Map<string, number>();
  for (const { parent_id: parent } of rows) if (parent) shown.set(parent, (shown.get(parent) ?? 0) + 1);
  const view = { reactionNames: reactionNames(backend.settings), chosen, moderator: caller.moderator };
  const comments = rows.map((row) => presentComment(row, view, row.replies - (shown.get(row.id) ?? 0)));
  return pageAnswer(backend, thread, query, start, found, comments);
}

async function rowsBelow(
  queries: Queries,
  thread: ThreadRow,
  roots: readonly RootRow[],
  maxReplies: number,
): Promise<CommentRow[]> {
  if (roots.length === 0) return [];
  return queries
    .selectFrom('colloquy_comment')
    .selectAll()
    .where('thread_id', '=', thread.id)
    .where(
      'root_id',
      'in',
      roots.map((root) => root.id),
    )
    .where('reply_index', '<=', maxReplies)
    .where('listed', '=', 1)
    .execute();
}

/** A comment with all above it, so that one beyond the first replies can be shown in its place. */
async function pathTo(queries: Queries, comment: CommentRow, maxReplies: number): Promise<CommentRow[]> {
  const path = [comment];
  if (comment.reply_index <= maxReplies) return path;
  for (let parent = comment.parent_id; parent !== null;) {
    const row = await findComment(queries, parent);
    if (!row) break;
    path.push(row);
    parent = row.parent_id;
  }
  return path;
}

export function pageAnswer(
  backend: Backend,
  thread: ThreadRow | undefined,
  { sort, limit }: PageQuery,
  start: number,
  found: readonly RootRow[],
  comments: readonly Comment[],
) {
  const last = found.length > limit ? found[limit - 1] : undefined;
  const pageCount = pageCountOf(thread, limit);
  return {
    comments,
    total: thread?.total ?? 0,
    nextCursor: last ? writeCursor(placeAfter(last, sort, start + limit)) : null,
    pageNumber: Math.min(Math.floor(start / limit) + 1, pageCount),
    pageCount,
    thread: { closed: thread?.closed === 1, version: thread?.version ?? 0 },
    capabilities: capabilitiesOf(backend.settings),
    form: formRulesOf(backend.settings),
  };
}

function pageCountOf(thread: ThreadRow | undefined, limit: number): number {
  return Math.max(1, Math.ceil((thread?.roots ?? 0) / limit));
}
