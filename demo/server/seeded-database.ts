import { existsSync, renameSync, rmSync } from 'node:fs';
import { openDatabase } from '../../src/server/database/open-database.ts';
import { databaseSink } from '../../src/server/import/database-sink.ts';
import { importRecords } from '../../src/server/import/import-records.ts';
import type { CommentRecord } from '../../src/server/record.ts';
import { DEFAULT_SETTINGS } from '../../src/server/settings.ts';
import { demoThread } from '../content/comments.ts';
import { seedComments } from '../seed.ts';

/** Makes the SQLite file with the article's discussion in it, where there is none; whole, or not at all. */
export async function makeSeeded(file: string, articleUrl: string): Promise<void> {
  if (existsSync(file)) return;
  const unfinished = `${file}.unfinished`;
  for (const ending of ['', '-wal', '-shm']) rmSync(unfinished + ending, { force: true });
  const database = await openDatabase(unfinished);
  await importRecords(records(articleUrl), databaseSink(database, DEFAULT_SETTINGS.site));
  await database.close();
  renameSync(unfinished, file);
}

async function* records(articleUrl: string): AsyncGenerator<CommentRecord> {
  for (const { createdAt, reactions = [], ...comment } of seedComments()) {
    yield {
      ...comment,
      thread: demoThread.key,
      threadUrl: articleUrl,
      threadTitle: demoThread.title,
      createdAt: createdAt!,
      reactions: Object.fromEntries(reactions.map(({ name, count = 0 }) => [name, count])),
    };
  }
}
