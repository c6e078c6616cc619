import type { Database } from './database.ts';
import { openSqlite } from './sqlite.ts';

export function isDatabaseUrl(where: string): boolean {
  return /^postgres(ql)?:\/\//.test(where);
}

/** A PostgreSQL database by its address, or a SQLite file by its path. */
export async function openDatabase(where: string): Promise<Database> {
  if (!isDatabaseUrl(where)) return openSqlite(where);
  // Loaded only when wanted.
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(where);
}
