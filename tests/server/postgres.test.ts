import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { openDatabase } from '../../src/server/database/open-database.ts';
import { PolledNews } from '../../src/server/live/polled-news.ts';
import { MODERATOR_TOKEN, startOn } from './support/fixture.ts';
import { Pair } from './support/pair.ts';
import { startPostgres } from './support/postgres.ts';
import { pairSuite } from './suite/pair.ts';
import { wholeSuite } from './suite/whole.ts';

const postgres = await startPostgres();

if (postgres) {
  wholeSuite({
    name: 'PostgreSQL',
    start: (settings) => startOn(postgres.url, settings),
    emptyDatabase: () => postgres.emptyDatabase(),
  });
  pairSuite({ name: 'PostgreSQL', args: [], environment: { DATABASE_URL: postgres.url }, tells: 'saved' });
  brokenNews(postgres.url);
  polling(postgres.url);
  after(() => postgres.stop());
} else {
  it('runs on PostgreSQL', { skip: 'PostgreSQL cannot start here' }, () => {});
}

function brokenNews(url: string): void {
  describe('two processes on one PostgreSQL', () => {
    const pair = new Pair([], { DATABASE_URL: url });
    before(() => pair.start());
    after(() => pair.stop());

    it('go on when their connection for news breaks', async () => {
      const reader = await pair.watch(1, 'broken');
      const admin = new pg.Client({ connectionString: url });
      await admin.connect();
      const { rowCount } = await admin.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'colloquy-news'",
      );
      assert.ok(rowCount! >= 2);
      await admin.end();
      await reader.hears(({ event }) => event === 'unknown');
      const { comment } = (await pair.clients[0]!.post('broken', 'After', {}, { token: MODERATOR_TOKEN }))
        .json;
      await reader.hears(({ data }) => data.comment?.id === comment.id);
      reader.close();
    });
  });
}

function polling(url: string): void {
  it('finds out by polling where a database has no LISTEN', async () => {
    const fixture = await startOn(url, { site: 'polled' });
    const database = await openDatabase(url);
    const news = new PolledNews(database, 20);
    const { id } = (await fixture.client.post('polled', 'One')).json.comment;
    const heard = new Promise((resolve) => news.watch(id.slice(0, 22), resolve));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await fixture.client.post('polled', 'Two');
    assert.deepEqual(await heard, { threadId: id.slice(0, 22), version: 2, changes: null });
    await news.close();
    await database.close();
    await fixture.close();
  });
}
