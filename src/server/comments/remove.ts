import type { Updateable } from 'kysely';
import type { Comment } from '../../core/model/comment.ts';
import type { Backend, Caller } from '../backend.ts';
import { type Queries, transact } from '../database/database.ts';
import type { CommentTable } from '../database/tables.ts';
import type { Change } from '../live/news.ts';
import { reactionNames } from '../settings.ts';
import { spendQuota } from '../spam/quotas.ts';
import { announce } from './announce.ts';
import { claimWrite, keyedWrite, once } from './idempotency.ts';
import { requireOwner } from './ownership.ts';
import { presentComment } from './present.ts';
import { type CommentRow, findComment, holdThread, requireComment, type ThreadRow } from './rows.ts';
import { changeComment } from './visibility.ts';

/** Removes a comment, for its author or a moderator; gives the hole that is left, or null. */
export async function removeComment(
  backend: Backend,
  caller: Caller,
  id: string,
  idempotencyKey: string | null,
): Promise<Comment | null> {
  const { queries } = backend.database;
  const write = idempotencyKey === null ? null : keyedWrite(idempotencyKey, ['remove', id]);
  const row = await once(
    queries,
    write,
    () => writeRemoval(backend, caller, id, write),
    () => findComment(queries, id),
  );
  if (!row || row.replies === 0) return null;
  return presentComment(row, {
    reactionNames: reactionNames(backend.settings),
    chosen: null,
    moderator: false,
  });
}

async function writeRemoval(
  backend: Backend,
  caller: Caller,
  id: string,
  write: ReturnType<typeof keyedWrite> | null,
): Promise<CommentRow | undefined> {
  const { database, clock } = backend;
  const { thread_id: threadId } = await requireComment(database.queries, id);
  const { row, version, changes } = await transact(database, async (transaction) => {
    if (write) await claimWrite(transaction, write, id, clock());
    await spendQuota(transaction, backend, 'actions', caller);
    const thread = await holdThread(transaction, threadId);
    const before = await requireComment(transaction, id);
    requireOwner(backend, caller, before);
    return { ...(await eraseComment(transaction, thread, before)), version: thread.version };
  });
  await announce(backend, { threadId, version, changes });
  return row;
}

/** All that a deleted comment no longer has. */
export const ERASED = {
  status: 'deleted',
  pinned: 0,
  author_id: null,
  author_name: '',
  author_url: null,
  author_avatar_url: null,
  author_location: null,
  author_badge: null,
  email: null,
  body_format: 'text',
  body_value: '',
  body_lang: null,
  edited_at: null,
  reactions: '{}',
  score: 0,
  reports: 0,
  owner_hash: null,
  address_hash: null,
  fingerprint: null,
} as const satisfies Updateable<CommentTable>;

/** Takes author and text out of a comment in a thread that is held; its row stays for its replies to hang on. */
export async function eraseComment(
  transaction: Queries,
  thread: ThreadRow,
  before: CommentRow,
): Promise<{ row: CommentRow; changes: readonly Change[] }> {
  const changes = await changeComment(transaction, thread, before, ERASED);
  for (const table of ['colloquy_reaction', 'colloquy_report'] as const) {
    await transaction
      .deleteFrom(table)
      .where('thread_id', '=', before.thread_id)
      .where('comment_id', '=', before.id)
      .execute();
  }
  return { row: { ...before, ...ERASED }, changes };
}
