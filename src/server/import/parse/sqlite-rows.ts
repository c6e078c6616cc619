import { loadSqlite } from '../../database/load-sqlite.ts';
import type { ImportProblem } from '../problem.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Query {
  readonly count: string;
  readonly rows: string;
}

/** Rows of an SQLite file that is only read, one at a time; a damaged file ends with a problem. */
export function* sqliteRows(
  file: string,
  { count, rows }: Query,
  onProgress?: (share: number) => void,
): Generator<{ readonly row: Row } | ImportProblem> {
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const total = Number(database.prepare(count).get()?.['count'] ?? 0);
    let read = 0;
    for (const row of database.prepare(rows).iterate()) {
      yield { row };
      if (++read % 500 === 0) onProgress?.(read / total);
    }
    onProgress?.(1);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_SQLITE_ERROR') throw error;
    yield { kind: 'broken-file', reason: 'the SQLite file cannot be read', detail: (error as Error).message };
  } finally {
    database.close();
  }
}

export function sqliteTables(file: string): Map<string, string> {
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database.prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'table'`).all();
    return new Map(tables.map(({ name, sql }) => [String(name), String(sql)]));
  } catch {
    return new Map();
  } finally {
    database.close();
  }
}
