import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { detectFormat } from '../../../src/server/import/detect-format.ts';
import { fixture, temporaryFile } from './read-fixture.ts';

const FORMATS = {
  'colloquy.jsonl': 'colloquy',
  'commento.json': 'commento',
  'cusdis-api.json': 'cusdis',
  'cusdis-tables.json': 'cusdis',
  'disqus.xml': 'disqus',
  'isso.json': 'isso',
  'remark42.jsonl': 'remark42',
  'wordpress.xml': 'wordpress',
} as const;

for (const [name, format] of Object.entries(FORMATS)) {
  test(`sees what ${name} is, plain, packed and with a byte order mark`, async (context) => {
    assert.equal(await detectFormat(fixture(name)), format);
    const content = await readFile(fixture(name));
    assert.equal(await detectFormat(await temporaryFile(context, gzipSync(content))), format);
    const marked = Buffer.concat([Buffer.from('\ufeff'), content]);
    assert.equal(await detectFormat(await temporaryFile(context, marked)), format);
  });
}

for (const [what, content] of [
  ['an empty file', ''],
  ['a text', 'Dear reader,'],
  ['a page', '<!doctype html><html><p>Comments</p></html>'],
  ['a feed without comments', '<rss version="2.0"><channel><title>x</title></channel></rss>'],
  ['some other JSON', '{"version": 1, "name": "x"}'],
  ['a list of numbers', '[1, 2, 3]'],
] as const) {
  test(`does not take ${what} for an export`, async (context) => {
    assert.equal(await detectFormat(await temporaryFile(context, content)), undefined);
  });
}

test("knows Colloquy's own lines where no thread has comments", async (context) => {
  const lines = '{"thread":"a","threadClosed":true}\n{"thread":"b","threadClosed":true}\n';
  assert.equal(await detectFormat(await temporaryFile(context, lines)), 'colloquy');
});

test('knows a Remark42 backup whose first line is longer than what is looked at', async (context) => {
  const users = Array.from({ length: 5000 }, (_, n) => ({ id: `u${n}`, blocked: { status: true } }));
  const text = JSON.stringify({ version: 1, users, posts: [] });
  assert.ok(text.length > 128 * 1024);
  assert.equal(await detectFormat(await temporaryFile(context, text)), 'remark42');
});
