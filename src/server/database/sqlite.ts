import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { Database } from './database.ts';
import { loadSqlite } from './load-sqlite.ts';
import { migrate } from './migrations.ts';
import type { Tables } from './tables.ts';

/** Statements kept ready; there are fewer different ones, but for lists of ids of many lengths. */
const MAX_PREPARED = 200;
/** Milliseconds to wait for another process that writes to the same file. */
const BUSY_TIMEOUT = 10_000;

/** SQLite's own number for it. */
const SQLITE_BUSY = 5;

/** The first Node whose SQLite can all that is asked of it. */
const OLDEST_NODE = '22.16.0';

/** Opens a file, or `:memory:`. */
export async function openSqlite(file: string): Promise<Database> {
  if (process.versions.node.localeCompare(OLDEST_NODE, 'en', { numeric: true }) < 0) {
    throw new Error(`A SQLite file needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}.`);
  }
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const { DatabaseSync: Sqlite } = loadSqlite();
  const sqlite = new Sqlite(file, { timeout: BUSY_TIMEOUT });
  // An answered write survives the loss of power; readers and the writer do not wait for each other.
  await untilFree(() => sqlite.exec('pragma journal_mode = wal'));
  sqlite.exec('pragma synchronous = full; pragma foreign_keys = on');
  const queries = new Kysely<Tables>({ dialect: new SqliteDialect({ database: asKyselyDatabase(sqlite) }) });
  // In one transaction that no other can be beside: of two processes that start together, one makes the tables.
  sqlite.exec('begin immediate');
  try {
    await migrate(queries as unknown as Kysely<never>, 'sqlite');
    sqlite.exec('commit');
  } catch (thrown) {
    await queries.destroy();
    throw thrown;
  }
  return { kind: 'sqlite', queries, close: () => queries.destroy() };
}

/** SQLite itself does not wait where two processes that start together change a new file's journal. */
async function untilFree(action: () => void): Promise<void> {
  for (const end = Date.now() + BUSY_TIMEOUT; ;) {
    try {
      return action();
    } catch (thrown) {
      if ((thrown as { errcode?: number }).errcode !== SQLITE_BUSY || Date.now() > end) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

function asKyselyDatabase(sqlite: DatabaseSync) {
  const prepared = new Map<string, ReturnType<typeof asKyselyStatement>>();
  return {
    close: () => sqlite.close(),
    prepare(text: string) {
      const known = prepared.get(text);
      if (known) return known;
      if (prepared.size >= MAX_PREPARED) prepared.clear();
      const statement = asKyselyStatement(sqlite.prepare(text));
      prepared.set(text, statement);
      return statement;
    },
  };
}

function asKyselyStatement(statement: StatementSync) {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...values(parameters)),
    run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
    iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)),
  };
}
