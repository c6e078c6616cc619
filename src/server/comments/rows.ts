import { type Selectable, sql } from 'kysely';
import type { Queries } from '../database/database.ts';
import type { CommentTable, ThreadTable } from '../database/tables.ts';
import { Problem } from '../problem.ts';
import { threadIdOfComment } from './thread-id.ts';

export type CommentRow = Selectable<CommentTable>;
export type ThreadRow = Selectable<ThreadTable>;

export async function findComment(queries: Queries, id: string): Promise<CommentRow | undefined> {
  const threadId = threadIdOfComment(id);
  if (threadId === null) return undefined;
  return queries
    .selectFrom('colloquy_comment')
    .selectAll()
    .where('thread_id', '=', threadId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Those of these comments that there are, in no order. */
export async function findComments(queries: Queries, ids: readonly string[]): Promise<CommentRow[]> {
  if (ids.length === 0) return [];
  const keys = ids.map((id) => sql`(${threadIdOfComment(id)}, ${id})`);
  return queries
    .selectFrom('colloquy_comment')
    .selectAll()
    .where(sql<boolean>`(thread_id, id) in (values ${sql.join(keys)})`)
    .execute();
}

/** @throws Problem `not-found`, also for a comment that was deleted. */
export async function requireComment(queries: Queries, id: string): Promise<CommentRow> {
  const row = await findComment(queries, id);
  if (!row || row.status === 'deleted') throw new Problem('not-found', 'There is no such comment.');
  return row;
}

export async function findThread(queries: Queries, id: string): Promise<ThreadRow | undefined> {
  return queries.selectFrom('colloquy_thread').selectAll().where('id', '=', id).executeTakeFirst();
}

/**
 * The thread, held against other writers until the transaction ends, with its version counted up: every
 * change of anything in a thread begins with this, and so changes of one thread come one after the other.
 */
export async function holdThread(transaction: Queries, id: string): Promise<ThreadRow> {
  const row = await transaction
    .updateTable('colloquy_thread')
    .set((set) => ({ version: set('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new Problem('not-found', 'There is no such thread.');
  return row;
}
