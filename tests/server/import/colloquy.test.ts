import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { readComments } from '../../../src/server/import/read-comments.ts';
import { briefly, find, fixture, readAll, readText, temporaryFile } from './read-fixture.ts';

test("reads Colloquy's own lines unchanged, and skips each bad one by its line", async () => {
  const { records, problems } = await readAll(fixture('colloquy.jsonl'), 'colloquy');
  const lines = (await readFile(fixture('colloquy.jsonl'), 'utf8')).split('\n');
  assert.deepEqual(records[0], JSON.parse(lines[0]!));
  assert.deepEqual(records[1], JSON.parse(lines[1]!));
  assert.deepEqual(
    records.map(({ id, status }) => [id, status]),
    [
      ['k1', 'published'],
      ['k2', 'deleted'],
      ['k4', 'hidden'],
      ['k7', 'pending'],
    ],
  );
  assert.deepEqual(briefly(problems), [
    'bad 4: not JSON',
    'bad 5: format is not one of text, markdown, html',
    'bad 7: no thread',
    'bad 8: no valid createdAt',
    'bad 9: not an object',
  ]);
});

test('makes UTC of another zone, and leaves an address out that is no link', async () => {
  const { records } = await readAll(fixture('colloquy.jsonl'), 'colloquy');
  assert.equal(find(records, 'k4').createdAt, '2026-01-02T03:04:05.000Z');
  assert.deepEqual(find(records, 'k4').author, { name: 'Hidden' });
});

const GOOD = {
  thread: 't',
  id: 'i',
  parentId: null,
  author: { name: 'n' },
  body: { format: 'text', value: 'v' },
  createdAt: '2026-01-02T03:04:05Z',
  status: 'published',
};

for (const [what, fault] of [
  ['a thread that is no text', { thread: 7 }],
  ['no id', { id: '' }],
  ['a parent that is no text', { parentId: 5 }],
  ['no author', { author: null }],
  ['an author without a name', { author: {} }],
  ['a body that is text', { body: 'v' }],
  ['an unknown status', { status: 'approved' }],
  ['no date', { createdAt: undefined }],
  ['a number for a date', { createdAt: 5 }],
  ['a broken date of an edit', { editedAt: 'soon' }],
  ['pinned as a word', { pinned: 'yes' }],
  ['reactions in a list', { reactions: [1] }],
  ['reactions by word', { reactions: { like: 'many' } }],
  ['less than no reactions', { reactions: { like: -1 } }],
  ['half a reaction', { reactions: { like: 0.5 } }],
] as const) {
  test(`refuses a record with ${what}`, async (context) => {
    const good = await readText(context, JSON.stringify(GOOD), 'colloquy');
    assert.deepEqual(good, { records: [GOOD], problems: [] });
    const { records, problems } = await readText(context, JSON.stringify({ ...GOOD, ...fault }), 'colloquy');
    assert.deepEqual(records, []);
    assert.equal(problems[0]?.kind, 'bad');
  });
}

test('reads a line that names a thread only', async (context) => {
  const closed = { thread: 't', threadUrl: 'https://orchard.example/', threadTitle: 'T', threadClosed: true };
  const file = await temporaryFile(context, `${JSON.stringify(closed)}\n{"threadClosed":true}\n`);
  const items = [];
  for await (const item of readComments(file, 'colloquy')) items.push(item);
  assert.deepEqual(items, [closed, { kind: 'bad', reason: 'thread is not text', line: 2 }]);
});

test('keeps a line separator within a text, and takes Windows line ends', async (context) => {
  const record = { ...GOOD, body: { format: 'text', value: 'a\u2028b\u2029c\u0085d' } };
  const { records } = await readText(
    context,
    `${JSON.stringify(record)}\r\n${JSON.stringify(GOOD)}\r\n`,
    'colloquy',
  );
  assert.deepEqual(records, [record, GOOD]);
});

test('does not hold a line that is longer than any record', async (context) => {
  const lines = ['x'.repeat(40 * 1024 * 1024), JSON.stringify(GOOD)];
  const { records, problems } = await readText(context, lines.join('\n'), 'colloquy');
  assert.deepEqual(records, [GOOD]);
  assert.deepEqual(briefly(problems), ['bad 1: the record is too large']);
});

test('reads half of a last line as a bad record', async (context) => {
  const text = `${JSON.stringify(GOOD)}\n${JSON.stringify(GOOD).slice(0, 50)}`;
  const { records, problems } = await readText(context, text, 'colloquy');
  assert.equal(records.length, 1);
  assert.deepEqual(briefly(problems), ['bad 2: not JSON']);
});
