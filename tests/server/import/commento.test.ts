import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { briefly, find, fixture, readAll, readGzipped, readText } from './read-fixture.ts';

test('joins the comments of a Commento export with who wrote them', async () => {
  const { records, problems } = await readAll(fixture('commento.json'), 'commento');
  assert.deepEqual(
    records.map(({ id, parentId, status, thread }) => [id, parentId, status, thread]),
    [
      ['c2', 'c1', 'pending', 'https://orchard.example/apples/'],
      ['c1', null, 'published', 'https://orchard.example/apples/'],
      ['c3', 'c2', 'deleted', 'https://orchard.example/apples/'],
      ['c4', null, 'spam', 'named-page'],
    ],
  );
  assert.deepEqual(records[0], {
    thread: 'https://orchard.example/apples/',
    threadUrl: 'https://orchard.example/apples/',
    id: 'c2',
    parentId: 'c1',
    author: { id: 'commento:b1', name: 'Bea' },
    email: 'b@orchard.example',
    body: { format: 'markdown', value: 'A *reply* with "quotes", a \\ and {braces} 🍎' },
    createdAt: '2021-05-11T15:43:01.852Z',
    status: 'pending',
    reactions: { down: 2 },
  });
  assert.deepEqual(records[3], {
    thread: 'named-page',
    id: 'c4',
    parentId: null,
    author: {
      id: 'commento:b2',
      name: 'Dee',
      url: 'https://dee.example/',
      avatarUrl: 'https://dee.example/d.png',
      badge: 'Moderator',
    },
    email: 'd@orchard.example',
    body: { format: 'html', value: '<p>Only <b>HTML</b></p>' },
    createdAt: '2021-03-12T11:21:56.000Z',
    status: 'spam',
  });
  assert.deepEqual(briefly(problems), ['bad 60: state is not one of approved, unapproved, flagged']);
});

test('knows a deletion by the text that stands in its place', async () => {
  const { records } = await readAll(fixture('commento.json'), 'commento');
  assert.deepEqual(find(records, 'c3').body, { format: 'text', value: '' });
});

test('reads the packed export on one line, as Commento sends it', async (context) => {
  const text = JSON.stringify(JSON.parse(await readFile(fixture('commento.json'), 'utf8')));
  const { records } = await readGzipped(context, text, 'commento');
  assert.deepEqual(records, (await readAll(fixture('commento.json'), 'commento')).records);
});

test('gives what was whole of a truncated export, and says so once', async (context) => {
  const text = await readFile(fixture('commento.json'), 'utf8');
  const { records, problems } = await readText(context, text.slice(0, text.indexOf('"c3"') + 20), 'commento');
  assert.deepEqual(
    records.map(({ id }) => id),
    ['c2', 'c1'],
  );
  assert.deepEqual(briefly(problems), [
    'broken-file 32: the file ends too early: what begins here has no end',
  ]);
});

test('skips a comment whose string was never closed, and finds the next', async (context) => {
  const text = (await readFile(fixture('commento.json'), 'utf8')).replace(
    '"Which apple is best?"',
    '"Which apple',
  );
  const { records, problems } = await readText(context, text, 'commento');
  assert.deepEqual(
    records.map(({ id }) => id),
    ['c2', 'c3', 'c4'],
  );
  assert.equal(briefly(problems)[0], 'bad 18: not JSON');
});
