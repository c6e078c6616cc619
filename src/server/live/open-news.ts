import type { Database } from '../database/database.ts';
import { logFailure } from '../log.ts';
import type { ThreadNews } from './news.ts';
import { PolledNews } from './polled-news.ts';

/** The fastest way of news that the database has. */
export async function openNews(database: Database): Promise<ThreadNews> {
  if (database.kind === 'sqlite') return new PolledNews(database);
  const { PostgresNews } = await import('./postgres-news.ts');
  try {
    return await PostgresNews.connect(database);
  } catch (thrown) {
    logFailure('listening for news; versions are polled instead', thrown);
    return new PolledNews(database);
  }
}
