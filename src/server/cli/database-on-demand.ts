import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { databaseFailure } from './database-failure.ts';

/** Opened when it is first asked for: not for a help text, nor for what only reads a file. */
export class DatabaseOnDemand {
  readonly #where: string;
  #opened: Promise<Database> | undefined;

  constructor(where: string) {
    this.#where = where;
  }

  open(): Promise<Database> {
    this.#opened ??= openDatabase(this.#where).catch((thrown: unknown) => {
      const reason = databaseFailure(thrown) ?? `Cannot open the database: ${(thrown as Error).message}`;
      throw new Error(reason, { cause: thrown });
    });
    return this.#opened;
  }

  async close(): Promise<void> {
    // What could not be opened was said where it was asked for.
    const database = await this.#opened?.catch(() => undefined);
    await database?.close();
  }
}
