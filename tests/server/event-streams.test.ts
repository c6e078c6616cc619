import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openSqlite } from '../../src/server/database/sqlite.ts';
import { EventStreams } from '../../src/server/live/event-streams.ts';
import { LocalNews } from '../../src/server/live/news.ts';
import { DEFAULT_SETTINGS } from '../../src/server/settings.ts';

const THREAD = 'thread';

describe('the streams of a thread', async () => {
  const database = await openSqlite(':memory:');
  const news = new LocalNews();
  const streams = new EventStreams(database, DEFAULT_SETTINGS, news);
  after(async () => {
    streams.closeAll();
    await database.close();
  });

  /** Versions that are told of, after those were announced. */
  async function told(since: number, version: number, announced: readonly number[]): Promise<string[]> {
    const stream = streams.open(THREAD, 'address', since);
    stream.compare(version);
    for (const version of announced) await news.announce({ threadId: THREAD, version, changes: null });
    await new Promise((resolve) => setImmediate(resolve));
    stream.close();
    return [...(await new Response(stream.body).text()).matchAll(/^id: (\d+)$/gm)].map(([, id]) => id!);
  }

  it('do not tell of what the reader knows, when news of it come late', async () => {
    assert.deepEqual(await told(3, 3, [2, 3, 4]), ['4']);
  });

  it('tell once that something was missed, and not of it one by one', async () => {
    assert.deepEqual(await told(1, 3, [2, 3, 4]), ['3', '4']);
  });

  it('go on from where the thread is, where the reader knows of more than there is', async () => {
    assert.deepEqual(await told(9, 3, [3, 4]), ['3', '4']);
  });
});
