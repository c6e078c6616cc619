import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import { detectFormat } from '../../../src/server/import/detect-format.ts';
import { writeIssoDatabase } from './isso-database.ts';
import { briefly, find, fixture, readAll, temporaryFile } from './read-fixture.ts';

async function issoDatabase(context: TestContext, comments?: string): Promise<string> {
  const file = await temporaryFile(context, '', 'comments.db');
  writeIssoDatabase(file, comments);
  return file;
}

test("reads Isso's SQLite file: nesting, pending, deleted, votes", async (context) => {
  const { records, problems } = await readAll(await issoDatabase(context), 'isso');
  assert.deepEqual(records, [
    {
      thread: '/blog/first/',
      threadTitle: 'First',
      id: 'isso-1',
      parentId: null,
      author: { name: 'Ada', url: 'https://ada.example' },
      email: 'ada@orchard.example',
      body: { format: 'markdown', value: 'Hello *there* 🦉' },
      createdAt: '2013-11-21T02:13:20.250Z',
      editedAt: '2013-11-21T02:15:00.500Z',
      status: 'published',
      reactions: { up: 3, down: 1 },
    },
    {
      thread: '/blog/first/',
      threadTitle: 'First',
      id: 'isso-2',
      parentId: 'isso-1',
      author: { name: '' },
      body: { format: 'markdown', value: 'waiting' },
      createdAt: '2013-11-21T02:16:40.000Z',
      status: 'pending',
    },
    {
      thread: '/blog/first/',
      threadTitle: 'First',
      id: 'isso-3',
      parentId: 'isso-1',
      author: { name: '' },
      body: { format: 'text', value: '' },
      createdAt: '2013-11-21T02:18:20.000Z',
      status: 'deleted',
    },
    {
      thread: '/blog/second/',
      id: 'isso-4',
      parentId: null,
      author: { name: 'Bo' },
      body: { format: 'markdown', value: 'no title' },
      createdAt: '2013-11-21T02:20:00.000Z',
      status: 'published',
    },
  ]);
  assert.deepEqual(briefly(problems), [
    'bad 5: its thread is not in the file',
    'bad 6: mode is not one of 1, 2, 4',
  ]);
});

test('tells a damaged SQLite file from an empty one, and leaves it as it was', async (context) => {
  const rows = Array.from(
    { length: 2000 },
    (_, index) =>
      `(1, ${index + 1}, NULL, 1385000000, NULL, 1, '', '${'x'.repeat(500)}', 'A', '', '', 0, 0, x'00', 0)`,
  );
  const file = await issoDatabase(context, `INSERT INTO comments VALUES ${rows.join(',')};`);
  const whole = await readFile(file);
  assert.equal((await readAll(file, 'isso')).records.length, 2000);
  assert.deepEqual(await readFile(file), whole);

  const damaged = Buffer.from(whole);
  damaged.fill(0xff, 200 * 1024, 300 * 1024);
  await writeFile(file, damaged);
  const { records, problems } = await readAll(file, 'isso');
  assert.ok(records.length < 2000);
  assert.equal(problems.at(-1)?.kind, 'broken-file');
});

test("reads Isso's JSON, thread by thread", async () => {
  const { records, problems } = await readAll(fixture('isso.json'), 'isso');
  assert.deepEqual(
    records.map(({ thread, threadTitle, id, parentId }) => [thread, threadTitle, id, parentId]),
    [
      ['/blog/first/', 'First', 'isso-1', null],
      ['/blog/first/', 'First', 'isso-2', 'isso-1'],
      ['/blog/second/', 'Second', 'isso-1', null],
    ],
  );
  assert.deepEqual(find(records, 'isso-1'), {
    thread: '/blog/first/',
    threadTitle: 'First',
    id: 'isso-1',
    parentId: null,
    author: { name: 'Ada', url: 'https://ada.example/' },
    email: 'ada@orchard.example',
    body: { format: 'markdown', value: 'Great *article*! 🍏' },
    createdAt: '2018-11-28T17:24:23.000Z',
    status: 'published',
  });
  assert.deepEqual(
    problems.map(({ line, record, reason }) => [line, record, reason]),
    [
      [2, '/blog/first/ #3', 'no valid created'],
      [2, '/blog/first/ #4', 'not an object'],
      [28, undefined, 'a thread has no list of comments'],
    ],
  );
});

test('is seen for what it is, and another database is not', async (context) => {
  assert.equal(await detectFormat(await issoDatabase(context)), 'isso');
  const other = await temporaryFile(context, '', 'other.db');
  const database = new DatabaseSync(other);
  database.exec('CREATE TABLE comments (id INTEGER); CREATE TABLE threads (id INTEGER)');
  database.close();
  assert.equal(await detectFormat(other), undefined);
});
