import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { importedCommentId, threadIdOf } from '../../../src/server/comments/thread-id.ts';
import { openDatabase } from '../../../src/server/database/open-database.ts';
import { databaseSink } from '../../../src/server/import/database-sink.ts';
import { detectFormat } from '../../../src/server/import/detect-format.ts';
import { importRecords } from '../../../src/server/import/import-records.ts';
import { parentsFirst } from '../../../src/server/import/parents-first.ts';
import { isProblem } from '../../../src/server/import/problem.ts';
import { readComments } from '../../../src/server/import/read-comments.ts';
import { type CommentRecord, isComment } from '../../../src/server/record.ts';
import type { Settings } from '../../../src/server/settings.ts';
import { writeIssoDatabase } from '../import/isso-database.ts';
import { fixture as fileOf } from '../import/read-fixture.ts';
import { allPages } from '../support/all-pages.ts';
import { Child } from '../support/child.ts';
import { type Json, randomKey } from '../support/client.ts';
import { type Backing, type Fixture, MODERATOR_TOKEN, TemporaryFolder } from '../support/fixture.ts';
import { assertKeptCounts } from '../support/kept-counts.ts';
import { nameOf, writeNatively } from '../support/natively.ts';
import { exportFrom, importInto } from '../support/transfer.ts';

const FIXTURES = [
  'colloquy.jsonl',
  'commento.json',
  'cusdis-api.json',
  'cusdis-tables.json',
  'disqus-broken.xml',
  'disqus.xml',
  'isso.json',
  'remark42.jsonl',
  'wordpress.xml',
];
/** Votes, and few enough replies on a page that some are left out. */
const SETTINGS: Partial<Settings> = {
  votes: 'reactions',
  reactionNames: ['up', 'down', 'like'],
  maxReplies: 2,
  fields: { name: 'optional', email: 'optional', website: 'optional', location: 'optional' },
};

function record(
  id: string,
  parentId: string | null = null,
  more: Partial<CommentRecord> = {},
): CommentRecord {
  return {
    thread: 't',
    id,
    parentId,
    author: { name: `Author of ${id}` },
    body: { format: 'text', value: `Text of ${id}` },
    createdAt: new Date(Date.UTC(2020, 0, 1) + 60_000 * (Number.parseInt(id, 36) || 0)).toISOString(),
    status: 'published',
    ...more,
  };
}

async function* stream<T>(items: Iterable<T>) {
  yield* items;
}

export function importingSuite(backing: Backing): void {
  describe(`importing (${backing.name})`, () => {
    const folder = new TemporaryFolder();
    const running: Fixture[] = [];
    let files = 0;
    const start = async (settings: Partial<Settings> = SETTINGS) => {
      const fixture = await backing.start(settings);
      running.push(fixture);
      return fixture;
    };
    const fileWith = (records: readonly object[]) => {
      const file = folder.file(`${++files}.jsonl`);
      writeFileSync(file, records.map((one) => `${JSON.stringify(one)}\n`).join(''));
      return file;
    };
    const isso = folder.file('isso.db');
    before(() => writeIssoDatabase(isso));
    after(async () => {
      for (const fixture of running) await fixture.close();
      folder.remove();
    });

    for (const file of [...FIXTURES.map(fileOf), isso]) {
      it(`shows what was in ${basename(file)} as if it had been written here`, async () => {
        const [imported, native] = [await start(), await start()];
        const { code, out } = await importInto(imported.stored, file);
        const format = (await detectFormat(file))!;
        const records: CommentRecord[] = [];
        for await (const item of parentsFirst(readComments(file, format))) {
          if (!isProblem(item) && isComment(item)) records.push(item);
        }
        assert.ok(records.length >= 3);
        assert.match(out, new RegExp(`, wrote ${records.length}, `));
        assert.equal(code, 0);
        await assertKeptCounts(imported.stored);

        const nativeIds = await writeNatively(native, records);
        const nativeNames = new Map([...nativeIds].map(([name, id]) => [id, name]));
        for (const thread of new Set(records.map((one) => one.thread))) {
          const threadId = threadIdOf(imported.stored.site, thread);
          const importedNames = new Map(
            records
              .filter((one) => one.thread === thread)
              .map(({ id }) => [importedCommentId(threadId, id), nameOf(thread, id)]),
          );
          const expected = await allPages(native, thread, (id) => nativeNames.get(id));
          assert.deepEqual(await allPages(imported, thread, (id) => importedNames.get(id)), expected);
        }
        const keys = { threads: [...new Set(records.map((one) => one.thread))] };
        const counts = await imported.client.call('POST', '/v1/counts', { json: keys });
        assert.deepEqual(counts.json, (await native.client.call('POST', '/v1/counts', { json: keys })).json);
      });

      it(`imports ${basename(file)} twice as if it were once`, async () => {
        const { stored, client } = await start();
        const first = await importInto(stored, file);
        const once = await exportFrom(stored);
        const { thread } = JSON.parse(once.out.split('\n')[0]!) as CommentRecord;
        const before = await client.list(thread);
        const second = await importInto(stored, file);
        const written = Number(/wrote (\d+)/.exec(first.out)![1]);
        assert.match(second.out, new RegExp(`wrote 0,[^]*  ${written}  were there already`));
        assert.equal((await exportFrom(stored)).out, once.out);
        const again = { headers: { 'if-none-match': before.headers.get('etag')! } };
        assert.equal((await client.list(thread, {}, again)).status, 304, 'what was cached stays good');
        await assertKeptCounts(stored);
      });
    }

    it('adds to a thread that lives, whose own settings stay', async () => {
      const { client, stored } = await start();
      const live = (await client.post('t', 'Live')).json.comment;
      await client.post('t', 'Live reply', { parentId: live.id });
      const page = { threadClosed: true, threadUrl: 'https://elsewhere.example/', threadTitle: 'Elsewhere' };
      const file = fileWith([
        record('a', null, page),
        record('b', 'a', page),
        record('c', live.id, page),
        record('d', 'c', page),
      ]);
      assert.match((await importInto(stored, file)).out, /wrote 4/);
      await assertKeptCounts(stored);
      const { json } = await client.list('t', { sort: 'oldest' });
      assert.deepEqual([json.total, json.pageCount, json.thread.closed], [6, 1, false]);
      const parents = json.comments.map((one: Json) => [
        one.body.value,
        json.comments.find((other: Json) => other.id === one.parentId)?.body.value,
      ]);
      assert.deepEqual(Object.fromEntries(parents), {
        Live: undefined,
        'Live reply': 'Live',
        'Text of a': undefined,
        'Text of b': 'Text of a',
        'Text of c': 'Live',
      });
      const answered = json.comments.find((one: Json) => one.body.value === 'Text of c');
      assert.equal(answered.hiddenReplies, 1);
      const { json: queue } = await client.get('/v1/moderation/comments?status=published', {
        token: MODERATOR_TOKEN,
      });
      assert.equal(queue.comments[0].thread.url, 'https://blog.example/post');

      const reply = (await client.post('t', 'Reply', { parentId: live.id })).json.comment;
      assert.equal(reply.parentId, live.id);
      await client.call('DELETE', `/v1/comments/${live.id}`, { token: MODERATOR_TOKEN });
      await assertKeptCounts(stored);
    });

    it('fills in what a thread did not know of its page', async () => {
      const { client, stored } = await start();
      const token = MODERATOR_TOKEN;
      await client.call('PATCH', '/v1/moderation/thread', { json: { key: 't', closed: true }, token });
      await importInto(
        stored,
        fileWith([record('a', null, { threadUrl: 'https://o.example/', threadTitle: 'O' })]),
      );
      const { json } = await client.get('/v1/moderation/comments?status=published', { token });
      const page = { key: 't', url: 'https://o.example/', title: 'O', closed: true };
      assert.deepEqual(json.comments[0].thread, page);
    });

    it('makes a top-level comment of an answer to nothing, and of one in a circle', async () => {
      const { client, stored } = await start();
      const records = [
        record('a', 'gone'),
        record('b', 'a'),
        record('c', 'd'),
        record('d', 'c'),
        record('e', 'e'),
      ];
      await importInto(stored, fileWith(records));
      await assertKeptCounts(stored);
      const { json } = await client.list('t', { sort: 'oldest' });
      assert.equal(json.total, 5);
      const roots = json.comments.filter((one: Json) => one.parentId === null);
      assert.deepEqual(roots.map((one: Json) => one.body.value).sort(), [
        'Text of a',
        'Text of c',
        'Text of e',
      ]);
    });

    it('keeps of a deleted comment its place only, whoever exported it', async () => {
      const { stored } = await start();
      const secret = record('a', null, {
        status: 'deleted',
        email: 'a@mail.example',
        pinned: true,
        reactions: { up: 1 },
      });
      await importInto(stored, fileWith([secret, record('b', 'a')]));
      const { out } = await exportFrom(stored);
      assert.ok(!/a@mail|Author of a|Text of a|pinned|reactions/.test(out), out);
      assert.match(out, /"status":"deleted"/);
    });

    it('pins top-level comments only, and bounds what votes add up to', async () => {
      const { client, stored } = await start();
      const many = { up: 2 ** 40, down: 1 };
      await importInto(
        stored,
        fileWith([record('a'), record('b', 'a', { pinned: true }), record('c', null, { reactions: many })]),
      );
      await assertKeptCounts(stored);
      const { json } = await client.list('t', { sort: 'top', limit: 1 });
      assert.equal(json.comments[0].reactions.find((one: Json) => one.name === 'up').count, 2 ** 40);
      assert.ok(!JSON.stringify((await client.list('t')).json).includes('pinned'));
    });

    it('never tells an e-mail address but in an export', async () => {
      const { client, stored } = await start();
      await importInto(stored, fileWith([record('a', null, { email: 'private@mail.example' })]));
      const token = MODERATOR_TOKEN;
      for (const path of ['/v1/comments?thread=t', '/v1/moderation/comments?status=published']) {
        const { text } = await client.get(path, { token });
        assert.match(text, /Text of a/);
        assert.ok(!text.includes('private@'), path);
      }
      assert.match((await exportFrom(stored)).out, /private@mail\.example/);
    });

    it('writes a batch wholly or not at all', async () => {
      const { client, stored } = await start();
      const live = (await client.post('t', 'Live')).json.comment;
      const before = (await client.list('t')).headers.get('etag');
      const records = Array.from({ length: 400 }, (_, index) => record(`${index}`, live.id));
      const impossible = record('400', null, { author: { name: null as unknown as string } });
      const database = await openDatabase(stored.database);
      await assert.rejects(databaseSink(database, stored.site).write([...records, impossible]), /null/i);
      await database.close();
      await assertKeptCounts(stored);
      const page = await client.list('t');
      assert.deepEqual([page.json.total, page.headers.get('etag')], [1, before]);
    });

    it('goes on where it was interrupted', async () => {
      const [broken, whole] = [await start(), await start()];
      const records = Array.from({ length: 1700 }, (_, index) =>
        record(`${index}`, index % 3 === 0 ? null : `${index - 1}`, {
          thread: `thread ${index % 2}`,
          status: index % 7 === 0 ? 'pending' : 'published',
        }),
      );
      const database = await openDatabase(broken.stored.database);
      const sink = databaseSink(database, broken.stored.site);
      let batches = 0;
      const failing = {
        write: async (batch: readonly CommentRecord[]) => {
          if (++batches === 3) throw new Error('The lights went out');
          return sink.write(batch);
        },
      };
      await assert.rejects(importRecords(stream(records), failing), /lights/);
      await assertKeptCounts(broken.stored);
      const again = await importRecords(stream(records), sink);
      assert.deepEqual([again.written, again.known], [700, 1000]);
      await database.close();
      await importInto(whole.stored, fileWith(records));
      const textsOf = async (fixture: Fixture) =>
        (await exportFrom(fixture.stored)).out
          .replaceAll(/"(id|parentId)":"[^"]*",/g, '')
          .split('\n')
          .sort();
      assert.deepEqual(await textsOf(broken), await textsOf(whole));
      await assertKeptCounts(broken.stored);
    });

    it('has the answers in their place where half a file was imported before the whole', async () => {
      const [twice, once] = [await start(), await start()];
      const text = readFileSync(fileOf('disqus.xml'), 'utf8');
      const half = folder.file('half.xml');
      // The answer stands before what it answers, which is cut off.
      writeFileSync(half, text.slice(0, text.indexOf('<post dsq:id="201">')));
      const broken = await importInto(twice.stored, half);
      assert.equal(broken.code, 1);
      assert.match(broken.out, /1 {2}left out: answers a comment that could not be read/);
      for (const { stored } of [twice, once]) await importInto(stored, fileOf('disqus.xml'));
      const nestingOf = async ({ stored }: Fixture) =>
        (await exportFrom(stored)).out
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line) as CommentRecord)
          .map(({ body, parentId }) => `${body.value} ${parentId === null}`)
          .sort();
      assert.deepEqual(await nestingOf(twice), await nestingOf(once));
    });

    it('doubles and loses nothing where two imports run at once', async () => {
      const { database, site } = (await start()).stored;
      const records = Array.from({ length: 1200 }, (_, index) =>
        record(`${index}`, index < 3 ? null : `${index % 3}`, { thread: `thread ${index % 5}` }),
      );
      const file = fileWith(records);
      const settings = folder.file('site.json');
      writeFileSync(settings, JSON.stringify({ site }));
      const isUrl = database.startsWith('postgres:');
      const args = ['import', file, '--settings', settings, ...(isUrl ? [] : ['--data', database])];
      const children = [0, 1].map(() => new Child(args, isUrl ? { DATABASE_URL: database } : {}));
      for (const child of children) assert.equal((await child.ended).code, 0, child.output);
      const written = children.map(({ output }) =>
        Number(/wrote ([\d,]+)/.exec(output)![1]!.replaceAll(',', '')),
      );
      assert.equal(written[0]! + written[1]!, 1200);
      await assertKeptCounts({ database, site });
    });

    it('keeps every count right, whatever comes in whatever batches', async () => {
      const { database: where } = (await start()).stored;
      const database = await openDatabase(where);
      const statuses = ['published', 'published', 'pending', 'spam', 'hidden', 'deleted'] as const;
      const comment = fc.record({
        parent: fc.nat(),
        status: fc.constantFrom(...statuses),
        pinned: fc.boolean(),
        thread: fc.constantFrom('a', 'b'),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(comment, { minLength: 1, maxLength: 40 }),
          fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 10 }),
          async (comments, sizes) => {
            const site = randomKey();
            const sink = databaseSink(database, site);
            const rest = comments.map(({ parent, ...more }, index) =>
              record(`${index}`, parent % 4 === 0 ? null : `${parent % (index + 1)}`, more),
            );
            for (let batch = 0; rest.length > 0; batch++) {
              await sink.write(rest.splice(0, sizes[batch % sizes.length]));
              await assertKeptCounts({ database: where, site });
            }
          },
        ),
        { numRuns: 25 },
      );
      await database.close();
    });
  });
}
