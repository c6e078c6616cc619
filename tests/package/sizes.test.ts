import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Consumer, loadedAtOnce } from './consumer.ts';

interface Budget {
  readonly name: string;
  /** What it may weigh today: the last figure and a little more, so that growth is noticed. */
  readonly limit: number;
  /** What it should weigh; see docs/decisions/0010. */
  readonly goal: number;
  readonly compression: 'gzip' | 'brotli';
  /** What is loaded, each file compressed by itself. */
  readonly files: () => readonly string[];
}

const consumer = new Consumer();
const thread = await consumer.bundle(
  `import 'colloquy/define/comments.js'; import 'colloquy/define/thread.js';`,
);

const BUDGETS: readonly Budget[] = [
  {
    name: 'script tag (dist/embed/colloquy.js)',
    limit: 35_200,
    goal: 20_000,
    compression: 'gzip',
    files: () => [readFileSync(join(consumer.packageFolder, 'dist/embed/colloquy.js'), 'utf8')],
  },
  {
    name: 'chunked thread (define/comments.js and define/thread.js)',
    limit: 25_800,
    goal: 14_336,
    compression: 'brotli',
    files: () => loadedAtOnce(thread).map((chunk) => chunk.code),
  },
];

const COMPRESS = {
  gzip: (text: string) => gzipSync(text, { level: 9 }),
  brotli: (text: string) => brotliCompressSync(text),
};

describe('sizes', () => {
  const measured: { what: string; compression: string; bytes: number; limit: number; goal: number }[] = [];

  after(() => {
    console.table(measured);
    consumer.remove();
  });

  for (const { name, limit, goal, compression, files } of BUDGETS) {
    it(`${name}: at most ${limit} bytes ${compression}`, () => {
      const bytes = files().reduce((sum, text) => sum + COMPRESS[compression](text).length, 0);
      measured.push({ what: name, compression, bytes, limit, goal });
      assert.ok(bytes > 0 && bytes <= limit, `${bytes} bytes`);
    });
  }

  it('loads the sanitiser with the first body that needs it, not before', () => {
    const withSanitiser = thread.filter((chunk) => chunk.moduleIds.some((id) => id.includes('/dompurify/')));
    const first = loadedAtOnce(thread);
    assert.ok(withSanitiser.length > 0, 'the sanitiser is in some chunk');
    assert.deepEqual(
      withSanitiser.filter((chunk) => first.includes(chunk)).map((chunk) => chunk.fileName),
      [],
    );
  });
});
