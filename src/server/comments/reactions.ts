import type { Comment } from '../../core/model/comment.ts';
import type { Backend, Caller } from '../backend.ts';
import { type Queries, transact } from '../database/database.ts';
import { Problem } from '../problem.ts';
import { reactionNames } from '../settings.ts';
import { spendQuota } from '../spam/quotas.ts';
import { announce } from './announce.ts';
import { presentComment, readReactions, scoreOfReactions } from './present.ts';
import { type CommentRow, holdThread, requireComment } from './rows.ts';
import { moveRoots } from './segments.ts';

const OPPOSITE: Readonly<Record<string, string>> = { up: 'down', down: 'up' };

/** Chooses a reaction for a viewer or takes it back; choosing twice is choosing once. */
export async function react(
  backend: Backend,
  caller: Caller,
  id: string,
  name: string,
  chosen: boolean,
): Promise<Comment> {
  const { database, settings } = backend;
  const viewer = caller.viewerHash;
  if (viewer === null) throw new Problem('invalid', 'The header Colloquy-Viewer is missing.');
  const { thread_id: threadId } = await requirePublished(database.queries, id);
  if (!reactionNames(settings).includes(name))
    throw new Problem('invalid', 'There is no such reaction here.');

  const { row, version } = await transact(database, async (transaction) => {
    await spendQuota(transaction, backend, 'actions', caller);
    const thread = await holdThread(transaction, threadId);
    const before = await requirePublished(transaction, id);
    const counts = readReactions(before);
    const key = { thread_id: threadId, viewer_hash: viewer, comment_id: id };
    const withdraw = async (one: string) => {
      const gone = await transaction
        .deleteFrom('colloquy_reaction')
        .where('thread_id', '=', threadId)
        .where('viewer_hash', '=', viewer)
        .where('comment_id', '=', id)
        .where('name', '=', one)
        .returning('name')
        .executeTakeFirst();
      if (gone) counts[one] = Math.max(0, (counts[one] ?? 0) - 1);
    };
    if (chosen) {
      const opposite = OPPOSITE[name];
      if (opposite) await withdraw(opposite);
      const added = await transaction
        .insertInto('colloquy_reaction')
        .values({ ...key, name })
        .onConflict((conflict) => conflict.doNothing())
        .returning('name')
        .executeTakeFirst();
      if (added) counts[name] = (counts[name] ?? 0) + 1;
    } else {
      await withdraw(name);
    }
    const after = { reactions: JSON.stringify(counts), score: scoreOfReactions(counts) };
    await transaction
      .updateTable('colloquy_comment')
      .set(after)
      .where('thread_id', '=', threadId)
      .where('id', '=', id)
      .execute();
    const row = { ...before, ...after };
    if (row.root_rank === 1) {
      const moves = [{ root: before, by: -1 } as const, { root: row, by: 1 } as const];
      await moveRoots(transaction, thread, moves);
    }
    return { row, version: thread.version };
  });
  await announce(backend, { threadId, version, changes: [{ kind: 'saved', id, existing: true }] });
  const view = {
    reactionNames: reactionNames(settings),
    chosen: await chosenBy(database.queries, threadId, viewer),
    moderator: caller.moderator,
  };
  return presentComment(row, view);
}

async function requirePublished(queries: Queries, id: string): Promise<CommentRow> {
  const row = await requireComment(queries, id);
  if (row.status !== 'published') throw new Problem('not-found', 'There is no such comment.');
  return row;
}

/** What a viewer chose in a thread, as `id name`. */
export async function chosenBy(
  queries: Queries,
  threadId: string,
  viewerHash: string,
): Promise<ReadonlySet<string>> {
  const rows = await queries
    .selectFrom('colloquy_reaction')
    .select(['comment_id', 'name'])
    .where('thread_id', '=', threadId)
    .where('viewer_hash', '=', viewerHash)
    .execute();
  return new Set(rows.map((row) => `${row.comment_id} ${row.name}`));
}
