import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { detectFormat } from '../../../src/server/import/detect-format.ts';
import { briefly, fixture, readAll, readText, temporaryFile } from './read-fixture.ts';

test("reads Cusdis' tables as JSON, in either order", async () => {
  const { records, problems } = await readAll(fixture('cusdis-tables.json'), 'cusdis');
  assert.deepEqual(
    records.map(({ id, parentId, status, createdAt }) => [id, parentId, status, createdAt]),
    [
      ['u1', null, 'published', '2022-02-02T02:02:02.000Z'],
      ['u2', 'u1', 'published', '2022-02-02T02:03:20.000Z'],
      ['u3', null, 'pending', '2022-02-03T02:02:02.000Z'],
      ['u4', null, 'deleted', '2022-02-03T02:02:02.000Z'],
    ],
  );
  assert.deepEqual(records[0], {
    thread: 'pears',
    threadUrl: 'https://orchard.example/pears/',
    threadTitle: 'Pears',
    id: 'u1',
    parentId: null,
    author: { name: 'Eve' },
    email: 'eve@orchard.example',
    body: { format: 'markdown', value: 'Is it **ripe**? 🍐' },
    createdAt: '2022-02-02T02:02:02.000Z',
    status: 'published',
  });
  assert.deepEqual(records[1]?.author, { id: 'cusdis:m1', name: 'Owner', badge: 'Moderator' });
  assert.deepEqual(briefly(problems), ['bad 46: its page is not in the file']);
});

test('reads the shape that Cusdis itself imports', async (context) => {
  const { records } = await readText(
    context,
    JSON.stringify({
      pages: [{ uniqueId: 'q', pageId: 'my-page', url: 'https://orchard.example/q', title: 'Q' }],
      comments: [
        { id: 'w1', pageUniqueId: 'q', by_nickname: 'Hal', content: 'Hi', createdAt: '2020-01-01T00:00:00Z' },
      ],
    }),
    'cusdis',
  );
  assert.deepEqual(
    records.map(({ id, thread, threadTitle }) => [id, thread, threadTitle]),
    [['w1', 'my-page', 'Q']],
  );
});

test("reads an answer of Cusdis' API with its nested replies", async () => {
  const { records, problems } = await readAll(fixture('cusdis-api.json'), 'cusdis');
  assert.deepEqual(
    records.map(({ id, parentId, status, thread, author }) => [id, parentId, status, thread, author.name]),
    [
      ['v1', null, 'published', 'plums', 'Flo'],
      ['v2', 'v1', 'pending', 'plums', 'Gus'],
      ['v3', 'v2', 'published', 'plums', 'Flo'],
    ],
  );
  assert.deepEqual(problems, []);
});

test("reads Cusdis' SQLite file", async (context) => {
  const file = await temporaryFile(context, '', 'cusdis.db');
  const database = new DatabaseSync(file);
  database.exec(`
    CREATE TABLE pages (id TEXT PRIMARY KEY, slug TEXT, url TEXT, title TEXT, projectId TEXT);
    CREATE TABLE comments (
      id TEXT PRIMARY KEY, pageId TEXT, created_at DATETIME, updated_at DATETIME, deletedAt DATETIME,
      moderatorId TEXT, by_email TEXT, by_nickname TEXT, content TEXT, approved BOOLEAN, parentId TEXT);
    INSERT INTO pages VALUES ('p', 'figs', 'https://orchard.example/figs', 'Figs', 'x');
    INSERT INTO comments VALUES
      ('x2', 'p', 1643767400001, 0, NULL, NULL, 'i@orchard.example', 'Ivy', 'Second 🫐', 0, 'x1'),
      ('x1', 'p', 1643767400000, 0, NULL, 'm', NULL, 'Owner', 'First', 1, NULL);`);
  database.close();

  assert.equal(await detectFormat(file), 'cusdis');
  const { records } = await readAll(file, 'cusdis');
  assert.deepEqual(
    records.map(({ id, parentId, status, thread, body }) => [id, parentId, status, thread, body.value]),
    [
      ['x1', null, 'published', 'figs', 'First'],
      ['x2', 'x1', 'pending', 'figs', 'Second 🫐'],
    ],
  );
});
