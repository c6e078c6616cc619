import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

export type DatabaseKind = 'sqlite' | 'postgres';

/** What statements are run on: the database, or a transaction in it. */
export type Queries = Kysely<Tables>;

export interface Database {
  readonly kind: DatabaseKind;
  readonly queries: Queries;
  /** For PostgreSQL, where changes are announced to other processes. */
  readonly url?: string;
  close(): Promise<void>;
}

/** Another transaction was in the way; doing it all again is the cure. */
const CONFLICTS = new Set(['40001', '40P01']);
const MAX_TRIES = 6;

/** Runs the work in one transaction, again where the database asks for that. The work must have no other effects. */
export async function transact<T>(
  { queries }: Database,
  work: (transaction: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await queries.transaction().execute(work);
    } catch (thrown) {
      const { code } = thrown as { readonly code?: string };
      if (attempt === MAX_TRIES || !code || !CONFLICTS.has(code)) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}
