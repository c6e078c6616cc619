import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import type { Settings } from '../../../src/server/settings.ts';
import { newComment, randomKey, type Json } from '../support/client.ts';
import { type Backing, type Fixture, MODERATOR_TOKEN } from '../support/fixture.ts';

export function guardSuite(backing: Backing): void {
  describe(`guards against spam and abuse (${backing.name})`, () => {
    const guarded = (name: string, settings: Partial<Settings>, test: (fixture: Fixture) => Promise<void>) =>
      it(name, async () => {
        const fixture = await backing.start(settings);
        try {
          await test(fixture);
        } finally {
          await fixture.close();
        }
      });
    const total = async ({ client }: Fixture, thread: string) => (await client.list(thread)).json.total;

    guarded(
      'proof of work: each challenge is good for one comment',
      { challengeCost: 16 },
      async (fixture) => {
        const { client } = fixture;
        assert.equal((await client.list('pow')).json.form.challenge, true);
        const refused = await client.post('pow', 'No proof');
        assert.deepEqual([refused.status, refused.json.code], [428, 'challenge-required']);
        const solve = async (challenge: Json) => ({
          challenge,
          solution: await solveChallenge({ challenge, deriveKey }),
        });
        const challenge = await solve(refused.json.challenge);
        const call = { key: randomKey(), json: newComment('pow', 'Proof', { challenge }) };
        assert.equal((await client.call('POST', '/v1/comments', call)).status, 201);
        assert.equal((await client.call('POST', '/v1/comments', call)).status, 201, 'the same write again');
        const reused = await client.post('pow', 'Used proof', { challenge });
        assert.equal(reused.json.code, 'challenge-required');
        const fresh = await solve((await client.get('/v1/challenge')).json);
        for (const forged of [
          { ...fresh, solution: { counter: 1, derivedKey: '00' } },
          { ...fresh, challenge: { ...fresh.challenge, signature: 'f'.repeat(64) } },
          {
            ...fresh,
            challenge: { ...fresh.challenge, parameters: { ...fresh.challenge.parameters, keyPrefix: '' } },
          },
          {
            ...fresh,
            challenge: { ...fresh.challenge, parameters: { ...fresh.challenge.parameters, cost: 1e9 } },
          },
        ]) {
          assert.equal(
            (await client.post('pow', 'Forged', { challenge: forged })).json.code,
            'challenge-required',
          );
        }
        fixture.advance(21 * 60_000);
        assert.equal(
          (await client.post('pow', 'Late', { challenge: fresh })).json.code,
          'challenge-required',
        );
        assert.equal(await total(fixture, 'pow'), 1);
        assert.equal((await client.post('pow', 'Moderator', {}, { token: MODERATOR_TOKEN })).status, 201);
      },
    );

    guarded(
      'honeypot: whoever fills it in is thanked, and not shown',
      { honeypot: 'company' },
      async (fixture) => {
        const { status, json } = await fixture.client.post('honey', 'Buy!', { company: 'ACME' });
        assert.deepEqual([status, json.status, json.comment.status], [201, 'pending', 'pending']);
        assert.equal((await fixture.client.post('honey', 'Hello', { company: '' })).json.status, 'published');
        assert.equal(await total(fixture, 'honey'), 1);
        const spam = await fixture.client.get('/v1/moderation/comments?status=spam', {
          token: MODERATOR_TOKEN,
        });
        assert.deepEqual(
          spam.json.comments.map((one: Json) => one.comment.body.value),
          ['Buy!'],
        );
      },
    );

    guarded('time trap: whoever is too fast is asked to wait', { minimumSeconds: 2 }, async (fixture) => {
      const { client } = fixture;
      const at = (ago: number) => ({ startedAt: new Date(Date.now() - ago).toISOString() });
      const fast = await client.post('pace', 'Fast', at(500));
      assert.deepEqual([fast.status, fast.json.code], [429, 'rate-limited']);
      assert.ok(fast.json.retryAfter > 0 && fast.json.retryAfter <= 1500, fast.text);
      assert.equal(fast.headers.get('retry-after'), `${Math.ceil(fast.json.retryAfter / 1000)}`);
      assert.equal((await client.post('pace', 'No time')).json.code, 'invalid');
      assert.equal((await client.post('pace', 'Slow', at(3000))).status, 201);
      assert.equal((await client.post('pace', 'Clock ahead', at(-60_000))).status, 201);
    });

    guarded(
      'limits: so many comments for an address, and for a thread',
      { commentsPerAddress: { count: 3, seconds: 60 }, commentsPerThread: { count: 2, seconds: 60 } },
      async (fixture) => {
        const { client } = fixture;
        assert.equal((await client.post('limit-a', 'One')).status, 201);
        assert.equal((await client.post('limit-a', 'Two')).status, 201);
        const full = await client.post('limit-a', 'Three');
        assert.deepEqual([full.status, full.json.code], [429, 'rate-limited']);
        assert.ok(Number(full.headers.get('retry-after')) >= 1);
        assert.equal((await client.post('limit-b', 'Three')).status, 201);
        assert.equal((await client.post('limit-c', 'Four')).json.code, 'rate-limited');
        assert.equal((await client.post('limit-c', 'M', {}, { token: MODERATOR_TOKEN })).status, 201);
        fixture.advance(60_000);
        assert.equal((await client.post('limit-a', 'Four')).status, 201);
      },
    );

    guarded(
      'limits: an address is what the trusted proxy saw, and a whole network of IPv6',
      { commentsPerAddress: { count: 1, seconds: 60 }, trustedProxies: 1 },
      async ({ client }) => {
        const from = async (forwarded: string) => {
          const headers = { 'x-forwarded-for': forwarded };
          const call = { key: randomKey(), headers, json: newComment('proxy', randomKey()) };
          return (await client.call('POST', '/v1/comments', call)).status;
        };
        assert.equal(await from('198.51.100.1'), 201);
        assert.equal(await from('203.0.113.9, 198.51.100.1'), 429, 'what the sender claims does not count');
        assert.equal(await from('198.51.100.1, 198.51.100.2'), 201);
        assert.equal(await from('2001:db8:0:1::1'), 201);
        assert.equal(await from('2001:db8:0:1:ffff::2'), 429);
        assert.equal(await from('2001:db8:0:2::1'), 201);
      },
    );

    guarded(
      'limits: so many other actions',
      { actionsPerAddress: { count: 2, seconds: 60 } },
      async ({ client }) => {
        const { id } = (await client.post('actions', 'Hello')).json.comment;
        const like = () => client.call('PUT', `/v1/comments/${id}/reactions/like`, { viewer: randomKey() });
        assert.deepEqual(
          [(await like()).status, (await like()).status, (await like()).status],
          [200, 200, 429],
        );
      },
    );

    guarded('duplicates: the same by the same name', { duplicateSeconds: 60 }, async (fixture) => {
      const { client } = fixture;
      await client.post('twice', 'Hello');
      const again = await client.post('twice', 'Hello');
      assert.deepEqual([again.status, again.json.code], [409, 'duplicate']);
      assert.equal((await client.post('twice', 'Hello', { author: { name: 'Bo' } })).status, 201);
      assert.equal((await client.post('twice-elsewhere', 'Hello')).status, 201);
      fixture.advance(61_000);
      assert.equal((await client.post('twice', 'Hello')).status, 201);
    });

    guarded(
      'words: a comment with one waits for a moderator',
      { words: ['Casino', 'ﬁlm'] },
      async ({ client }) => {
        assert.equal((await client.post('words', 'The best CASINO!')).json.status, 'pending');
        assert.equal((await client.post('words', 'A FILM')).json.status, 'pending');
        assert.equal(
          (await client.post('words', 'Hi', { author: { name: 'casino' } })).json.status,
          'pending',
        );
        const { comment, ownerToken, status } = (await client.post('words', 'Harmless')).json;
        assert.equal(status, 'published');
        const edited = await client.call('PATCH', `/v1/comments/${comment.id}`, {
          token: ownerToken,
          json: { body: { format: 'text', value: 'casino' } },
        });
        assert.equal(edited.json.status, 'pending', 'an edit gets no further');
        assert.equal((await client.list('words')).json.total, 0);
      },
    );

    guarded('formats: Markdown only where it is on', {}, async ({ client }) => {
      const body = { format: 'markdown', value: '*Hi*' };
      assert.equal((await client.post('formats', '', { body })).json.code, 'invalid');
      assert.equal(
        (await client.post('formats', '', { body: { ...body, format: 'html' } })).json.code,
        'invalid',
      );
    });
  });
}
