import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { exportRecords } from '../../../src/server/export/export-records.ts';
import { readColloquyLine } from '../../../src/server/import/formats/colloquy.ts';
import type { ImportFormat } from '../../../src/server/import/formats/formats.ts';
import { readLines } from '../../../src/server/import/parse/lines.ts';
import type { CommentRecord } from '../../../src/server/record.ts';
import { captureOutput } from '../import/command-output.ts';
import { fixture, readAll, temporaryFile } from '../import/read-fixture.ts';

async function exported(records: readonly CommentRecord[]): Promise<string> {
  const { stdout, out } = captureOutput();
  await exportRecords(records, stdout);
  return out();
}

/** Every record in a text that arrives in pieces of some size. */
async function read(text: string, size: number) {
  async function* pieces() {
    for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size);
  }
  const items = [];
  for await (const line of readLines(pieces())) items.push(readColloquyLine(line.line, line.text));
  return items;
}

/** Any text at all: astral characters, halves of them, controls, line separators, NUL. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
  fc.constantFrom('', '\u2028', '\r\n', '\0', '<p>a &amp; b</p>', '__proto__', '😀', '\ud83d', ']]>', '"\\'),
);
const filledText = anyText.filter((text) => text.trim() !== '');
const webAddress = fc.webUrl({ withQueryParameters: true, withFragments: true });
const moment = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .chain((date) =>
    fc.constantFrom(
      date.toISOString(),
      date.toISOString().slice(0, 19) + 'Z',
      date.toISOString().replace('Z', '123Z'),
    ),
  );

const record = fc.record<CommentRecord>(
  {
    thread: filledText,
    threadUrl: anyText,
    threadTitle: anyText,
    threadClosed: fc.boolean(),
    id: filledText,
    parentId: fc.option(filledText),
    author: fc.record(
      {
        id: anyText,
        name: anyText,
        url: webAddress,
        avatarUrl: webAddress,
        location: anyText,
        badge: anyText,
      },
      { requiredKeys: ['name'] },
    ),
    email: anyText,
    body: fc.record(
      { format: fc.constantFrom('text', 'markdown', 'html'), value: anyText, lang: anyText },
      { requiredKeys: ['format', 'value'] },
    ),
    createdAt: moment,
    editedAt: moment,
    status: fc.constantFrom('published', 'pending', 'deleted', 'hidden', 'spam'),
    pinned: fc.boolean(),
    reactions: fc.dictionary(anyText, fc.nat()),
  },
  { requiredKeys: ['thread', 'id', 'parentId', 'author', 'body', 'createdAt', 'status'] },
);

test('records come back from their lines as they were, whatever is in them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { maxLength: 8 }),
      fc.integer({ min: 1, max: 5000 }),
      async (records, size) => {
        const text = await exported(records);
        const back = await read(text, size);
        // fast-check makes objects without a prototype, which is no difference here.
        assert.deepEqual(back, structuredClone(records));
        const again = await exported(back);
        assert.equal(await exported((await read(again, size)) as CommentRecord[]), again);
      },
    ),
    { numRuns: 500 },
  );
});

const IMPORTED: Readonly<Record<string, ImportFormat>> = {
  'colloquy.jsonl': 'colloquy',
  'commento.json': 'commento',
  'cusdis-api.json': 'cusdis',
  'cusdis-tables.json': 'cusdis',
  'disqus-broken.xml': 'disqus',
  'disqus.xml': 'disqus',
  'isso.json': 'isso',
  'remark42.jsonl': 'remark42',
  'wordpress.xml': 'wordpress',
};

for (const [name, format] of Object.entries(IMPORTED)) {
  test(`what was read of ${name} comes back from a file of lines as it was`, async (context) => {
    const { records } = await readAll(fixture(name), format);
    assert.ok(records.length >= 3);
    const file = await temporaryFile(context, await exported(records));
    const back = await readAll(file, 'colloquy');
    assert.deepEqual(back, { records, problems: [] });
    assert.equal(await exported(back.records), await readFile(file, 'utf8'));
  });
}
