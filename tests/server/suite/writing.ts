import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newComment, randomKey, type Json } from '../support/client.ts';
import { type Backing, type Fixture, MODERATOR_TOKEN } from '../support/fixture.ts';

export function writingSuite(backing: Backing): void {
  describe(`writing (${backing.name})`, () => {
    let fixture: Fixture;
    before(async () => void (fixture = await backing.start({ ownerSeconds: 60, maxDepth: 3 })));
    after(() => fixture.close());

    const all = async (thread: string) => (await fixture.client.list(thread, { limit: 100 })).json.comments;

    it('keeps what was sent as it was sent, but gives the e-mail address to nobody', async () => {
      const author = {
        name: "Zoe\u0308 <b>O'Ndu</b> 🦊",
        email: 'private@mail.example',
        url: 'https://zoe.example/',
        location: 'Oslo',
      };
      const text = '  <script>alert(1)</script>\n\t𝄞 “quotes” \\ \' " ; -- \u200f %s {{x}}  ';
      const created = await fixture.client.post('as-sent', text, { author });
      assert.equal(created.status, 201);
      assert.equal(created.headers.get('location'), `/v1/comments/${created.json.comment.id}`);
      const { email, ...shown } = author;
      const [listed] = await all('as-sent');
      for (const comment of [created.json.comment, listed]) {
        assert.deepEqual(comment.author, shown);
        assert.deepEqual(comment.body, { format: 'text', value: text });
      }
      assert.ok(!created.text.includes(email));
      assert.ok(!JSON.stringify(await all('as-sent')).includes(email));
      const queue = await fixture.client.get('/v1/moderation/comments?status=published', {
        token: MODERATOR_TOKEN,
      });
      assert.ok(queue.text.includes('Oslo') && !queue.text.includes(email));
      assert.deepEqual((await fixture.client.get(`/v1/comments/${listed.id}`)).json, listed);
    });

    it('makes one comment of many tries with one key, one after the other or at once', async () => {
      const call = { key: randomKey(), json: newComment('once', 'Once') };
      const send = () => fixture.client.call('POST', '/v1/comments', call);
      const answers = [await send(), ...(await Promise.all([send(), send(), send()]))];
      const atOnce = { key: randomKey(), json: newComment('once', 'At once') };
      const race = await Promise.all(
        Array.from({ length: 8 }, () => fixture.client.call('POST', '/v1/comments', atOnce)),
      );
      for (const group of [answers, race]) {
        for (const answer of group) assert.deepEqual([answer.status, answer.json], [201, group[0]!.json]);
      }
      assert.equal((await all('once')).length, 2);
    });

    it('refuses a key that was used for something else, and none or a short one', async () => {
      const key = randomKey();
      await fixture.client.post('keys', 'First', {}, { key, json: newComment('keys', 'First') });
      for (const json of [
        newComment('keys', 'Second'),
        newComment('keys-elsewhere', 'First'),
        newComment('keys', 'First', { author: { name: 'Bo' } }),
      ]) {
        const { status, json: problem } = await fixture.client.call('POST', '/v1/comments', { key, json });
        assert.deepEqual([status, problem.code], [422, 'invalid']);
      }
      for (const call of [{}, { key: 'short' }]) {
        const answer = await fixture.client.call('POST', '/v1/comments', {
          ...call,
          json: newComment('keys', 'x'),
        });
        assert.equal(answer.status, 400);
      }
      assert.equal((await all('keys')).length, 1);
      assert.equal((await all('keys-elsewhere')).length, 0);
    });

    it('names every field that is wrong, all at once', async () => {
      const wrong = {
        author: { name: ' ', email: 'nobody', url: 'javascript:alert(1)', location: 'x'.repeat(101) },
        body: { format: 'text', value: ' \n\t ' },
      };
      const { status, json } = await fixture.client.post('fields', '', wrong);
      assert.equal(status, 400);
      assert.deepEqual(json.fields, {
        name: 'required',
        email: 'malformed',
        website: 'malformed',
        location: 'too-long',
        body: 'required',
      });
      const long = await fixture.client.post('fields', 'x'.repeat(10_001));
      assert.deepEqual(long.json.fields, { body: 'too-long' });
      const odd = await fixture.client.post('fields', 'a\0b', { author: { name: 'a\nb' } });
      assert.deepEqual(odd.json.fields, { body: 'malformed', name: 'malformed' });
      assert.deepEqual(await all('fields'), []);
      assert.equal((await fixture.client.post('fields', 'x'.repeat(10_000))).status, 201);
    });

    it('takes replies to what is there, in its thread, down to the last level', async () => {
      const parent = (await fixture.client.post('nesting', 'Parent')).json.comment;
      let { id } = parent;
      for (let level = 1; level <= 3; level++) {
        const reply = await fixture.client.post('nesting', `Level ${level}`, { parentId: id });
        assert.deepEqual([reply.status, reply.json.comment.parentId], [201, id]);
        ({ id } = reply.json.comment);
      }
      assert.equal((await fixture.client.post('nesting', 'Level 4', { parentId: id })).json.code, 'invalid');
      for (const parentId of [
        'unknown',
        parent.id.replace(/.$/, (last: string) => (last === 'A' ? 'B' : 'A')),
      ]) {
        assert.equal((await fixture.client.post('nesting', 'Lost', { parentId })).json.code, 'not-found');
      }
      const elsewhere = await fixture.client.post('nesting-elsewhere', 'Lost', { parentId: parent.id });
      assert.equal(elsewhere.json.code, 'not-found');
      assert.deepEqual(await all('nesting-elsewhere'), []);
    });

    it('lets the author edit for a while, and nobody else', async () => {
      const { comment, ownerToken, editableUntil } = (await fixture.client.post('edit', 'Before')).json;
      assert.equal(Date.parse(editableUntil) - Date.parse(comment.createdAt), 60_000);
      const edit = (token: string | undefined, value = 'After', key?: string) =>
        fixture.client.call('PATCH', `/v1/comments/${comment.id}`, {
          json: { body: { format: 'text', value } },
          ...(token && { token }),
          ...(key && { key }),
        });
      const other = (await fixture.client.post('edit', 'Other')).json.ownerToken;
      assert.deepEqual(
        [(await edit(undefined)).status, (await edit(undefined)).json.code],
        [401, 'auth-required'],
      );
      for (const token of [other, 'nonsense', randomKey()]) {
        assert.deepEqual([(await edit(token)).status, (await edit(token)).json.code], [403, 'forbidden']);
      }
      const { json: edited } = await edit(ownerToken);
      assert.deepEqual([edited.body.value, edited.createdAt], ['After', comment.createdAt]);
      assert.ok(edited.editedAt >= edited.createdAt);
      const key = randomKey();
      await edit(ownerToken, 'Later', key);
      await edit(ownerToken, 'Last');
      assert.equal((await edit(ownerToken, 'Later', key)).json.body.value, 'Last', 'a repeat writes nothing');
      assert.equal((await edit(ownerToken, ' ')).json.fields.body, 'required');
      fixture.advance(61_000);
      assert.equal((await edit(ownerToken)).json.code, 'edit-expired');
      const late = await fixture.client.call('DELETE', `/v1/comments/${comment.id}`, { token: ownerToken });
      assert.equal(late.json.code, 'edit-expired');
      assert.equal((await edit(MODERATOR_TOKEN, 'Moderated')).json.body.value, 'Moderated');
    });

    it('leaves nothing of an unanswered comment, and a hole of an answered one', async () => {
      const parent = (await fixture.client.post('remove', 'Secret parent')).json;
      const reply = (await fixture.client.post('remove', 'Secret reply', { parentId: parent.comment.id }))
        .json;
      const remove = ({ comment, ownerToken }: Json, key = randomKey()) =>
        fixture.client.call('DELETE', `/v1/comments/${comment.id}`, { token: ownerToken, key });
      const key = randomKey();
      const { json } = await remove(parent, key);
      assert.deepEqual(
        [json.comment.status, json.comment.author, json.comment.body.value],
        ['deleted', { name: '' }, ''],
      );
      assert.deepEqual((await remove(parent, key)).json, json, 'the same key, the same answer');
      assert.equal((await remove(parent)).json.code, 'not-found');
      let page = (await fixture.client.list('remove')).json;
      assert.deepEqual([page.comments.length, page.total], [2, 1]);
      assert.ok(!JSON.stringify(page).includes('Secret parent'));
      assert.equal(
        (await fixture.client.post('remove', 'x', { parentId: parent.comment.id })).json.code,
        'not-found',
      );
      assert.deepEqual((await remove(reply)).json, { comment: null });
      page = (await fixture.client.list('remove')).json;
      assert.deepEqual(
        [page.comments, page.total, page.pageCount],
        [[], 0, 1],
        'the hole went with its last reply',
      );
    });

    it('counts reactions by viewer', async () => {
      const { id } = (await fixture.client.post('react', 'Like me')).json.comment;
      const viewers = [randomKey(), randomKey()];
      const react = (method: string, viewer?: string, name = 'like') =>
        fixture.client.call(method, `/v1/comments/${id}/reactions/${name}`, viewer ? { viewer } : {});
      for (const viewer of [...viewers, viewers[0]]) {
        assert.equal((await react('PUT', viewer)).json.reactions[0].chosen, true);
      }
      const reactionsFor = async (viewer?: string) =>
        (await fixture.client.list('react', {}, viewer ? { viewer } : {})).json.comments[0].reactions;
      assert.deepEqual(await reactionsFor(), [{ name: 'like', count: 2 }]);
      assert.deepEqual(await reactionsFor(viewers[1]), [{ name: 'like', count: 2, chosen: true }]);
      assert.deepEqual(await reactionsFor(randomKey()), [{ name: 'like', count: 2, chosen: false }]);
      await react('DELETE', viewers[0]);
      assert.deepEqual((await react('DELETE', viewers[0])).json.reactions, [
        { name: 'like', count: 1, chosen: false },
      ]);
      assert.equal((await react('PUT')).json.code, 'invalid');
      assert.equal((await react('PUT', viewers[0], 'hate')).json.code, 'invalid');
      const lost = await fixture.client.call('PUT', '/v1/comments/unknown/reactions/like', {
        viewer: viewers[0]!,
      });
      assert.equal(lost.json.code, 'not-found');
    });

    it('loses nothing when much is written to one comment at once', async () => {
      const { comment, ownerToken } = (await fixture.client.post('at-once', 'Before')).json;
      await Promise.all([
        ...Array.from({ length: 10 }, () =>
          fixture.client.call('PUT', `/v1/comments/${comment.id}/reactions/like`, { viewer: randomKey() }),
        ),
        ...Array.from({ length: 10 }, (_, index) =>
          fixture.client.post('at-once', `Reply ${index}`, { parentId: comment.id }),
        ),
        fixture.client.call('PATCH', `/v1/comments/${comment.id}`, {
          token: ownerToken,
          json: { body: { format: 'text', value: 'After' } },
        }),
      ]);
      const page = (await fixture.client.list('at-once')).json;
      const after = page.comments.find((one: Json) => one.id === comment.id);
      assert.deepEqual(
        [after.body.value, after.reactions[0].count, after.replyCount, page.total, page.thread.version],
        ['After', 10, 10, 11, 22],
      );
    });
  });

  describe(`votes up and down (${backing.name})`, () => {
    it('exclude each other and order the thread', async () => {
      const fixture = await backing.start({ votes: 'up-down' });
      const ids = [];
      for (const text of ['One', 'Two', 'Three']) {
        ids.push((await fixture.client.post('votes', text)).json.comment.id);
        fixture.advance(5);
      }
      const viewer = randomKey();
      const vote = (id: string, name: string) =>
        fixture.client.call('PUT', `/v1/comments/${id}/reactions/${name}`, { viewer });
      await vote(ids[2], 'up');
      const { json } = await vote(ids[2], 'down');
      assert.deepEqual(json.reactions, [
        { name: 'up', count: 0, chosen: false },
        { name: 'down', count: 1, chosen: true },
      ]);
      await vote(ids[0], 'up');
      const top = [];
      for (let page = 1; page <= 3; page++) {
        top.push((await fixture.client.list('votes', { sort: 'top', limit: 1, page })).json.comments[0].id);
      }
      assert.deepEqual(top, [ids[0], ids[1], ids[2]]);
      await fixture.close();
    });
  });
}
