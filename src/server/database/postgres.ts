import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';
import { migrate } from './migrations.ts';
import type { Tables } from './tables.ts';

const BIGINT = 20;
const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT = 10_000;
/** Processes that start together may trip over each other's tables. */
const MIGRATION_TRIES = 5;

/** Opens a database by its address, such as `postgres://user@host/name`. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    application_name: 'colloquy',
    types: { getTypeParser: typeParser },
  });
  // A connection that breaks while nobody uses it; the pool makes another.
  pool.on('error', () => {});
  const queries = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  for (let attempt = 1; ; attempt++) {
    try {
      await migrate(queries as unknown as Kysely<never>, 'postgres');
      break;
    } catch (thrown) {
      if (
        attempt < MIGRATION_TRIES &&
        /^(23505|42P07|40001)$/.test((thrown as pg.DatabaseError).code ?? '')
      ) {
        continue;
      }
      await queries.destroy();
      throw thrown;
    }
  }
  return { kind: 'postgres', queries, url, close: () => queries.destroy() };
}

/** Our whole numbers are times and counts, far below 2^53; `pg` gives the wide ones as text. */
function typeParser(oid: number, format?: 'text' | 'binary'): unknown {
  if (oid === BIGINT) return Number;
  return pg.types.getTypeParser(oid, format);
}
