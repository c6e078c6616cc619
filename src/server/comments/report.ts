import type { Backend, Caller } from '../backend.ts';
import { transact } from '../database/database.ts';
import { Problem } from '../problem.ts';
import { spendQuota } from '../spam/quotas.ts';
import { holdThread, requireComment } from './rows.ts';

/** Notes that somebody wants a moderator to look at a comment; once for each reporter. */
export async function reportComment(
  backend: Backend,
  caller: Caller,
  id: string,
  reason: string,
): Promise<void> {
  const { database, clock } = backend;
  const { thread_id: threadId, status } = await requireComment(database.queries, id);
  if (status !== 'published') throw new Problem('not-found', 'There is no such comment.');
  await transact(database, async (transaction) => {
    await spendQuota(transaction, backend, 'actions', caller);
    await holdThread(transaction, threadId);
    const added = await transaction
      .insertInto('colloquy_report')
      .values({
        thread_id: threadId,
        comment_id: id,
        reporter_hash: caller.viewerHash ?? caller.addressHash,
        reason,
        created_at: clock(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('comment_id')
      .executeTakeFirst();
    if (!added) return;
    await transaction
      .updateTable('colloquy_comment')
      .set((set) => ({ reports: set('reports', '+', 1) }))
      .where('thread_id', '=', threadId)
      .where('id', '=', id)
      .execute();
  });
}
