import type { Backend } from '../backend.ts';
import { announce } from '../comments/announce.ts';
import { eraseComment } from '../comments/remove.ts';
import { holdThread, requireComment } from '../comments/rows.ts';
import { threadIdOf } from '../comments/thread-id.ts';
import { changeComment } from '../comments/visibility.ts';
import { transact } from '../database/database.ts';
import { Problem } from '../problem.ts';

export interface Decision {
  readonly status?: 'published' | 'pending' | 'spam' | 'deleted';
  readonly pinned?: boolean;
  /** The reports are settled. */
  readonly dismissReports?: boolean;
}

/** Does with a comment what a moderator decided. */
export async function decide(backend: Backend, id: string, decision: Decision) {
  const { thread_id: threadId } = await requireComment(backend.database.queries, id);
  const { row, version, changes } = await transact(backend.database, async (transaction) => {
    const thread = await holdThread(transaction, threadId);
    const before = await requireComment(transaction, id);
    if (decision.pinned && before.depth > 0)
      throw new Problem('invalid', 'Only a top-level comment can be pinned.');
    if (decision.status === 'deleted') {
      return { ...(await eraseComment(transaction, thread, before)), version: thread.version };
    }
    // To publish a comment is to have looked at what was said of it.
    const dismiss = decision.dismissReports || decision.status === 'published';
    const patch = {
      ...(decision.status && { status: decision.status }),
      ...(decision.pinned !== undefined && { pinned: decision.pinned ? 1 : 0 }),
      ...(dismiss && { reports: 0 }),
    };
    const changes = await changeComment(transaction, thread, before, patch);
    if (dismiss) {
      await transaction
        .deleteFrom('colloquy_report')
        .where('thread_id', '=', threadId)
        .where('comment_id', '=', id)
        .execute();
    }
    return { row: { ...before, ...patch }, version: thread.version, changes };
  });
  await announce(backend, { threadId, version, changes });
  return row;
}

/** Closes or opens a thread, also one that nobody has written in yet. */
export async function setClosed(backend: Backend, key: string, closed: boolean) {
  const { database, settings, clock } = backend;
  const flag = closed ? 1 : 0;
  const id = threadIdOf(settings.site, key);
  const thread = await database.queries
    .insertInto('colloquy_thread')
    .values({
      id,
      site: settings.site,
      key,
      url: '',
      title: '',
      closed: flag,
      version: 1,
      total: 0,
      roots: 0,
      pinned_roots: 0,
      created_at: clock(),
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((set) => ({
        closed: flag,
        version: set('colloquy_thread.version', '+', 1),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  await announce(backend, { threadId: id, version: thread.version, changes: null });
  return { key, closed, total: thread.total };
}
