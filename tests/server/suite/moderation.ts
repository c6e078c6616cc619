import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { randomKey, type Json } from '../support/client.ts';
import { type Backing, type Fixture, MODERATOR_TOKEN } from '../support/fixture.ts';

export function moderationSuite(backing: Backing): void {
  describe(`moderation (${backing.name})`, () => {
    let fixture: Fixture;
    before(async () => void (fixture = await backing.start()));
    after(() => fixture.close());

    const token = MODERATOR_TOKEN;
    const queue = async (status: string, query = '') =>
      (await fixture.client.get(`/v1/moderation/comments?status=${status}${query}`, { token })).json;
    const decide = (id: string, json: unknown) =>
      fixture.client.call('PATCH', `/v1/moderation/comments/${id}`, { token, json });
    const page = async (thread: string) => (await fixture.client.list(thread)).json;

    it('is for the bearer of the token only', async () => {
      const { comment, ownerToken } = (await fixture.client.post('token', 'Hello')).json;
      const calls: [string, string][] = [
        ['GET', '/v1/moderation/comments'],
        ['PATCH', `/v1/moderation/comments/${comment.id}`],
        ['PATCH', '/v1/moderation/thread'],
        ['GET', '/v1/moderation/blocks'],
        ['POST', '/v1/moderation/blocks'],
        ['DELETE', '/v1/moderation/blocks'],
        ['GET', '/v1/moderation/settings'],
        ['PUT', '/v1/moderation/settings'],
      ];
      for (const [method, path] of calls) {
        const without = await fixture.client.call(method, path);
        assert.deepEqual([without.status, without.json.code], [401, 'auth-required'], path);
        assert.match(without.headers.get('www-authenticate')!, /^Bearer/);
        for (const wrong of [ownerToken, `${token}x`, token.slice(0, -1)]) {
          const answer = await fixture.client.call(method, path, { token: wrong });
          assert.deepEqual([answer.status, answer.json.code], [403, 'forbidden'], path);
        }
        const basic = { headers: { authorization: 'Basic YTpi' } };
        assert.equal((await fixture.client.call(method, path, basic)).status, 401);
      }
    });

    it('holds comments back before they are published, or looks at them afterwards', async () => {
      const mode = (json?: unknown) =>
        fixture.client.call(json ? 'PUT' : 'GET', '/v1/moderation/settings', {
          token,
          ...(json ? { json } : {}),
        });
      assert.deepEqual((await mode()).json, { moderation: 'post' });
      await mode({ moderation: 'pre' });
      const { status, comment, ownerToken } = (await fixture.client.post('pre', 'Wait')).json;
      assert.deepEqual([status, comment.status], ['pending', 'pending']);
      assert.deepEqual([(await page('pre')).comments, (await page('pre')).total], [[], 0]);
      assert.equal((await fixture.client.get(`/v1/comments/${comment.id}`)).json.code, 'not-found');
      assert.equal((await fixture.client.post('pre', 'x', { parentId: comment.id })).json.code, 'not-found');
      const waiting = (await queue('pending')).comments.find((one: Json) => one.comment.id === comment.id);
      assert.deepEqual(
        [waiting.status, waiting.thread.key, waiting.comment.body.value],
        ['pending', 'pre', 'Wait'],
      );
      assert.equal((await decide(comment.id, { status: 'published' })).json.status, 'published');
      assert.equal((await page('pre')).total, 1);
      const edited = await fixture.client.call('PATCH', `/v1/comments/${comment.id}`, {
        token: ownerToken,
        json: { body: { format: 'text', value: 'Changed' } },
      });
      assert.equal(edited.json.status, 'pending', 'what was changed is looked at again');
      assert.equal((await page('pre')).total, 0);
      await mode({ moderation: 'post' });
      assert.equal((await fixture.client.post('pre', 'Free')).json.status, 'published');
    });

    it('shows what waits for a moderator to its author, and to nobody else', async () => {
      const mode = (moderation: string) =>
        fixture.client.call('PUT', '/v1/moderation/settings', { token, json: { moderation } });
      await mode('pre');
      const mine = (await fixture.client.post('own', 'Mine')).json;
      const other = (await fixture.client.post('own', 'Somebody else’s')).json;
      await mode('post');
      const path = `/v1/comments/${mine.comment.id}`;
      const seenBy = async (ownerToken?: string) =>
        (await fixture.client.get(path, ownerToken ? { token: ownerToken } : {})).json;
      assert.deepEqual(await seenBy(mine.ownerToken), mine.comment);
      for (const stranger of [undefined, other.ownerToken, `${mine.ownerToken}x`]) {
        assert.equal((await seenBy(stranger)).code, 'not-found');
      }
      // A page is the same for everybody, whatever token is sent along.
      const [anonymous, author] = await Promise.all([
        fixture.client.list('own'),
        fixture.client.list('own', {}, { token: mine.ownerToken }),
      ]);
      assert.deepEqual([author.json.comments, author.json.total], [[], 0]);
      assert.equal(author.headers.get('etag'), anonymous.headers.get('etag'));

      fixture.advance(16 * 60_000);
      const late = await seenBy(mine.ownerToken);
      assert.deepEqual([late.status, late.body.value, late.can.edit], ['pending', 'Mine', false]);
      await decide(mine.comment.id, { status: 'spam' });
      assert.equal((await seenBy(mine.ownerToken)).status, 'pending', 'the verdict stays with the moderator');
      await decide(mine.comment.id, { status: 'deleted' });
      assert.equal((await seenBy(mine.ownerToken)).code, 'not-found');
    });

    it('takes spam out and back, with a hole for its replies', async () => {
      const parent = (await fixture.client.post('spam', 'Buy!')).json.comment;
      await fixture.client.post('spam', 'Do not', { parentId: parent.id });
      await decide(parent.id, { status: 'spam' });
      const during = await page('spam');
      const hole = during.comments.find((one: Json) => one.id === parent.id);
      assert.deepEqual([hole.status, hole.body.value, hole.author.name, during.total], ['hidden', '', '', 1]);
      await decide(parent.id, { status: 'published' });
      assert.equal((await page('spam')).total, 2);
      const { json } = await decide(parent.id, { status: 'deleted' });
      assert.equal(json.status, 'deleted');
      assert.equal((await page('spam')).comments.find((one: Json) => one.id === parent.id).status, 'deleted');
      assert.equal((await decide(parent.id, { status: 'published' })).json.code, 'not-found');
    });

    it('closes and opens a thread, even an empty one', async () => {
      const close = (key: string, closed: boolean) =>
        fixture.client.call('PATCH', '/v1/moderation/thread', { token, json: { key, closed } });
      for (const key of ['closed-empty', 'closed-full']) {
        if (key === 'closed-full') await fixture.client.post(key, 'Before');
        assert.equal((await close(key, true)).json.closed, true);
        assert.equal((await page(key)).thread.closed, true);
        const refused = await fixture.client.post(key, 'During');
        assert.deepEqual([refused.status, refused.json.code], [403, 'closed']);
        await close(key, false);
        assert.equal((await fixture.client.post(key, 'After')).status, 201);
      }
      const [queued] = (await queue('published')).comments.filter(
        (one: Json) => one.thread.key === 'closed-empty',
      );
      assert.equal(queued.thread.url, 'https://blog.example/post');
    });

    it('pins top-level comments only', async () => {
      const parent = (await fixture.client.post('pin', 'Parent')).json.comment;
      const reply = (await fixture.client.post('pin', 'Reply', { parentId: parent.id })).json.comment;
      assert.equal((await decide(parent.id, { pinned: true })).json.comment.pinned, true);
      assert.equal((await decide(reply.id, { pinned: true })).json.code, 'invalid');
      assert.equal((await decide(parent.id, { pinned: false })).json.comment.pinned, undefined);
      assert.equal((await decide(parent.id, {})).json.code, 'invalid');
    });

    it('blocks an author by name or address, until the block is lifted', async () => {
      await fixture.client.post('block', 'Hello', { author: { name: 'Troll' } });
      const [{ addressHash }] = (await queue('published')).comments;
      assert.match(addressHash, /^[\w-]{22}$/);
      const blocks = (method: string, json?: unknown) =>
        fixture.client.call(method, '/v1/moderation/blocks', { token, ...(json ? { json } : {}) });
      for (const target of [
        { kind: 'name', value: 'TROLL' },
        { kind: 'address', value: addressHash },
      ]) {
        assert.equal((await blocks('POST', target)).status, 201);
        assert.equal((await blocks('GET')).json.blocks.length, 1);
        const refused = await fixture.client.post('block', randomKey(), { author: { name: ' troll ' } });
        assert.deepEqual([refused.status, refused.json.code], [403, 'forbidden']);
        assert.equal((await blocks('DELETE', target)).status, 204);
        assert.equal(
          (await fixture.client.post('block', randomKey(), { author: { name: 'troll' } })).status,
          201,
        );
      }
    });

    it('shows what was reported, with reasons, until that is settled', async () => {
      const { id } = (await fixture.client.post('report', 'Rude')).json.comment;
      const viewer = randomKey();
      const report = (reason: string, reporter: string) =>
        fixture.client.call('POST', `/v1/comments/${id}/reports`, { json: { reason }, viewer: reporter });
      assert.equal((await report('It is rude', viewer)).status, 204);
      assert.equal((await report('Again', viewer)).status, 204);
      assert.equal((await report('Spam', randomKey())).status, 204);
      const [reported] = (await queue('reported')).comments;
      assert.deepEqual([reported.comment.id, reported.reports], [id, 2]);
      assert.deepEqual(reported.reasons.sort(), ['It is rude', 'Spam']);
      await decide(id, { reports: 0 });
      assert.deepEqual((await queue('reported')).comments, []);
      const lost = await fixture.client.call('POST', '/v1/comments/unknown/reports', {
        json: { reason: '' },
      });
      assert.equal(lost.json.code, 'not-found');
    });

    it('pages through its queue', async () => {
      const seen = new Set<string>();
      for (let cursor = ''; ;) {
        const { comments, nextCursor } = await queue('published', `&limit=3${cursor && `&cursor=${cursor}`}`);
        for (const { comment } of comments) {
          assert.ok(!seen.has(comment.id));
          seen.add(comment.id);
        }
        if (nextCursor === null) break;
        cursor = nextCursor;
      }
      const { comments } = await queue('published', '&limit=100');
      assert.equal(seen.size, comments.length);
    });
  });
}
