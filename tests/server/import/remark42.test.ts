import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { briefly, find, fixture, readAll, readGzipped, readText, temporaryFile } from './read-fixture.ts';

test('reads a Remark42 backup: who is blocked, what is closed, votes, edits and pins', async () => {
  const { records, problems } = await readAll(fixture('remark42.jsonl'), 'remark42');
  assert.deepEqual(
    records.map(({ id, parentId, status, thread }) => [id, parentId, status, thread]),
    [
      ['aaaa-1', null, 'published', 'https://orchard.example/closed/'],
      ['aaaa-2', 'aaaa-1', 'deleted', 'https://orchard.example/closed/'],
      ['aaaa-3', 'aaaa-2', 'hidden', 'https://orchard.example/closed/'],
      ['aaaa-5', null, 'published', 'https://orchard.example/open/'],
    ],
  );
  assert.deepEqual(records[0], {
    thread: 'https://orchard.example/closed/',
    threadUrl: 'https://orchard.example/closed/',
    threadTitle: 'Closed',
    threadClosed: true,
    id: 'aaaa-1',
    parentId: null,
    author: {
      id: 'remark42:github_a',
      name: 'Ada',
      avatarUrl: 'https://r.example/api/v1/avatar/a.image',
      badge: 'Moderator',
    },
    body: {
      format: 'html',
      value: '<p>Hello, <a href="https://orchard.example" rel="nofollow">orchard</a> 🌱</p>',
    },
    createdAt: '2017-12-20T21:18:22.123Z',
    editedAt: '2017-12-20T21:20:00.000Z',
    status: 'published',
    pinned: true,
    reactions: { up: 2, down: 1 },
  });
  assert.deepEqual(find(records, 'aaaa-3').reactions, { down: 4 });
  assert.deepEqual(find(records, 'aaaa-5').reactions, { up: 2 });
  assert.equal(find(records, 'aaaa-5').threadClosed, undefined);
  assert.deepEqual(briefly(problems), ['bad 5: not JSON', 'bad 7: locator is not an object']);
});

test('reads the packed backup just so', async (context) => {
  const text = await readFile(fixture('remark42.jsonl'), 'utf8');
  assert.deepEqual(
    await readGzipped(context, text, 'remark42'),
    await readAll(fixture('remark42.jsonl'), 'remark42'),
  );
});

test('says that a packed backup was cut off', async (context) => {
  const text = (await readFile(fixture('remark42.jsonl'), 'utf8')).split('\n');
  const many = Array.from({ length: 5000 }, (_, n) => text[1]!.replace('aaaa-1', `n-${n}-${Math.sin(n)}`));
  const packed = gzipSync(many.join('\n'));
  const file = await temporaryFile(context, packed.subarray(0, packed.length / 2));
  const { records, problems } = await readAll(file, 'remark42');
  assert.ok(records.length > 100 && records.length < 5000, `${records.length} records`);
  assert.deepEqual(briefly(problems).slice(-1), [
    'broken-file -: the packed file ends too early or is damaged',
  ]);
});

test('does not guess at a version that it does not know', async (context) => {
  const text = await readFile(fixture('remark42.jsonl'), 'utf8');
  const { records, problems } = await readText(
    context,
    text.replace('"version":1', '"version":2'),
    'remark42',
  );
  assert.deepEqual(records, []);
  assert.deepEqual(briefly(problems), ['broken-file 1: this version of the backup is not known']);
});
