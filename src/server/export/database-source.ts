import { sql } from 'kysely';
import type { CommentRow, ThreadRow } from '../comments/rows.ts';
import { threadIdOf } from '../comments/thread-id.ts';
import type { Queries } from '../database/database.ts';
import type { StoredRecord } from '../record.ts';
import type { RecordSource } from './record-source.ts';
import { commentRecord, threadRecord } from './row-record.ts';

const PAGE = 500;

/**
 * Reads a site's comments thread by thread, and each conversation in the order in which it was written, so
 * that an import finds every parent before its answers. No more than a page is held in memory.
 */
export function databaseSource(queries: Queries, site: string): RecordSource {
  return {
    async *read({ thread: key }) {
      const id = key === undefined ? undefined : threadIdOf(site, key);
      for await (const thread of readThreads(queries, site, id)) yield* readThread(queries, thread);
    },
  };
}

async function* readThread(queries: Queries, thread: ThreadRow): AsyncGenerator<StoredRecord> {
  let isEmpty = true;
  for await (const row of readComments(queries, thread.id)) {
    isEmpty = false;
    yield commentRecord(row, thread);
  }
  // Of a thread without comments there is nothing to keep but that it shall have none.
  if (isEmpty && thread.closed === 1) yield threadRecord(thread);
}

async function* readThreads(
  queries: Queries,
  site: string,
  id: string | undefined,
): AsyncGenerator<ThreadRow> {
  for (let last = ''; ;) {
    let query = queries.selectFrom('colloquy_thread').selectAll().where('site', '=', site);
    if (id !== undefined) query = query.where('id', '=', id);
    const threads = await query.where('id', '>', last).orderBy('id').limit(PAGE).execute();
    yield* threads;
    if (threads.length < PAGE) return;
    last = threads.at(-1)!.id;
  }
}

/** In the order of the index `by_root`. */
async function* readComments(queries: Queries, threadId: string): AsyncGenerator<CommentRow> {
  for (let last: CommentRow | undefined; ;) {
    let query = queries.selectFrom('colloquy_comment').selectAll().where('thread_id', '=', threadId);
    if (last) {
      query = query.where(sql<boolean>`(root_id, reply_index) > (${last.root_id}, ${last.reply_index})`);
    }
    const rows = await query.orderBy('root_id').orderBy('reply_index').limit(PAGE).execute();
    yield* rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1);
  }
}
