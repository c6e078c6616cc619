import { sql } from 'kysely';
import type { Backend } from '../backend.ts';
import { presentComment } from '../comments/present.ts';
import type { CommentRow, ThreadRow } from '../comments/rows.ts';
import { Problem } from '../problem.ts';
import { reactionNames } from '../settings.ts';

export const QUEUES = ['pending', 'spam', 'published', 'reported'] as const;
export type Queue = (typeof QUEUES)[number];

/** As many as anybody reads. */
const MAX_REASONS = 10;

/** Comments of all threads in some state, newest first. */
export async function readQueue(backend: Backend, queue: Queue, limit: number, cursor: string | undefined) {
  const { database, settings } = backend;
  let query = database.queries.selectFrom('colloquy_comment').selectAll().where('site', '=', settings.site);
  query =
    queue === 'reported'
      ? query.where('reports', '>', 0).where('status', '!=', 'deleted')
      : query.where('status', '=', queue);
  if (cursor !== undefined) {
    const [time, id] = readQueueCursor(cursor);
    query = query.where(sql<boolean>`(created_at, id) < (${time}, ${id})`);
  }
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    comments: await presentQueued(backend, shown),
    nextCursor: last ? Buffer.from(JSON.stringify([last.created_at, last.id])).toString('base64url') : null,
  };
}

/** Comments with what a moderator needs to know beside them; not the e-mail address, which nobody needs. */
export async function presentQueued(backend: Backend, rows: readonly CommentRow[]) {
  const { database, settings } = backend;
  if (rows.length === 0) return [];
  const threadRows = await database.queries
    .selectFrom('colloquy_thread')
    .selectAll()
    .where('id', 'in', [...new Set(rows.map((row) => row.thread_id))])
    .execute();
  const threads = new Map(threadRows.map((thread) => [thread.id, thread]));
  const view = { reactionNames: reactionNames(settings), chosen: null, moderator: true };
  return Promise.all(
    rows.map(async (row) => ({
      comment: presentComment(row, view),
      status: row.status,
      thread: presentThread(threads.get(row.thread_id)),
      reports: row.reports,
      reasons: row.reports > 0 ? await reasonsOf(backend, row) : [],
      addressHash: row.address_hash,
    })),
  );
}

function presentThread(thread: ThreadRow | undefined) {
  return {
    key: thread?.key ?? '',
    url: thread?.url ?? '',
    title: thread?.title ?? '',
    closed: thread?.closed === 1,
  };
}

async function reasonsOf({ database }: Backend, row: CommentRow): Promise<string[]> {
  const reports = await database.queries
    .selectFrom('colloquy_report')
    .select('reason')
    .where('thread_id', '=', row.thread_id)
    .where('comment_id', '=', row.id)
    .limit(MAX_REASONS)
    .execute();
  return reports.map((report) => report.reason).filter((reason) => reason !== '');
}

function readQueueCursor(cursor: string): [number, string] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(parts) && Number.isSafeInteger(parts[0]) && /^[\w.-]{1,64}$/.test(String(parts[1]))) {
      return [parts[0] as number, String(parts[1])];
    }
  } catch {
    // Answered below.
  }
  throw new Problem('invalid', 'The cursor is not one of this server.');
}
