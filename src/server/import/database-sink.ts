import { findComments } from '../comments/rows.ts';
import { importedCommentId, threadIdOf } from '../comments/thread-id.ts';
import { type Database, transact } from '../database/database.ts';
import { isComment, type StoredRecord, type ThreadRecord } from '../record.ts';
import { holdOrOpenThreads } from './held-threads.ts';
import type { RecordSink } from './record-sink.ts';
import { type Arrival, ThreadGrowth } from './thread-growth.ts';

/** Writes records into the database, each batch in one transaction. */
export function databaseSink(database: Database, site: string, clock: () => number = Date.now): RecordSink {
  return {
    async write(batch) {
      const { arrivals, threads } = await findNew(database, site, batch);
      // Without anything new no thread is touched: its version stays, and with it what browsers have cached.
      if (arrivals.length + threads.length === 0) return { written: 0, skipped: batch.length };
      const written = await transact(database, async (transaction) => {
        const records = [...threads, ...arrivals.map(({ record }) => record)];
        const growth = new ThreadGrowth(
          transaction,
          await holdOrOpenThreads(transaction, site, records, clock()),
        );
        await growth.prepare(arrivals);
        let added = threads.length;
        for (const arrival of arrivals) if (await growth.add(arrival)) added++;
        await growth.save();
        return added;
      });
      return { written, skipped: batch.length - written };
    },
  };
}

/** What of a batch is not there yet; looked up before anything is held. */
async function findNew(database: Database, site: string, batch: readonly StoredRecord[]) {
  const arrivals = batch.filter(isComment).map((record): Arrival => {
    const { thread, id, parentId } = record;
    const threadId = threadIdOf(site, thread);
    return {
      record,
      threadId,
      id: importedCommentId(threadId, id),
      parentId: parentId === null ? null : importedCommentId(threadId, parentId),
    };
  });
  const rows = await findComments(
    database.queries,
    arrivals.map(({ id }) => id),
  );
  const known = new Set(rows.map(({ id }) => id));
  return {
    arrivals: arrivals.filter(({ id }) => !known.has(id)),
    threads: await findNewThreads(
      database,
      site,
      batch.filter((record) => !isComment(record)),
    ),
  };
}

/** Those that have no comments, and are named for the first time. */
async function findNewThreads(
  { queries }: Database,
  site: string,
  records: readonly ThreadRecord[],
): Promise<ThreadRecord[]> {
  if (records.length === 0) return [];
  const named = new Map(records.map((record) => [threadIdOf(site, record.thread), record]));
  const known = await queries
    .selectFrom('colloquy_thread')
    .select('id')
    .where('id', 'in', [...named.keys()])
    .execute();
  for (const { id } of known) named.delete(id);
  return [...named.values()];
}
