import { existsSync } from 'node:fs';
import { isDatabaseUrl } from '../database/open-database.ts';
import { databaseSource } from '../export/database-source.ts';
import type { RecordSource } from '../export/record-source.ts';
import { runExport } from '../export/run-export.ts';
import { DatabaseOnDemand } from './database-on-demand.ts';
import { takeDatabaseOptions } from './database-options.ts';

export async function exportCommand(args: readonly string[]): Promise<void> {
  const { where, site, rest } = takeDatabaseOptions(args, process.env);
  const database = new DatabaseOnDemand(where);
  const source: RecordSource = {
    async *read(query) {
      // Opening would make it, and an empty backup of what is elsewhere.
      if (!isDatabaseUrl(where) && !existsSync(where)) throw new Error(`There is no file ${where}.`);
      const { queries } = await database.open();
      yield* databaseSource(queries, site).read(query);
    },
  };
  try {
    process.exitCode = await runExport(rest, { source, output: process });
  } finally {
    await database.close();
  }
}
