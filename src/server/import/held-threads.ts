import { sql } from 'kysely';
import type { ThreadRow } from '../comments/rows.ts';
import { threadIdOf } from '../comments/thread-id.ts';
import type { Queries } from '../database/database.ts';
import type { StoredRecord } from '../record.ts';

/**
 * The threads of these records, by id, held against other writers until the transaction ends, and made where
 * they are not there. One that was there stays open or closed, whatever the records say of it; what was not
 * known of its page is filled in.
 */
export async function holdOrOpenThreads(
  transaction: Queries,
  site: string,
  records: readonly StoredRecord[],
  now: number,
): Promise<Map<string, ThreadRow>> {
  const held = await transaction
    .insertInto('colloquy_thread')
    .values(openings(site, records, now))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((set) => ({
        version: set('colloquy_thread.version', '+', 1),
        url: sql`coalesce(nullif(colloquy_thread.url, ''), excluded.url)`,
        title: sql`coalesce(nullif(colloquy_thread.title, ''), excluded.title)`,
      })),
    )
    .returningAll()
    .execute();
  return new Map(held.map((thread) => [thread.id, thread]));
}

/** The threads as they would begin, in the one order in which everybody holds them. */
function openings(site: string, records: readonly StoredRecord[], now: number): ThreadRow[] {
  const threads = new Map<string, ThreadRow>();
  for (const { thread: key, threadUrl = '', threadTitle = '', threadClosed = false } of records) {
    const id = threadIdOf(site, key);
    const known = threads.get(id);
    threads.set(id, {
      id,
      site,
      key,
      url: known?.url || threadUrl,
      title: known?.title || threadTitle,
      closed: known?.closed || threadClosed ? 1 : 0,
      version: 1,
      total: 0,
      roots: 0,
      pinned_roots: 0,
      created_at: now,
    });
  }
  return [...threads.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Writes the counts of threads that are held. */
export async function saveCounts(transaction: Queries, threads: readonly ThreadRow[]): Promise<void> {
  await transaction
    .insertInto('colloquy_thread')
    .values([...threads])
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((set) => ({
        total: set.ref('excluded.total'),
        roots: set.ref('excluded.roots'),
        pinned_roots: set.ref('excluded.pinned_roots'),
      })),
    )
    .execute();
}
