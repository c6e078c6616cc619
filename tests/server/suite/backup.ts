import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { CommentRecord } from '../../../src/server/record.ts';
import { importedCommentId, threadIdOf } from '../../../src/server/comments/thread-id.ts';
import { allPages } from '../support/all-pages.ts';
import { type Json, newComment, randomKey } from '../support/client.ts';
import { type Backing, type Fixture, MODERATOR_TOKEN, startOn, TemporaryFolder } from '../support/fixture.ts';
import { assertKeptCounts } from '../support/kept-counts.ts';
import { exportFrom, importInto } from '../support/transfer.ts';

/** More than is read from the database at once. */
const MANY = 1100;

export function backupSuite(backing: Backing): void {
  describe(`a backup (${backing.name})`, () => {
    const folder = new TemporaryFolder();
    const token = MODERATOR_TOKEN;
    let fixture: Fixture;
    before(async () => {
      fixture = await backing.start({ words: ['casino'], votes: 'up-down' });
      await writeEverything(fixture, folder);
    });
    after(async () => {
      await fixture.close();
      folder.remove();
    });

    it('gives the same database, and from that the same backup', async () => {
      const backup = await exportFrom(fixture.stored);
      assert.equal(backup.code, 0, backup.err);
      const file = folder.file('backup.jsonl');
      writeFileSync(file, backup.out);
      const stored = { database: await backing.emptyDatabase(), site: fixture.stored.site };
      const { code, out, err } = await importInto(stored, file);
      assert.equal(code, 0, err);
      const lines = backup.out.trimEnd().split('\n');
      assert.match(out, new RegExp(`wrote ${lines.length.toLocaleString('en-US')}, skipped 0\\.`));
      assert.equal((await exportFrom(stored)).out, backup.out);
      await assertKeptCounts(stored);

      const restored = await startOn(stored.database, { site: stored.site, votes: 'up-down' });
      try {
        const records = lines.map((line) => JSON.parse(line) as Partial<CommentRecord>);
        for (const thread of new Set(records.map((record) => record.thread!))) {
          if (thread === 'many') continue;
          const same = (id: string) => id;
          assert.deepEqual(await allPages(restored, thread, same), await allPages(fixture, thread, same));
        }
        for (const queue of ['pending', 'spam', 'published']) {
          const path = `/v1/moderation/comments?status=${queue}&limit=100`;
          const [before, now] = await Promise.all(
            [fixture, restored].map(async ({ client }) => (await client.get(path, { token })).json.comments),
          );
          assert.ok(before.length > 0);
          const told = ({ comment, status, thread }: Json) => ({ comment, status, thread });
          assert.deepEqual(now.map(told), before.map(told));
        }
      } finally {
        await restored.close();
      }
    });

    it('holds all that there is to know of a comment', async () => {
      const { out } = await exportFrom(fixture.stored, '--thread', 'varied');
      const records = out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as CommentRecord);
      const threadId = threadIdOf(fixture.stored.site, 'varied');
      const full = records.find(({ id }) => id === importedCommentId(threadId, FULL.id))!;
      assert.deepEqual(full, { ...FULL, id: full.id });
      const statuses = new Set(records.map(({ status }) => status));
      assert.deepEqual([...statuses].sort(), ['deleted', 'hidden', 'pending', 'published', 'spam']);
      const ids = new Set<string | null>([null]);
      for (const { id, parentId } of records) {
        assert.ok(ids.has(parentId), 'a parent comes before its answers');
        ids.add(id);
      }
    });

    it('holds one thread where one is asked for, and only its own site', async () => {
      const { out } = await exportFrom(fixture.stored, '--thread', 'closed-empty');
      assert.equal(out, '{"thread":"closed-empty","threadClosed":true}\n');
      assert.equal((await exportFrom(fixture.stored, '--thread', 'nowhere')).out, '');
      assert.equal((await exportFrom({ ...fixture.stored, site: 'another' })).out, '');
    });

    it('can be imported into another site of the same database', async () => {
      const file = folder.file('other-site.jsonl');
      await exportFrom(fixture.stored, '--output', file);
      const stored = { ...fixture.stored, site: randomKey() };
      assert.equal((await importInto(stored, file)).code, 0);
      await assertKeptCounts(stored);
      const records = readFileSync(file, 'utf8').trimEnd().split('\n').length;
      const again = await exportFrom(stored);
      assert.equal(again.out.trimEnd().split('\n').length, records);
      assert.match((await importInto(fixture.stored, file)).out, /wrote 0,/);
    });
  });
}

/** A comment of which everything is known. */
const FULL: CommentRecord = {
  thread: 'varied',
  threadUrl: 'https://blog.example/post',
  threadTitle: 'A post',
  threadClosed: true,
  id: 'full',
  parentId: null,
  author: {
    id: 'disqus:zoe',
    name: 'Zoë 𝒵 🧑‍🌾',
    url: 'https://zoe.example/',
    avatarUrl: 'https://zoe.example/z.png',
    location: 'Graz',
    badge: 'Author',
  },
  email: 'zoe@mail.example',
  body: { format: 'html', value: '<p>Ünïcödé <b>🌱</b>\u2028\u0001\ttext\r\n</p>', lang: 'de-AT' },
  createdAt: '2012-01-02T03:04:05.678Z',
  editedAt: '2012-01-02T03:14:05.001Z',
  status: 'published',
  pinned: true,
  reactions: { up: 3, down: 1, 'of another server': 2 },
};

/** Threads with everything that can happen to a comment. */
async function writeEverything({ client, stored }: Fixture, folder: TemporaryFolder): Promise<void> {
  const token = MODERATOR_TOKEN;
  const post = async (text: string, more = {}, thread = 'varied') =>
    (await client.post(thread, text, more)).json.comment;
  const decide = (id: string, json: unknown) =>
    client.call('PATCH', `/v1/moderation/comments/${id}`, { token, json });
  const close = (key: string) =>
    client.call('PATCH', '/v1/moderation/thread', { token, json: { key, closed: true } });

  const first = await post('First 🦊\n\nsecond paragraph', {
    author: { name: 'Ana', email: 'ana@mail.example', url: 'https://ana.example/', location: 'Linz' },
    body: { format: 'text', value: 'First 🦊\n\nsecond paragraph', lang: 'en' },
  });
  const reply = await post('Reply', { parentId: first.id });
  const nested = await post('Nested', { parentId: reply.id });
  await post('Nested too', { parentId: reply.id });
  await decide(reply.id, { status: 'deleted' });
  await decide((await post('Gone')).id, { status: 'deleted' });
  await post('A casino', { parentId: nested.id });
  await decide((await post('Spam', { parentId: first.id })).id, { status: 'spam' });
  await decide(first.id, { pinned: true });
  await client.call('PATCH', `/v1/comments/${nested.id}`, {
    token,
    json: { body: { format: 'text', value: 'Nested, edited' } },
  });
  for (const name of ['up', 'down']) {
    await client.call('PUT', `/v1/comments/${nested.id}/reactions/${name}`, { viewer: randomKey() });
  }
  const byModerator = { key: randomKey(), token, json: newComment('varied', 'By a moderator') };
  await client.call('POST', '/v1/comments', byModerator);

  // Bodies as other servers have them, and a state that only they give.
  const file = folder.file('elsewhere.jsonl');
  const { pinned: _pinned, ...rest } = FULL;
  const hidden = { ...rest, id: 'hidden', parentId: 'full', status: 'hidden' };
  const answer = { ...rest, id: 'answer', parentId: 'hidden' };
  writeFileSync(file, [FULL, hidden, answer].map((record) => `${JSON.stringify(record)}\n`).join(''));
  await importInto(stored, file);
  await close('varied');
  await close('closed-empty');
  await post('In another thread', {}, 'another\u2028thread 🦊');
  const many = folder.file('many.jsonl');
  writeFileSync(many, Array.from({ length: MANY }, (_, index) => manyLine(index)).join(''));
  await importInto(stored, many);
}

/** Conversations of all lengths. */
function manyLine(index: number): string {
  const { threadClosed: _closed, pinned: _pinned, ...rest } = FULL;
  const parentId = index % 100 === 0 ? null : `${index - 1 - (index % 3 === 0 ? 0 : (index % 100) - 1)}`;
  return `${JSON.stringify({ ...rest, thread: 'many', id: `${index}`, parentId })}\n`;
}
