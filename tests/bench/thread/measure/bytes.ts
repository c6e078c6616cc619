import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';
import { loadedAtOnce } from '../../../package/consumer.ts';
import type { Variant } from '../variants/variant.ts';

export interface Weight {
  /** Brotli, each file by itself. */
  readonly bytes: number;
  readonly requests: number;
}

/** What an application that bundles the package loads to show a thread of text. */
export async function weighThread(built: string): Promise<Weight> {
  const entry = 'bench-entry';
  const modules = ['define/comments.js', 'define/thread.js'].map((path) => join(built, path));
  const result = await build({
    configFile: false,
    root: built,
    logLevel: 'error',
    plugins: [
      {
        name: 'bench:entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) =>
          id === entry ? modules.map((path) => `import ${JSON.stringify(path)};`).join('') : null,
      },
    ],
    build: { write: false, target: 'es2022', modulePreload: false, rolldownOptions: { input: entry } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error('The bundler gave no output');
  const chunks = loadedAtOnce(output.output.filter((file) => file.type === 'chunk'));
  return weigh(chunks.map(({ code }) => code));
}

/** What a page of another client loads before it asks for comments; null where it loads nothing of its own. */
export function weighFiles({ assets, files }: Variant): Weight | null {
  return assets && files ? weigh(files.map((file) => readFileSync(join(assets, file), 'utf8'))) : null;
}

function weigh(texts: readonly string[]): Weight {
  const bytes = texts.reduce((sum, text) => sum + brotliCompressSync(text).length, 0);
  return { bytes, requests: texts.length };
}
