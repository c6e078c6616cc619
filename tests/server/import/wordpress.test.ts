import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordpressBody } from '../../../src/server/import/html-body.ts';
import { briefly, find, fixture, readAll } from './read-fixture.ts';

test('reads posts and nested comments of a WordPress export', async () => {
  const { records } = await readAll(fixture('wordpress.xml'), 'wordpress');
  assert.deepEqual(
    records.map(({ id, parentId, status, thread }) => [id, parentId, status, thread]),
    [
      ['wp-31', null, 'published', 'https://orchard.example/pruning/'],
      ['wp-32', 'wp-31', 'pending', 'https://orchard.example/pruning/'],
      ['wp-34', null, 'spam', 'https://orchard.example/pruning/'],
      ['wp-35', 'wp-32', 'deleted', 'https://orchard.example/pruning/'],
      ['wp-41', null, 'published', 'https://orchard.example/later/'],
    ],
  );
  assert.deepEqual(records[0], {
    thread: 'https://orchard.example/pruning/',
    threadUrl: 'https://orchard.example/pruning/',
    threadTitle: 'Pruning & <b>more</b>',
    threadClosed: true,
    id: 'wp-31',
    parentId: null,
    author: { name: 'Nils' },
    email: 'nils@orchard.example',
    body: {
      format: 'html',
      value:
        '<p>First <b>bold</b><br>\nsecond line</p>\n<p>New paragraph 🌳</p>\n<blockquote>quoted<br>\ntwice</blockquote>',
    },
    createdAt: '2013-07-01T12:00:00.000Z',
    status: 'published',
  });
});

test('knows a registered author, plain text, and a comment without GMT', async () => {
  const { records } = await readAll(fixture('wordpress.xml'), 'wordpress');
  const reply = find(records, 'wp-32');
  assert.deepEqual(reply.author, { id: 'wordpress:1', name: 'Ida', url: 'https://orchard.example/ida' });
  assert.deepEqual(reply.body, { format: 'text', value: 'Plain,\ntwo lines.' });
  assert.equal(reply.createdAt, '2013-07-01T15:00:00.000Z');
});

test('keeps nothing that was thrown away', async () => {
  const { records } = await readAll(fixture('wordpress.xml'), 'wordpress');
  const { author, body, email } = find(records, 'wp-35');
  assert.deepEqual([author, body.value, email], [{ name: '' }, '', undefined]);
});

test('counts pingbacks apart from what is wrong', async () => {
  const { problems } = await readAll(fixture('wordpress.xml'), 'wordpress');
  assert.deepEqual(briefly(problems), [
    'left-out 55: a pingback',
    'bad 83: wp:comment_approved is not one of 1, 0, spam, trash',
    'bad 112: its post has no address',
  ]);
});

test('makes paragraphs of line breaks, but not in lists and preformatted text', () => {
  assert.deepEqual(wordpressBody('a & b'), { format: 'html', value: 'a & b' });
  assert.deepEqual(wordpressBody('<b>a</b>\r\n\r\nb').value, '<p><b>a</b></p>\n<p>b</p>');
  assert.deepEqual(wordpressBody('<pre>a\n\nb</pre>\nc').value, '<pre>a\n\nb</pre>\n<p>c</p>');
  assert.deepEqual(wordpressBody('<ul>\n<li>a</li>\n</ul>').value, '<ul>\n<li>a</li>\n</ul>');
});

test('is not held up by a body of unclosed blocks', () => {
  const start = performance.now();
  // By the square of its length the first would take hours, and the second is as long as one may be for that.
  wordpressBody('<p>\n'.repeat(500_000));
  wordpressBody('<p>\n'.repeat(4_000));
  assert.ok(performance.now() - start < 10_000);
});
