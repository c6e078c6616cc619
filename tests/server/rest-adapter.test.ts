import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { restAdapter } from '../../src/adapters/rest.ts';
import { AdapterError } from '../../src/core/adapter/adapter-error.ts';
import type { CommentsAdapter, NewComment, ThreadChange } from '../../src/core/adapter/adapter.ts';
import { createIdempotencyKey } from '../../src/core/store/pending.ts';
import type { Settings } from '../../src/server/settings.ts';
import { EventSourceInNode } from './support/event-source.ts';
import { type Fixture, MODERATOR_TOKEN, startOn, TemporaryFolder } from './support/fixture.ts';
import { SessionStorageInNode } from './support/session-storage.ts';

const folder = new TemporaryFolder();
after(() => folder.remove());
Object.assign(globalThis, { EventSource: EventSourceInNode });

/** Opens a tab: what an adapter remembers from here on is forgotten with it. */
function openTab(): void {
  Object.defineProperty(globalThis, 'sessionStorage', {
    value: new SessionStorageInNode(),
    configurable: true,
  });
}

const signal = new AbortController().signal;
const newComment = (value: string, parentId: string | null = null): NewComment => ({
  parentId,
  author: { name: 'Ana' },
  body: { format: 'text', value },
});
const write = () => ({ signal, idempotencyKey: createIdempotencyKey() });
const thread = { key: 'a', url: 'https://example.org/a', title: 'A' };
const query = { sort: 'newest', limit: 5 } as const;
const textsOf = async (adapter: CommentsAdapter, page?: number) =>
  (await adapter.list(thread, { ...query, ...(page && { page }) }, { signal })).comments.map(
    ({ body, status }) => `${body.value} (${status})`,
  );

describe('restAdapter', () => {
  let files = 0;
  beforeEach(openTab);
  const served = (title: string, settings: Partial<Settings>, test: (fixture: Fixture) => Promise<void>) =>
    it(title, async () => {
      const fixture = await startOn(folder.file(`${++files}.db`), settings);
      try {
        await test(fixture);
      } finally {
        await fixture.close();
      }
    });

  served('solves the proof of work without asking anybody', { challengeCost: 16 }, async ({ server }) => {
    const adapter = restAdapter({ endpoint: `${server.url}/` });
    await adapter.list(thread, query, { signal });
    assert.equal((await adapter.create!(thread, newComment('Proved'), write())).status, 'published');
    assert.equal((await adapter.list(thread, query, { signal })).total, 1);
  });

  served('does the work anew where the proof came too late', { challengeCost: 16 }, async (fixture) => {
    const adapter = restAdapter({ endpoint: fixture.server.url });
    await adapter.list(thread, query, { signal });
    const sent = spyOnPosts((index) => {
      if (index === 0) fixture.advance(60 * 60_000);
    });
    const { comment } = await adapter.create!(thread, newComment('Late'), write());
    sent.stop();
    assert.equal(comment.body.value, 'Late');
    assert.equal(sent.requests.length, 2);
    const [first, second] = sent.requests;
    assert.equal(first!.key, second!.key, 'the same write');
    assert.notDeepEqual(first!.body['challenge'], second!.body['challenge'], 'another proof');
    assert.deepEqual(await textsOf(adapter), ['Late (published)']);
  });

  served('does it where that turns out only then', { challengeCost: 16 }, async ({ server }) => {
    const adapter = restAdapter({ endpoint: server.url });
    const sent = spyOnPosts();
    await adapter.create!(thread, newComment('Unread thread'), write());
    sent.stop();
    assert.deepEqual(
      sent.requests.map(({ body }) => 'challenge' in body),
      [false, true],
    );
    assert.equal(new Set(sent.requests.map(({ key }) => key)).size, 1);
  });

  served('gives up where no proof will do', { challengeCost: 16 }, async (fixture) => {
    const adapter = restAdapter({ endpoint: fixture.server.url });
    const sent = spyOnPosts(() => fixture.advance(60 * 60_000));
    await assert.rejects(adapter.create!(thread, newComment('Never'), write()), {
      code: 'challenge-required',
    });
    sent.stop();
    assert.equal(sent.requests.length, 3);
  });

  served('names the honeypot, and sends what is in it', { honeypot: 'company' }, async ({ server }) => {
    const adapter = restAdapter({ endpoint: server.url });
    const { capabilities } = await adapter.list(thread, query, { signal });
    assert.equal(capabilities.honeypot, 'company');
    const sent = spyOnPosts();
    assert.equal((await adapter.create!(thread, newComment('Empty'), write())).status, 'published');
    const bot = { ...newComment('Full'), honeypot: 'ACME' };
    assert.equal((await adapter.create!(thread, bot, write())).status, 'pending');
    sent.stop();
    assert.deepEqual(
      sent.requests.map(({ body }) => [body['company'], 'honeypot' in body]),
      [
        ['', false],
        ['ACME', false],
      ],
    );
  });

  served('names no honeypot where there is none', {}, async ({ server }) => {
    const { capabilities } = await restAdapter({ endpoint: server.url }).list(thread, query, { signal });
    assert.equal(capabilities.honeypot, null);
  });

  served('lets an author change their comment, and nobody else', {}, async ({ server }) => {
    const author = restAdapter({ endpoint: server.url });
    const { comment } = await author.create!(thread, newComment('First'), write());
    assert.equal(comment.can?.edit, true);
    const edited = await author.edit!(thread, comment.id, { format: 'text', value: 'Second' }, write());
    assert.equal(edited.body.value, 'Second');
    openTab();
    const other = restAdapter({ endpoint: server.url });
    await assert.rejects(other.remove!(thread, comment.id, write()), (thrown: AdapterError) =>
      /auth-required|forbidden/.test(thrown.code),
    );
  });

  served('shows authors what waits for a moderator, and nobody else', { moderation: 'pre' }, async (it) => {
    const { client, server } = it;
    const token = MODERATOR_TOKEN;
    const { comment: parent } = (await client.post(thread.key, 'Published', {}, { token })).json;
    for (let index = 0; index < 5; index++) await client.post(thread.key, `No. ${index}`, {}, { token });
    const author = restAdapter({ endpoint: server.url });
    const waiting = (await author.create!(thread, newComment('Waiting'), write())).comment;
    await author.create!(thread, newComment('Answer', parent.id), write());
    const reloaded = restAdapter({ endpoint: server.url });
    for (const adapter of [author, reloaded]) {
      assert.ok((await textsOf(adapter)).includes('Waiting (pending)'), 'on the first page');
      const second = await textsOf(adapter, 2);
      assert.deepEqual(second.toSorted(), ['Answer (pending)', 'Published (published)']);
      const { comments, total } = await adapter.list(thread, query, { signal });
      assert.equal(total, 6, 'what nobody sees does not count');
      assert.equal(comments.find(({ id }) => id === waiting.id)?.can?.edit, true);
    }
    const elsewhere = { ...thread, key: 'elsewhere' };
    assert.deepEqual((await reloaded.list(elsewhere, query, { signal })).comments, []);

    const decide = (status: string) =>
      client.call('PATCH', `/v1/moderation/comments/${waiting.id}`, { token, json: { status } });
    await decide('published');
    assert.equal((await textsOf(reloaded)).filter((text) => text.startsWith('Waiting')).length, 1);
    await decide('deleted');
    assert.ok(!(await textsOf(reloaded)).some((text) => text.startsWith('Waiting')));

    openTab();
    const stranger = restAdapter({ endpoint: server.url });
    assert.ok(!(await textsOf(stranger)).includes('Waiting (pending)'));
    assert.deepEqual(await textsOf(stranger, 2), ['Published (published)']);
  });

  served(
    'asks for what waits with the token in a header, once it does',
    { moderation: 'pre' },
    async (it) => {
      const author = restAdapter({ endpoint: it.server.url });
      const asked = spyOnRequests();
      await textsOf(author);
      assert.equal(asked.requests.length, 1);
      const { comment } = await author.create!(thread, newComment('Waiting'), write());
      const { owned } = JSON.parse(sessionStorage.getItem(`colloquy:owned:${it.server.url}/v1/`)!) as {
        owned: Record<string, { token: string }>;
      };
      const { token } = owned[comment.id]!;
      await textsOf(author);
      asked.stop();
      const [, , ...reading] = asked.requests;
      assert.deepEqual(
        reading.map(({ headers }) => headers.get('authorization')),
        [null, `Bearer ${token}`],
      );
      for (const { url } of asked.requests) assert.ok(!url.includes(token), url);
    },
  );

  served('keeps an author’s comment in their view while a moderator looks again', {}, async (it) => {
    const { client, server } = it;
    const author = restAdapter({ endpoint: server.url });
    await author.list(thread, query, { signal });
    const changes: ThreadChange[] = [];
    const watching = new AbortController();
    author.watch!(thread, (change) => changes.push(change), { signal: watching.signal });
    const { comment } = await author.create!(thread, newComment('Mine'), write());
    await author.react!(thread, comment.id, { name: 'like', chosen: true }, write());
    await client.call('PUT', `/v1/comments/${comment.id}/reactions/like`, { viewer: 'v'.repeat(32) });
    const latest = await heard(changes, (seen) => seen.reactions?.[0]?.count === 2);
    assert.equal(latest.reactions?.[0]?.chosen, true, 'what others do leaves the viewer’s own choice');
    assert.equal(latest.can?.edit, true);
    const json = { status: 'pending' };
    await client.call('PATCH', `/v1/moderation/comments/${comment.id}`, { token: MODERATOR_TOKEN, json });
    await heard(changes, (seen) => seen.status === 'pending');
    assert.ok(changes.every(({ kind }) => kind === 'saved'));
    watching.abort();
  });

  it('tells the owner what may be wrong where there is no server', async () => {
    const adapter = restAdapter({ endpoint: 'http://127.0.0.1:9' });
    await assert.rejects(adapter.list(thread, query, { signal }), (thrown: AdapterError) => {
      assert.equal(thrown.code, 'server');
      assert.match(thrown.message, /could not be reached.*CORS/);
      return true;
    });
  });
});

/** The comment in the first change that fits. */
async function heard(
  changes: readonly ThreadChange[],
  fits: (comment: Extract<ThreadChange, { kind: 'saved' }>['comment']) => boolean,
) {
  for (const end = Date.now() + 5000; ;) {
    const found = changes.find((change) => change.kind === 'saved' && fits(change.comment));
    if (found?.kind === 'saved') return found.comment;
    assert.ok(Date.now() < end, `not heard; heard ${JSON.stringify(changes)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

interface Asked {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
}

/** Looks at what is sent by `fetch`, which still sends it. */
function spyOnRequests(before: (request: Asked) => void = () => {}) {
  const real = globalThis.fetch;
  const requests: Asked[] = [];
  globalThis.fetch = async (input, init = {}) => {
    const request = {
      url: input instanceof Request ? input.url : input.toString(),
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? init.body : '',
    };
    requests.push(request);
    before(request);
    return real(input, init);
  };
  return { requests, stop: () => void (globalThis.fetch = real) };
}

/** New comments as they are sent; `before` runs before the one with this index leaves. */
function spyOnPosts(before: (index: number) => void = () => {}) {
  const requests: { readonly key: string | null; readonly body: Record<string, unknown> }[] = [];
  const { stop } = spyOnRequests(({ method, headers, body }) => {
    if (method !== 'POST') return;
    before(requests.length);
    requests.push({
      key: headers.get('idempotency-key'),
      body: JSON.parse(body) as Record<string, unknown>,
    });
  });
  return { requests, stop };
}
