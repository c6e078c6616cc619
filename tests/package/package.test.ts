import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { Consumer, ROOT } from './consumer.ts';
import { readImports } from './module-graph.ts';

const ATTW = join(ROOT, 'node_modules/@arethetypeswrong/cli/dist/index.js');

/** An importing project's share of a side-effect-free package: what its bundler itself writes. */
const ALMOST_NOTHING_BYTES = 100;

const consumer = new Consumer();
const { manifest, packageFolder } = consumer;
const modules = globSync('dist/**/*.js', { cwd: packageFolder });
const textOf = (path: string) => readFileSync(join(packageFolder, path), 'utf8');

describe('the package', () => {
  after(() => consumer.remove());

  it('has nothing that publint finds', async () => {
    const { messages, pkg } = await publint({ pkgDir: packageFolder, strict: true, pack: false });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg, { color: false })),
      [],
    );
  });

  it('has types that resolve', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [ATTW, consumer.tarball, '--profile', 'esm-only'],
      {
        encoding: 'utf8',
      },
    );
    assert.equal(status, 0, stdout);
  });

  it('resolves every path that it exports', () => {
    const paths = exportedPaths();
    assert.ok(paths.length > 0, 'there are exported paths');
    assertResolve(paths);
  });

  it('resolves every path that its documentation imports', () => {
    const documents = ['README.md', ...globSync('docs/**/*.md', { cwd: ROOT })];
    const paths = documents.flatMap((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      return [...text.matchAll(/(?:from|import|import\()\s*['"](colloquy(?:\/[\w./-]+)?)['"]/g)].map(
        ([, one]) => one!,
      );
    });
    assertResolve([...new Set(paths)]);
  });

  it('imports only what it declares', () => {
    const declared = Object.keys(manifest.dependencies);
    const foreign = modules.flatMap((path) =>
      readImports(path, textOf(path))
        .imports.filter(({ specifier }) => {
          if (specifier.startsWith('.')) return !existsSync(join(packageFolder, dirname(path), specifier));
          if (path.includes('/server/') && specifier.startsWith('node:')) return false;
          return !declared.some((name) => specifier === name || specifier.startsWith(`${name}/`));
        })
        .map(({ specifier }) => `${path}: ${specifier}`),
    );
    assert.deepEqual(foreign, []);
  });

  it('writes comments as HTML in Node, with nothing else installed', () => {
    const html = runInConsumer(`
      import { memoryAdapter } from 'colloquy/adapters/memory.js';
      import { renderThread } from 'colloquy/static';
      const bodies = [
        { format: 'html', value: 'In <b onclick=x>bold</b>.<script>x</script>' },
        { format: 'markdown', value: 'As *marked* &Auml;' },
      ];
      const comments = bodies.map((body, index) => ({
        id: String(index), parentId: null, author: { name: 'Ana' }, body,
        createdAt: '2025-03-04T05:06:07.000Z', status: 'published',
      }));
      console.log(await renderThread(memoryAdapter({ comments }), { url: 'https://example.org/', lang: 'fr' }));`);
    for (const part of [
      '2 commentaires',
      '4 mars 2025',
      '>In <b>bold</b>.<',
      '<p>As <em>marked</em> Ä</p>',
    ]) {
      assert.ok(html.includes(part), `${part} in ${html}`);
    }
  });

  it('is imported in Node, by what renders pages there', () => {
    const paths = exportedPaths().filter((path) => !path.endsWith('.json'));
    const names = JSON.stringify(paths);
    const loaded = runInConsumer(`for (const path of ${names}) { await import(path); console.log(path); }`);
    assert.deepEqual(loaded.trim().split('\n'), paths);
  });

  it('comes to nothing where it is imported for nothing', async () => {
    const code = codeOf(await consumer.bundle(`import 'colloquy';`));
    assert.ok(code.length < ALMOST_NOTHING_BYTES, `${code.length} bytes: ${code.slice(0, 200)}`);
  });

  it('keeps the registrations of all.js', async () => {
    const code = codeOf(await consumer.bundle(`import 'colloquy/all.js';`));
    for (const name of ['comments', 'thread', 'form', 'share-bar', 'count']) {
      assert.match(code, new RegExp(`["'\`]colloquy-${name}["'\`]`));
    }
    assert.match(code, /\.define\(/);
  });

  it('has a worker whose script bundlers find, alone in its file', async () => {
    const path = 'dist/adapters/proof-of-work.js';
    assert.deepEqual(readImports(path, textOf(path)).imports, []);
    const files = await consumer.bundleAll(
      `import { restAdapter } from 'colloquy/adapters/rest.js'; globalThis.made = restAdapter;`,
    );
    const named = files.flatMap((file) =>
      file.type === 'chunk' ? [...file.code.matchAll(/["'`]\/(assets\/proof-of-work-[^"'`]+)["'`]/g)] : [],
    );
    const script = files.find((file) => file.type === 'asset' && file.fileName === named[0]?.[1]);
    assert.ok(script?.type === 'asset', `no such file: ${named[0]?.[1]}`);
    assert.match(String(script.source), /addEventListener\(["'`]message/);
  });

  it('has a script-tag file that loads nothing else before it must', () => {
    const path = 'dist/embed/colloquy.js';
    const { imports } = readImports(path, textOf(path));
    assert.deepEqual(
      imports.filter(({ kind }) => kind === 'static'),
      [],
    );
  });

  it('brings along the licences of what is bundled', () => {
    for (const [folder, names] of Object.entries({
      'dist/content/vendor': ['micromark'],
      'dist/embed': ['lit', 'lit-html', '@lit/context', 'dompurify', 'micromark'],
      'dist/moderation': ['lit', 'dompurify'],
      'dist/static': ['micromark', 'parse5', 'entities'],
      'dist/server': ['hono', 'kysely', 'pg', 'pg-types', 'altcha-lib', 'saxes'],
    })) {
      const text = textOf(`${folder}/LICENSES.txt`);
      for (const name of names) assert.match(text, new RegExp(`^${name} \\d+\\.`, 'm'), folder);
      assert.match(text, /Copyright/, folder);
    }
    assert.match(textOf('dist/server/LICENSES.txt'), /^pg-types[^]{0,100}Copyright/m, 'from its readme');
  });

  it('names no path of the machine that built it', () => {
    const texts = globSync('dist/**/*.{js,ts,json,map,css}', { cwd: packageFolder });
    const found = texts.filter((path) => [ROOT, 'file:///'].some((word) => textOf(path).includes(word)));
    assert.deepEqual(found, []);
  });

  it('has source maps that lead to their sources', () => {
    const lost = globSync('dist/**/*.map', { cwd: packageFolder }).flatMap((path) => {
      const map: { sources: string[]; sourcesContent?: (string | null)[] } = JSON.parse(textOf(path));
      return map.sources
        .filter((source, index) => {
          const inside = existsSync(join(packageFolder, dirname(path), source));
          return !inside && typeof map.sourcesContent?.[index] !== 'string';
        })
        .map((source) => `${path}: ${source}`);
    });
    assert.deepEqual(lost, []);
  });
});

/** `colloquy`, `colloquy/all.js`, …; a pattern becomes the paths that it stands for. */
function exportedPaths(): string[] {
  return Object.entries(manifest.exports).flatMap(([key, target]) => {
    if (!key.includes('*')) return [manifest.name + key.slice(1)];
    const pattern = JSON.stringify(target).match(/"\.\/(dist\/[^"]*\*[^"]*)"/)?.[1] ?? '';
    const [before = '', behind = ''] = pattern.split('*');
    return globSync(pattern.replace('*', '**'), { cwd: packageFolder }).map((path) => {
      const star = path.slice(before.length, path.length - behind.length);
      return manifest.name + key.slice(1).replace('*', star);
    });
  });
}

/** Asks Node, in the importing project. */
function assertResolve(paths: readonly string[]): void {
  const script = `console.log(JSON.stringify(${JSON.stringify(paths)}.map((path) => {
    try { return import.meta.resolve(path); } catch (error) { return error.message; }
  })))`;
  const output = runInConsumer(script);
  const lost = (JSON.parse(output) as string[]).flatMap((url, index) =>
    url.startsWith('file:') && existsSync(fileURLToPath(url)) ? [] : [`${paths[index]}: ${url}`],
  );
  assert.deepEqual(lost, []);
}

function runInConsumer(script: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: consumer.folder,
    encoding: 'utf8',
  });
}

function codeOf(chunks: readonly { readonly code: string }[]): string {
  return chunks.map((chunk) => chunk.code).join('\n');
}
