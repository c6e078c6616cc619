/** Imports and exports as the program does them, in this process. */
import { openDatabase } from '../../../src/server/database/open-database.ts';
import { databaseSource } from '../../../src/server/export/database-source.ts';
import { runExport } from '../../../src/server/export/run-export.ts';
import { databaseSink } from '../../../src/server/import/database-sink.ts';
import { runImport } from '../../../src/server/import/run-import.ts';
import { captureOutput } from '../import/command-output.ts';
import type { Stored } from './fixture.ts';

export interface Transferred {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function importInto(
  { database: where, site }: Stored,
  file: string,
  ...args: readonly string[]
): Promise<Transferred> {
  const database = await openDatabase(where);
  const output = captureOutput();
  try {
    const code = await runImport([file, ...args], { sink: databaseSink(database, site), output });
    return { code, out: output.out(), err: output.err() };
  } finally {
    await database.close();
  }
}

export async function exportFrom(
  { database: where, site }: Stored,
  ...args: readonly string[]
): Promise<Transferred> {
  const database = await openDatabase(where);
  const output = captureOutput();
  try {
    const code = await runExport(args, { source: databaseSource(database.queries, site), output });
    return { code, out: output.out(), err: output.err() };
  } finally {
    await database.close();
  }
}
