import { databaseSink } from '../import/database-sink.ts';
import type { RecordSink } from '../import/record-sink.ts';
import { runImport } from '../import/run-import.ts';
import { DatabaseOnDemand } from './database-on-demand.ts';
import { takeDatabaseOptions } from './database-options.ts';

export async function importCommand(args: readonly string[]): Promise<void> {
  const { where, site, rest } = takeDatabaseOptions(args, process.env);
  const database = new DatabaseOnDemand(where);
  const sink: RecordSink = {
    write: async (batch) => databaseSink(await database.open(), site).write(batch),
  };
  try {
    process.exitCode = await runImport(rest, { sink, output: process });
  } finally {
    await database.close();
  }
}
