import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openSqlite } from '../../src/server/database/sqlite.ts';
import { type Answer, type Json, newComment, randomKey } from './support/client.ts';
import { type Fixture, startOn, TemporaryFolder } from './support/fixture.ts';
import { HOSTILE_REQUESTS } from './support/hostile-requests.ts';

const COMMENTS = '/v1/comments';

describe('hostile requests', () => {
  const folder = new TemporaryFolder();
  let fixture: Fixture;
  let stored: Answer;
  before(async () => {
    fixture = await startOn(folder.file('hostile.db'), { origins: ['https://blog.example'] });
    stored = await fixture.client.post('stored', 'The only one');
  });
  after(async () => {
    await fixture.close();
    folder.remove();
  });

  it(`get each their problem document (${HOSTILE_REQUESTS.length})`, async () => {
    assert.ok(HOSTILE_REQUESTS.length >= 500, `there are only ${HOSTILE_REQUESTS.length}`);
    const wrong: string[] = [];
    for (const { name, send, status } of HOSTILE_REQUESTS) {
      try {
        const answer = await send(fixture.client);
        if (!status.includes(answer.status))
          wrong.push(`${name}: ${answer.status} ${answer.text.slice(0, 200)}`);
      } catch (thrown) {
        const { message, cause } = thrown as Error;
        wrong.push(`${name}: ${message} ${String(cause)}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('get no further by sending a good write again, or its key with another', async () => {
    const key = randomKey();
    const json = newComment('stored', 'Sent often');
    const before = await fixture.client.call('POST', COMMENTS, { key, json });
    for (let index = 0; index < 30; index++) {
      const again = await fixture.client.call('POST', COMMENTS, { key, json });
      assert.deepEqual(again.json, before.json);
      const mixed = await fixture.client.call('POST', COMMENTS, {
        key,
        json: newComment('stored', `Mixed ${index}`),
      });
      assert.equal(mixed.status, 422);
    }
    const path = `${COMMENTS}/${before.json.comment.id}`;
    await fixture.client.call('DELETE', path, { token: before.json.ownerToken });
  });

  it('leave nothing behind, and the server up', async () => {
    const { json } = await fixture.client.list('stored');
    assert.deepEqual(
      json.comments.map((one: Json) => one.id),
      [stored.json.comment.id],
    );
    assert.equal((await fixture.client.list('hostile')).json.total, 0);
    const { queries } = await openSqlite(folder.file('hostile.db'));
    const rows = await queries.selectFrom('colloquy_comment').select(['status', 'body_value']).execute();
    assert.deepEqual(rows.map((row) => row.status).sort(), ['deleted', 'published']);
    const threads = await queries.selectFrom('colloquy_thread').select('key').execute();
    assert.deepEqual(
      threads,
      [{ key: 'stored' }].map((row) => Object.assign(Object.create(null), row)),
    );
    await queries.destroy();
    assert.equal((await fixture.client.get('/healthz')).status, 200);
  });
});

describe('pages of other origins', () => {
  const folder = new TemporaryFolder();
  let fixture: Fixture;
  before(
    async () =>
      void (fixture = await startOn(folder.file('origins.db'), { origins: ['https://blog.example'] })),
  );
  after(async () => {
    await fixture.close();
    folder.remove();
  });

  it('may read, and only the listed ones write', async () => {
    const from = (origin: string) => ({ headers: { origin } });
    const allowed = ({ headers }: Answer) => headers.get('access-control-allow-origin');
    const evil = 'https://evil.example';
    assert.equal(allowed(await fixture.client.list('cors', {}, from(evil))), '*');
    assert.equal(
      allowed(await fixture.client.call('POST', '/v1/counts', { json: { threads: [] }, ...from(evil) })),
      '*',
    );
    const call = { key: randomKey(), json: newComment('cors', 'Hello') };
    assert.equal(
      allowed(await fixture.client.call('POST', COMMENTS, { ...call, ...from('https://blog.example') })),
      'https://blog.example',
    );
    const refused = await fixture.client.call('POST', COMMENTS, { ...call, ...from(evil) });
    assert.deepEqual([refused.status, allowed(refused)], [403, null]);
    const problem = await fixture.client.list('cors', { limit: 0 }, from(evil));
    assert.deepEqual([problem.status, allowed(problem)], [400, '*'], 'a page may read what was wrong');
    assert.match(problem.headers.get('vary')!, /Origin/);
  });

  it('are told in advance', async () => {
    const ask = async (origin: string, path: string) => {
      const headers = { origin, 'access-control-request-method': 'POST' };
      const response = await fetch(fixture.client.url + path, { method: 'OPTIONS', headers });
      assert.equal(response.status, 204);
      return [
        response.headers.get('access-control-allow-origin'),
        response.headers.get('access-control-allow-methods'),
      ];
    };
    assert.deepEqual(await ask('https://evil.example', COMMENTS), ['*', 'GET, HEAD, OPTIONS']);
    assert.deepEqual(await ask('https://evil.example', '/v1/counts'), ['*', 'GET, HEAD, OPTIONS, POST']);
    assert.deepEqual(await ask('https://evil.example', '/v1/moderation/comments'), [null, null]);
    const [origin, methods] = await ask('https://blog.example', COMMENTS);
    assert.equal(origin, 'https://blog.example');
    assert.match(methods!, /POST.*PATCH.*DELETE/);
  });

  it('get headers that keep an answer from acting as a page, and no cookies', async () => {
    for (const path of ['/v1/comments?thread=x', '/v1/nothing', '/openapi.json']) {
      const { headers } = await fetch(fixture.client.url + path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.match(headers.get('content-security-policy')!, /default-src 'none'/);
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('set-cookie'), null);
    }
  });
});
