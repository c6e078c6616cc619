import type { Comment, CommentBody } from '../../core/model/comment.ts';
import type { Backend, Caller } from '../backend.ts';
import { transact } from '../database/database.ts';
import { moderationOf } from '../moderation/mode.ts';
import { reactionNames } from '../settings.ts';
import { spendQuota } from '../spam/quotas.ts';
import { containsWord } from '../spam/suspicion.ts';
import { announce } from './announce.ts';
import { claimWrite, keyedWrite, once } from './idempotency.ts';
import { requireOwner } from './ownership.ts';
import { presentComment } from './present.ts';
import { chosenBy } from './reactions.ts';
import { type CommentRow, holdThread, requireComment } from './rows.ts';
import { changeComment } from './visibility.ts';

/** Replaces the text of a comment, for its author or a moderator. */
export async function editComment(
  backend: Backend,
  caller: Caller,
  id: string,
  body: CommentBody,
  idempotencyKey: string | null,
): Promise<Comment> {
  const { queries } = backend.database;
  requireOwner(backend, caller, await requireComment(queries, id));
  const write = idempotencyKey === null ? null : keyedWrite(idempotencyKey, ['edit', id, body]);
  const row = await once(
    queries,
    write,
    () => writeEdit(backend, caller, id, body, write),
    () => requireComment(queries, id),
  );
  const chosen = caller.viewerHash ? await chosenBy(queries, row.thread_id, caller.viewerHash) : null;
  return presentComment(row, {
    reactionNames: reactionNames(backend.settings),
    chosen,
    moderator: caller.moderator,
    owner: true,
  });
}

async function writeEdit(
  backend: Backend,
  caller: Caller,
  id: string,
  body: CommentBody,
  write: ReturnType<typeof keyedWrite> | null,
): Promise<CommentRow> {
  const { database, settings, clock } = backend;
  const now = clock();
  // An edit must not carry past the moderator what a new comment could not.
  const held =
    !caller.moderator &&
    ((await moderationOf(backend)) === 'pre' || containsWord(settings.words, body.value));
  const { row, version, changes } = await transact(database, async (transaction) => {
    if (write) await claimWrite(transaction, write, id, now);
    await spendQuota(transaction, backend, 'actions', caller);
    const before = await requireComment(transaction, id);
    const thread = await holdThread(transaction, before.thread_id);
    const latest = await requireComment(transaction, id);
    const patch = {
      body_format: body.format,
      body_value: body.value,
      body_lang: body.lang ?? null,
      edited_at: now,
      ...(held && latest.status === 'published' && { status: 'pending' as const }),
    };
    const changes = await changeComment(transaction, thread, latest, patch);
    return { row: { ...latest, ...patch }, version: thread.version, changes };
  });
  await announce(backend, { threadId: row.thread_id, version, changes });
  return row;
}
