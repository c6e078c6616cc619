import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { openDatabase } from '../../src/server/database/open-database.ts';
import { PolledNews } from '../../src/server/live/polled-news.ts';
import { Child } from './support/child.ts';
import { Client, newComment, randomKey } from './support/client.ts';
import { EventReader } from './support/event-reader.ts';
import { MODERATOR_TOKEN, startOn, TemporaryFolder } from './support/fixture.ts';
import { startPostgres } from './support/postgres.ts';
import { wholeSuite } from './suite/whole.ts';

const postgres = await startPostgres();

if (postgres) {
  wholeSuite({ name: 'PostgreSQL', start: (settings) => startOn(postgres.url, settings) });
  twoProcesses(postgres.url);
  polling(postgres.url);
  after(() => postgres.stop());
} else {
  it('runs on PostgreSQL', { skip: 'PostgreSQL cannot start here' }, () => {});
}

function twoProcesses(url: string): void {
  describe('two processes on one PostgreSQL', () => {
    const folder = new TemporaryFolder();
    const children: Child[] = [];
    const clients: Client[] = [];
    before(async () => {
      const environment = { DATABASE_URL: url, COLLOQUY_MODERATOR_TOKEN: MODERATOR_TOKEN };
      for (let index = 0; index < 2; index++) children.push(new Child(['serve', '--port', '0'], environment));
      for (const child of children) clients.push(new Client(await child.url()));
    });
    after(async () => {
      for (const child of children) child.kill('SIGTERM');
      for (const child of children)
        assert.deepEqual(await child.ended, { code: 0, signal: null }, child.output);
      folder.remove();
    });
    const watch = (index: number, thread: string) =>
      EventReader.open(`${clients[index]!.url}/v1/events?thread=${thread}`);
    const token = MODERATOR_TOKEN;

    it('see each other’s comments live', async () => {
      const readers = [await watch(0, 'live'), await watch(1, 'live')];
      for (const [writer, client] of clients.entries()) {
        const { comment } = (await client.post('live', `From ${writer}`, {}, { token })).json;
        for (const reader of readers) {
          const heard = await reader.hears(({ data }) => data.comment?.id === comment.id);
          assert.equal(heard.data.comment.body.value, `From ${writer}`);
        }
      }
      for (const reader of readers) reader.close();
    });

    it('know each other’s tokens and keys', async () => {
      const { comment, ownerToken } = (await clients[0]!.post('tokens', 'Hello', {}, { token })).json;
      const json = { body: { format: 'text', value: 'Edited elsewhere' } };
      const edited = await clients[1]!.call('PATCH', `/v1/comments/${comment.id}`, {
        json,
        token: ownerToken,
      });
      assert.equal(edited.json.body.value, json.body.value);
      const call = { key: randomKey(), token, json: newComment('tokens', 'Once') };
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) => clients[index % 2]!.call('POST', '/v1/comments', call)),
      );
      for (const answer of answers) assert.deepEqual(answer.json, answers[0]!.json);
      assert.equal((await clients[0]!.list('tokens')).json.total, 2);
    });

    it('count right when both write to one thread at once', async () => {
      const parent = (await clients[0]!.post('at-once', 'Parent', {}, { token })).json.comment;
      const posts = Array.from({ length: 40 }, (_, index) =>
        clients[index % 2]!.post(
          'at-once',
          `No. ${index}`,
          { parentId: index % 4 < 2 ? parent.id : null },
          { token },
        ),
      );
      for (const { status } of await Promise.all(posts)) assert.equal(status, 201);
      const { total, comments, pageCount } = (await clients[1]!.list('at-once', { limit: 1 })).json;
      assert.deepEqual([total, pageCount, comments.length], [41, 21, 1]);
    });

    it('go on when their connection for news breaks', async () => {
      const reader = await watch(1, 'broken');
      const admin = new pg.Client({ connectionString: url });
      await admin.connect();
      const { rowCount } = await admin.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'colloquy-news'",
      );
      assert.ok(rowCount! >= 2);
      await admin.end();
      await reader.hears(({ event }) => event === 'unknown');
      const { comment } = (await clients[0]!.post('broken', 'After', {}, { token })).json;
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
