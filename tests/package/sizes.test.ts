import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Rolldown } from 'vite';
import { CATALOGUES } from '../../src/i18n/languages.ts';
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
    limit: 40_920,
    goal: 20_000,
    compression: 'gzip',
    files: () => [readFileSync(join(consumer.packageFolder, 'dist/embed/colloquy.js'), 'utf8')],
  },
  {
    name: 'chunked thread (define/comments.js and define/thread.js)',
    limit: 30_960,
    goal: 14_336,
    compression: 'brotli',
    files: () => loadedAtOnce(thread).map((chunk) => chunk.code),
  },
];

/** For the words of a language, gzip. */
const CATALOGUE_LIMIT = 3_200;

/** For an adapter, and for each part of it that loads later, gzip. */
const ADAPTER_LIMIT = 3_072;

/**
 * What is not counted for an adapter: `core`, which a page has or shares between adapters, and the parts of
 * `adapters` that several of them share in whole, which have lines of their own.
 */
const SHARED_PARTS = ['http', 'lazy-methods', 'whole-thread'];
const CORE = /\/core\//;
const SHARED = new RegExp(`/(${SHARED_PARTS.join('|')})\\.js$`);

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

  // Bundlers cut what loads at once into pieces where lazy files import from the midst of it.
  it('chunked thread: at most 2 requests', () => {
    const files = loadedAtOnce(thread).map(({ fileName }) => fileName);
    assert.ok(files.length <= 2, files.join(', '));
  });

  it(`a language: at most ${CATALOGUE_LIMIT} bytes gzip`, () => {
    const folder = join(consumer.packageFolder, 'dist/embed', lazyFolder());
    const weights = [...CATALOGUES.keys()].map((tag) => {
      return [tag, COMPRESS.gzip(readFileSync(join(folder, `${tag}.js`), 'utf8')).length] as const;
    });
    const [tag, bytes] = weights.reduce((most, one) => (one[1] > most[1] ? one : most));
    measured.push({
      what: `the longest language (${tag})`,
      compression: 'gzip',
      bytes,
      limit: CATALOGUE_LIMIT,
      goal: 2_500,
    });
    assert.ok(bytes <= CATALOGUE_LIMIT, `${tag}: ${bytes} bytes`);
  });

  for (const name of [...SHARED_PARTS, ...adaptersIn(consumer.manifest.exports)]) {
    it(`adapters/${name}.js, and each part of it that loads later: at most ${ADAPTER_LIMIT} bytes gzip`, async () => {
      for (const [part, chunks] of await partsOf(name)) {
        const bytes = chunks.reduce((sum, { code }) => sum + COMPRESS.gzip(code).length, 0);
        const limits = { limit: ADAPTER_LIMIT, goal: ADAPTER_LIMIT };
        measured.push({ what: `adapters/${part}.js`, compression: 'gzip', bytes, ...limits });
        assert.ok(bytes > 0 && bytes <= ADAPTER_LIMIT, `${part}: ${bytes} bytes`);
      }
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

/** What the script-tag file loads later is in a folder that is named after its content. */
function lazyFolder(): string {
  return readdirSync(join(consumer.packageFolder, 'dist/embed')).find((name) => name.startsWith('lazy-'))!;
}

function adaptersIn(exports: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(exports).flatMap((path) => /^\.\/adapters\/([\w-]+)\.js$/.exec(path)?.[1] ?? []);
}

/**
 * The chunks that load when an adapter is named, beyond what names it; and for each part that it loads later those
 * that are then not there yet.
 */
async function partsOf(name: string): Promise<Map<string, Rolldown.OutputChunk[]>> {
  const file = join(consumer.packageFolder, `dist/adapters/${name}.js`);
  const chunks = await consumer.bundle(
    `import(${JSON.stringify(file)});`,
    SHARED_PARTS.includes(name) ? [CORE] : [CORE, SHARED],
  );
  const there = new Set(loadedAtOnce(chunks));
  const load = (first: Rolldown.OutputChunk[]) => {
    const loaded = loadedAtOnce(chunks, first).filter((chunk) => !there.has(chunk));
    for (const chunk of loaded) there.add(chunk);
    return loaded;
  };
  const parts = new Map([[name, load(chunks.filter(({ facadeModuleId }) => facadeModuleId === file))]]);
  for (const chunk of chunks.filter((one) => one.isDynamicEntry && !there.has(one))) {
    parts.set(basename(chunk.facadeModuleId ?? '', '.js'), load([chunk]));
  }
  return parts;
}
