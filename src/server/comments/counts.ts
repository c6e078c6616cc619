import type { Backend } from '../backend.ts';
import { threadIdOf } from './thread-id.ts';

/** How many published comments the threads with these keys have. */
export async function countComments(
  { database, settings }: Backend,
  keys: readonly string[],
): Promise<number[]> {
  if (keys.length === 0) return [];
  const ids = keys.map((key) => threadIdOf(settings.site, key));
  const rows = await database.queries
    .selectFrom('colloquy_thread')
    .select(['id', 'total'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  const totals = new Map(rows.map((row) => [row.id, row.total]));
  return ids.map((id) => totals.get(id) ?? 0);
}
