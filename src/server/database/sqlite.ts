import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { Database } from './database.ts';
import { migrate } from './migrations.ts';
import type { Tables } from './tables.ts';

/** Statements kept ready; there are fewer different ones, but for lists of ids of many lengths. */
const MAX_PREPARED = 200;
/** Milliseconds to wait for another process that writes to the same file. */
const BUSY_TIMEOUT = 10_000;

/** Opens a file, or `:memory:`. */
export async function openSqlite(file: string): Promise<Database> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const { DatabaseSync: Sqlite } = await importSqlite();
  const sqlite = new Sqlite(file, { timeout: BUSY_TIMEOUT });
  // An answered write survives the loss of power; readers and the writer do not wait for each other.
  sqlite.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
  const queries = new Kysely<Tables>({ dialect: new SqliteDialect({ database: asKyselyDatabase(sqlite) }) });
  await migrate(queries as unknown as Kysely<never>, 'sqlite');
  return { kind: 'sqlite', queries, close: () => queries.destroy() };
}

/** Without the warning that the module is experimental: whoever runs a comment server cannot act on it. */
async function importSqlite(): Promise<typeof import('node:sqlite')> {
  const { emitWarning } = process;
  process.emitWarning = (warning: string | Error, ...rest: never[]) => {
    if (!/SQLite is an experimental feature/.test(String(warning))) emitWarning(warning, ...rest);
  };
  try {
    return await import('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
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
