import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Answer, newComment, randomKey } from './support/client.ts';
import { type Fixture, MODERATOR_TOKEN, startOn, TemporaryFolder } from './support/fixture.ts';

/**
 * What went wrong in other comment systems, each in our own words: the faults of servers. Those of what runs in a
 * page are in `tests/security/regressions.test.ts`.
 */
const HOSTILE = `<img src=x onerror="alert(1)"><a href="javascript:alert(1)">x</a>`;
const COMMENTS = '/v1/comments';

describe('faults of other comment servers', () => {
  const folder = new TemporaryFolder();
  let fixture: Fixture;
  before(async () => {
    fixture = await startOn(folder.file('comments.db'), {
      origins: ['https://www.example.org'],
      commentsPerAddress: { count: 40, seconds: 60 },
      actionsPerAddress: { count: 12, seconds: 60 },
    });
  });
  after(async () => {
    await fixture.close();
    folder.remove();
  });

  const post = (headers: Readonly<Record<string, string>>, body: string) =>
    fetch(fixture.client.url + COMMENTS, { method: 'POST', headers, body });
  const codeOf = ({ status, json }: Answer) => [status, json.code];

  it("Remark42: a comment's HTML got into another place than the page, a mail. Here no answer is HTML", async () => {
    const { json } = await fixture.client.post('another-place', HOSTILE, { author: { name: HOSTILE } });
    assert.equal(json.comment.body.value, HOSTILE, 'kept as it was typed, and said to be text');
    assert.equal(json.comment.body.format, 'text');
    const html = { format: 'html', value: HOSTILE };
    assert.deepEqual(codeOf(await fixture.client.post('another-place', '', { body: html })), [
      400,
      'invalid',
    ]);
    for (const path of [
      `${COMMENTS}?thread=another-place`,
      `${COMMENTS}/${json.comment.id}`,
      `/v1/${HOSTILE}`,
    ]) {
      const { headers } = await fetch(fixture.client.url + encodeURI(path));
      assert.match(headers.get('content-type')!, /^application\/(problem\+)?json/, path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
    }
  });

  it("Remark42: its proxy for pictures served what it had fetched from the widget's own origin. Here there is none", async () => {
    for (const path of ['/v1/img', '/v1/image', '/v1/proxy', '/img', '/proxy', '/v1/preview', '/v1/avatar']) {
      const response = await fetch(
        `${fixture.client.url}${path}?src=${encodeURIComponent('https://example.org/x')}`,
      );
      assert.deepEqual([path, response.status], [path, 404]);
      assert.match(response.headers.get('content-security-policy')!, /default-src 'none'/);
    }
  });

  it('Remark42: a vote without the header that only a page of its own can send was refused. So it is here', async () => {
    const { id } = (await fixture.client.post('votes', 'Hello')).json.comment;
    const path = `${COMMENTS}/${id}/reactions/like`;
    assert.deepEqual(codeOf(await fixture.client.call('PUT', path)), [400, 'invalid']);
    const elsewhere = { origin: 'https://evil.example' };
    const refused = await fixture.client.call('PUT', path, { viewer: randomKey(), headers: elsewhere });
    assert.deepEqual(codeOf(refused), [403, 'forbidden']);
    assert.equal((await fixture.client.list('votes')).json.comments[0].reactions[0]?.count ?? 0, 0);
    assert.equal((await fixture.client.call('PUT', path, { viewer: randomKey() })).status, 200);
  });

  it('giscus: the origins that may embed it were matched by a part of them. Here the whole counts', async () => {
    for (const origin of [
      'https://www.example.org.evil.example',
      'https://evil.example/https://www.example.org',
      'https://evilwww.example.org',
      'https://wwwXexample.org',
      'http://www.example.org',
      'https://www.example.org:8443',
      'null',
    ]) {
      const call = { key: randomKey(), json: newComment('origins', 'Hello'), headers: { origin } };
      assert.deepEqual(codeOf(await fixture.client.call('POST', COMMENTS, call)), [403, 'forbidden'], origin);
    }
    assert.equal((await fixture.client.list('origins')).json.total, 0);
  });

  it('WordPress: what waited for a moderator could be read by a hash that could be guessed. Here by its token only', async () => {
    const token = MODERATOR_TOKEN;
    await fixture.client.call('PUT', '/v1/moderation/settings', { token, json: { moderation: 'pre' } });
    const mine = (await fixture.client.post('waiting', 'A secret')).json;
    await fixture.client.call('PUT', '/v1/moderation/settings', { token, json: { moderation: 'post' } });
    const path = `${COMMENTS}/${mine.comment.id}`;
    const strangers = ['', '?preview=true', `?token=${mine.ownerToken}`, `?ownerToken=${mine.ownerToken}`];
    for (const search of strangers) {
      assert.equal((await fetch(fixture.client.url + path + search)).status, 404, search);
    }
    const guesses = [mine.comment.id, mine.ownerToken.slice(0, -1), `${mine.ownerToken}0`, 'x'.repeat(43)];
    for (const guess of guesses) {
      assert.deepEqual(codeOf(await fixture.client.get(path, { token: guess })), [404, 'not-found']);
    }
    assert.equal((await fixture.client.get(path, { token: mine.ownerToken })).status, 200);
    assert.ok(mine.ownerToken.length >= 32, 'too long to be guessed');
    const list = (await fixture.client.list('waiting')).text;
    assert.ok(!list.includes('A secret') && !list.includes(mine.ownerToken));
  });

  it("WordPress: another site's form could write a comment in its reader's name. Here no form can write", async () => {
    const comment = JSON.stringify(newComment('forms', 'From a form'));
    // What a form, or a script without leave, can send from anywhere.
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', '']) {
      for (const origin of ['https://evil.example', 'null', 'https://www.example.org']) {
        const headers = { origin, 'idempotency-key': randomKey(), ...(type && { 'content-type': type }) };
        const { status } = await post(headers, comment);
        assert.ok(status >= 400 && status < 500, `${type} from ${origin}: ${status}`);
      }
    }
    const get = await fetch(`${fixture.client.url}${COMMENTS}?thread=forms&method=POST&body=x`);
    assert.equal(get.status, 200, 'reading writes nothing');
    assert.equal((await fixture.client.list('forms')).json.total, 0);
  });

  it('wpDiscuz: one could report and vote without end, under addresses made up. Here what is counted is the sender', async () => {
    const { id } = (await fixture.client.post('flood', 'Hello')).json.comment;
    const statuses: number[] = [];
    for (let turn = 0; turn < 16; turn++) {
      const call = {
        key: randomKey(),
        json: { reason: 'Spam' },
        headers: {
          'x-forwarded-for': `198.51.100.${turn}`,
          'x-real-ip': `198.51.100.${turn}`,
          'client-ip': `198.51.100.${turn}`,
          forwarded: `for=198.51.100.${turn}`,
        },
      };
      statuses.push((await fixture.client.call('POST', `${COMMENTS}/${id}/reports`, call)).status);
    }
    assert.equal(statuses.at(-1), 429, statuses.join());
    const subscribed = await fetch(`${fixture.client.url}/v1/subscriptions`, { method: 'POST', body: '{}' });
    assert.equal(subscribed.status, 404, 'nobody is sent anything');
  });
});
