import type { Comment } from '../../core/model/comment.ts';
import type { Backend, Caller } from '../backend.ts';
import { type Queries, transact } from '../database/database.ts';
import { moderationOf } from '../moderation/mode.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';
import { reactionNames } from '../settings.ts';
import { checkProof, spendProof } from '../spam/proof-of-work.ts';
import { spendQuota, spendThreadQuota } from '../spam/quotas.ts';
import { checkBlocks, checkDuplicate, checkPace, fingerprintOf, judge } from '../spam/suspicion.ts';
import { announce } from './announce.ts';
import { claimWrite, type KeyedWrite, keyedWrite, once } from './idempotency.ts';
import type { NewComment } from './new-comment.ts';
import { isoTime, presentComment } from './present.ts';
import { type CommentRow, findComment, requireComment, type ThreadRow } from './rows.ts';
import { newCommentId, threadIdOf } from './thread-id.ts';
import { countNewComment, isListed, rootRankOf } from './visibility.ts';

export interface Created {
  readonly status: 'published' | 'pending';
  readonly comment: Comment;
  readonly ownerToken: string;
  readonly editableUntil: string;
}

/** Writes a comment, once for each key. */
export async function createComment(
  backend: Backend,
  caller: Caller,
  sent: NewComment,
  idempotencyKey: string,
): Promise<Created> {
  const { queries } = backend.database;
  const write = keyedWrite(idempotencyKey, [
    'create',
    sent.thread.key,
    sent.parentId,
    sent.author,
    sent.body,
  ]);
  const answer = (row: CommentRow) => presentCreated(backend, row, idempotencyKey);
  return once(
    queries,
    write,
    async () => answer(await writeComment(backend, caller, sent, idempotencyKey, write)),
    async (id) => answer((await findComment(queries, id)) ?? (await requireComment(queries, id))),
  );
}

async function writeComment(
  backend: Backend,
  caller: Caller,
  sent: NewComment,
  idempotencyKey: string,
  write: KeyedWrite,
): Promise<CommentRow> {
  const { database, settings, secrets, clock } = backend;
  if (!caller.moderator) {
    await checkBlocks(database.queries, backend, caller, sent.author.name);
    await checkProof(backend, sent.challenge);
    checkPace(backend, sent.startedAt);
  }
  const status = await firstStatus(backend, caller, sent);
  const threadId = threadIdOf(settings.site, sent.thread.key);
  const id = newCommentId(threadId);
  const now = clock();

  const { row, version, changes } = await transact(database, async (transaction) => {
    await claimWrite(transaction, write, id, now);
    await spendQuota(transaction, backend, 'comments', caller);
    if (!caller.moderator) await spendProof(transaction, backend, sent.challenge);
    const thread = await holdOrOpenThread(transaction, settings.site, threadId, sent, now);
    if (thread.closed && !caller.moderator) throw new Problem('closed', 'The thread takes no more comments.');
    await spendThreadQuota(transaction, backend, threadId, caller);
    const place = await placeBelow(transaction, threadId, id, sent.parentId, settings.maxDepth);
    const fingerprint = fingerprintOf(sent);
    await checkDuplicate(transaction, backend, threadId, fingerprint);
    const standing = { status, depth: place.depth, replies: 0, pinned: 0 };
    const row: CommentRow = {
      thread_id: threadId,
      id,
      site: settings.site,
      parent_id: sent.parentId,
      ...place,
      last_reply_index: 0,
      ...standing,
      listed: isListed(standing) ? 1 : 0,
      root_rank: rootRankOf(standing),
      author_id: null,
      author_name: sent.author.name,
      author_url: sent.author.url ?? null,
      author_avatar_url: null,
      author_location: sent.author.location ?? null,
      author_badge: caller.moderator ? settings.moderatorBadge : null,
      email: sent.author.email ?? null,
      body_format: sent.body.format,
      body_value: sent.body.value,
      body_lang: sent.body.lang ?? null,
      created_at: now,
      edited_at: null,
      reactions: '{}',
      score: 0,
      reports: 0,
      owner_hash: hashToken(secrets.ownerToken(id, idempotencyKey)),
      address_hash: caller.addressHash,
      fingerprint,
    };
    await transaction.insertInto('colloquy_comment').values(row).execute();
    const changes = await countNewComment(transaction, thread, row);
    return { row, version: thread.version, changes };
  });
  await announce(backend, { threadId, version, changes });
  return row;
}

async function firstStatus(
  backend: Backend,
  caller: Caller,
  sent: NewComment,
): Promise<'published' | 'pending' | 'spam'> {
  if (caller.moderator) return 'published';
  const verdict = judge(backend, sent);
  if (verdict === 'spam') return 'spam';
  if (verdict === 'doubtful') return 'pending';
  return (await moderationOf(backend)) === 'pre' ? 'pending' : 'published';
}

/** The thread as `holdThread` gives it, made first where it is not there. */
async function holdOrOpenThread(
  transaction: Queries,
  site: string,
  id: string,
  { thread }: Pick<NewComment, 'thread'>,
  now: number,
): Promise<ThreadRow> {
  const row = await transaction
    .insertInto('colloquy_thread')
    .values({
      id,
      site,
      key: thread.key,
      url: thread.url,
      title: thread.title,
      closed: 0,
      version: 1,
      total: 0,
      roots: 0,
      pinned_roots: 0,
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((set) => ({ version: set('colloquy_thread.version', '+', 1) })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  // A thread that was closed and opened before anybody wrote in it knows only its key.
  if (row.url === '') {
    await transaction
      .updateTable('colloquy_thread')
      .set({ url: thread.url, title: thread.title })
      .where('id', '=', id)
      .execute();
  }
  return row;
}

/** Where in the thread the comment hangs. */
async function placeBelow(
  transaction: Queries,
  threadId: string,
  id: string,
  parentId: string | null,
  maxDepth: number,
): Promise<Pick<CommentRow, 'root_id' | 'depth' | 'reply_index'>> {
  if (parentId === null) return { root_id: id, depth: 0, reply_index: 0 };
  const parent = await findComment(transaction, parentId);
  if (!parent || parent.thread_id !== threadId || parent.status !== 'published') {
    throw new Problem('not-found', 'There is no such comment to answer in this thread.');
  }
  if (parent.depth >= maxDepth) throw new Problem('invalid', 'Replies are nested too deeply.');
  const root = await transaction
    .updateTable('colloquy_comment')
    .set((set) => ({ last_reply_index: set('last_reply_index', '+', 1) }))
    .where('thread_id', '=', threadId)
    .where('id', '=', parent.root_id)
    .returning('last_reply_index')
    .executeTakeFirstOrThrow();
  return { root_id: parent.root_id, depth: parent.depth + 1, reply_index: root.last_reply_index };
}

function presentCreated({ settings, secrets }: Backend, row: CommentRow, idempotencyKey: string): Created {
  const view = { reactionNames: reactionNames(settings), chosen: null, moderator: false, owner: true };
  return {
    status: row.status === 'published' ? 'published' : 'pending',
    comment: presentComment(row, view),
    ownerToken: secrets.ownerToken(row.id, idempotencyKey),
    editableUntil: isoTime(row.created_at + settings.ownerSeconds * 1000),
  };
}
