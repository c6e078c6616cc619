import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { briefly, find, fixture, readAll, readGzipped, readText, temporaryFile } from './read-fixture.ts';

const page = {
  thread: 'https://orchard.example/grafting/',
  threadUrl: 'https://orchard.example/grafting/',
  threadTitle: 'Grafting & budding',
  threadClosed: true,
};

test('reads threads, nesting, CDATA and four-byte characters of a Disqus export', async () => {
  const { records } = await readAll(fixture('disqus.xml'), 'disqus');

  assert.deepEqual(
    records.map(({ id, parentId, status }) => [id, parentId, status]),
    [
      ['disqus-202', 'disqus-201', 'published'],
      ['disqus-201', null, 'published'],
      ['disqus-203', 'disqus-202', 'deleted'],
      ['disqus-204', null, 'spam'],
      ['disqus-205', null, 'pending'],
      ['disqus-207', null, 'published'],
    ],
  );
  assert.deepEqual(records[0], {
    ...page,
    id: 'disqus-202',
    parentId: 'disqus-201',
    author: { id: 'disqus:ida', name: 'Ida' },
    email: 'ida@orchard.example',
    body: { format: 'html', value: '<p>Only with <em>sharp</em> tools 🪚🍎 &lt;really&gt;.</p>' },
    createdAt: '2014-03-03T09:30:00.000Z',
    status: 'published',
  });
  assert.deepEqual(records[1], {
    ...page,
    id: 'disqus-201',
    parentId: null,
    author: { name: 'Óskar 𝔊𝔯𝔢𝔶' },
    body: { format: 'text', value: 'Can it be done in March?' },
    createdAt: '2014-03-02T10:00:00.000Z',
    status: 'published',
  });
});

test('keeps of a deleted Disqus post its place only', async () => {
  const { records } = await readAll(fixture('disqus.xml'), 'disqus');
  assert.deepEqual(find(records, 'disqus-203'), {
    ...page,
    id: 'disqus-203',
    parentId: 'disqus-202',
    author: { name: '' },
    body: { format: 'text', value: '' },
    createdAt: '2014-03-03T10:00:00.000Z',
    status: 'deleted',
  });
});

test('finds the thread of a Disqus post wherever in the file it stands, and says where there is none', async () => {
  const { records, problems } = await readAll(fixture('disqus.xml'), 'disqus');
  assert.equal(find(records, 'disqus-207').thread, 'https://orchard.example/cider/');
  assert.deepEqual(briefly(problems), [
    'left-out 62: its thread was deleted',
    'bad 76: its thread is not in the file',
  ]);
});

test('skips the broken posts of a Disqus export, each with its line, and goes on', async () => {
  const { records, problems } = await readAll(fixture('disqus-broken.xml'), 'disqus');
  assert.deepEqual(
    records.map(({ id, body }) => [id, body.value]),
    [
      ['disqus-11', 'first'],
      ['disqus-13', 'after a stray tag'],
      ['disqus-18', 'bell and last'],
    ],
  );
  assert.deepEqual(briefly(problems), [
    'bad 5: not well-formed XML: unexpected close tag',
    'bad 7: not well-formed XML: disallowed character in tag name',
    'bad 8: not well-formed XML: undefined entity',
    'bad 9: no valid createdAt',
    'bad 10: no id',
    'bad 11: no text',
  ]);
});

test('refuses a file that declares entities, and expands none', async () => {
  const { records, problems } = await readAll(fixture('disqus-bomb.xml'), 'disqus');
  assert.deepEqual(records, []);
  assert.deepEqual(briefly(problems), [
    'broken-file 6: the file declares entities of its own (a DOCTYPE), which no export does',
  ]);
});

test('refuses a DOCTYPE that points elsewhere', async (context) => {
  const text = (await readFile(fixture('disqus-broken.xml'), 'utf8')).replace(
    '<disqus',
    '<!DOCTYPE disqus SYSTEM "file:///etc/passwd"><disqus',
  );
  const { records, problems } = await readText(context, text, 'disqus');
  assert.deepEqual(records, []);
  assert.equal(problems[0]?.kind, 'broken-file');
});

test('gives what was whole of a truncated file, and says that it was not all', async (context) => {
  const text = await readFile(fixture('disqus.xml'), 'utf8');
  const whole = await readText(context, text, 'disqus');
  assert.ok(!whole.problems.some(({ kind }) => kind === 'broken-file'));

  const cut = await readText(context, text.slice(0, text.indexOf('Cheap pills')), 'disqus');
  assert.deepEqual(
    cut.records.map(({ id }) => id),
    ['disqus-202', 'disqus-201', 'disqus-203'],
  );
  assert.deepEqual(briefly(cut.problems), [
    'broken-file 48: the file ends too early: what begins here has no end',
  ]);
});

test('notices a cut between two posts, even after a stray end tag', async (context) => {
  const text = await readFile(fixture('disqus-broken.xml'), 'utf8');
  const cut = await readText(context, text.slice(0, text.indexOf('<post dsq:id="14"')), 'disqus');
  assert.deepEqual(
    cut.records.map(({ id }) => id),
    ['disqus-11', 'disqus-13'],
  );
  assert.equal(cut.problems.at(-1)?.kind, 'broken-file');
});

test('reads a gzipped export', async (context) => {
  const text = await readFile(fixture('disqus.xml'), 'utf8');
  const { records, problems } = await readGzipped(context, text, 'disqus');
  assert.equal(records.length, 6);
  assert.equal(problems.length, 2);
});

test('reads an export in the encoding that it declares', async (context) => {
  const text = (await readFile(fixture('disqus.xml'), 'utf8'))
    .replace('encoding="utf-8"', 'encoding="iso-8859-1"')
    .replace(/[^\0-\xff]/gu, '?');
  const file = await temporaryFile(context, Buffer.from(text, 'latin1'));
  const { records } = await readAll(file, 'disqus');
  assert.equal(find(records, 'disqus-201').author.name, 'Óskar ????');
});

test('does not hold a post that is larger than any', async (context) => {
  const [before, after] = ['first</message>', 'first'];
  const text = (await readFile(fixture('disqus-broken.xml'), 'utf8')).replace(
    before,
    `${after}${'x'.repeat(17 * 1024 * 1024)}</message>`,
  );
  const { records, problems } = await readText(context, text, 'disqus');
  assert.equal(records[0]?.id, 'disqus-13');
  assert.equal(briefly(problems)[0], 'bad 4: the record is too large');
});
