import type { Backend, Caller } from '../backend.ts';
import { reactionNames } from '../settings.ts';
import { type PageQuery, pageAnswer } from './page.ts';
import { presentComment } from './present.ts';
import { chosenBy } from './reactions.ts';
import type { CommentRow, ThreadRow } from './rows.ts';

/** One page of what authors of one name have written in a thread, without what they answer. */
export async function readAuthorPage(
  backend: Backend,
  caller: Caller,
  thread: ThreadRow | undefined,
  query: PageQuery,
  author: string,
) {
  if (!thread) return pageAnswer(backend, undefined, query, 0, [], []);
  const { queries } = backend.database;
  const total = await countOf(backend, thread, author);
  const pageCount = Math.max(1, Math.ceil(total / query.limit));
  const pageNumber = Math.min(query.page ?? 1, pageCount);
  const rows = await rowsOf(backend, thread, query, author, pageNumber);
  const chosen = caller.viewerHash ? await chosenBy(queries, thread.id, caller.viewerHash) : null;
  const view = { reactionNames: reactionNames(backend.settings), chosen, moderator: caller.moderator };
  const comments = rows.map((row) => presentComment(row, view, row.replies));
  return { ...pageAnswer(backend, thread, query, 0, [], comments), total, pageNumber, pageCount };
}

async function countOf({ database }: Backend, thread: ThreadRow, author: string): Promise<number> {
  const { count } = await database.queries
    .selectFrom('colloquy_comment')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('thread_id', '=', thread.id)
    .where('author_name', '=', author)
    .where('status', '=', 'published')
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function rowsOf(
  { database }: Backend,
  thread: ThreadRow,
  { sort, limit }: PageQuery,
  author: string,
  page: number,
): Promise<CommentRow[]> {
  const direction = sort === 'oldest' ? 'asc' : 'desc';
  let query = database.queries
    .selectFrom('colloquy_comment')
    .selectAll()
    .where('thread_id', '=', thread.id)
    .where('author_name', '=', author)
    .where('status', '=', 'published');
  if (sort === 'top') query = query.orderBy('score', 'desc');
  return query
    .orderBy('created_at', direction)
    .orderBy('id', direction)
    .limit(limit)
    .offset((page - 1) * limit)
    .execute();
}
