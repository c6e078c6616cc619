import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { lazyFiles } from '../support/lazy-files.ts';
import { ROOT } from './consumer.ts';

const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');
const run = promisify(execFile);

const dist = join(ROOT, 'dist');
const hashes: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(dist, 'integrity.json'), 'utf8'),
);

describe('integrity.json', () => {
  it('names every file that a page could load from a CDN, and no other', () => {
    assert.deepEqual(Object.keys(hashes), filesIn(dist, 'embed/**/*.*'));
    assert.ok(hashes['embed/colloquy.js']);
    assert.ok(lazyFiles(Object.keys(hashes)).includes('sanitize'));
  });

  it('has their hashes', () => {
    for (const [path, hash] of Object.entries(hashes)) {
      const digest = createHash('sha384')
        .update(readFileSync(join(dist, path)))
        .digest('base64');
      assert.equal(hash, `sha384-${digest}`, path);
    }
  });
});

describe("the documentation's script tags", () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const texts = ['README.md', 'docs/security.md'].map((path) => readFileSync(join(ROOT, path), 'utf8'));

  it('name this version, never a range or the newest', () => {
    const named = texts.flatMap((text) =>
      [...text.matchAll(/\bcolloquy@([^/\s"'`]+)/g)].map(([, one]) => one),
    );
    assert.ok(named.length > 0);
    assert.deepEqual([...new Set(named)], [version]);
  });

  it('name a hash where they name the way to it; which one is for each version to say', () => {
    // Not the hash itself: the files are made anew, and differ, with each change of the sources.
    const tags = texts.flatMap((text) =>
      [...text.matchAll(/<script\b[^>]*\bintegrity=[^>]*>/g)].map(([tag]) => tag),
    );
    assert.ok(tags.length > 0);
    for (const tag of tags) {
      assert.match(tag, /\sintegrity="sha384-…"/);
      assert.match(tag, /\scrossorigin="anonymous"/);
      const [, path = ''] = /\ssrc="https:\/\/[^"]+\/dist\/([^"]+)"/.exec(tag) ?? [];
      assert.ok(hashes[path], `integrity.json has ${path}`);
    }
    assert.match(texts[0]!, /tar -xOf colloquy-[\d.]+\.tgz package\/dist\/integrity\.json/);
  });
});

describe('two builds of the same sources', () => {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-builds-'));
  after(() => rmSync(folder, { recursive: true }));
  // As on machines of two people.
  before(() =>
    Promise.all([
      buildInto(join(folder, 'one'), { TZ: 'Pacific/Auckland', LANG: 'C', HOME: folder }),
      buildInto(join(folder, 'two', 'of', 'another'), { TZ: 'UTC', LANG: 'de_DE.UTF-8', USER: 'somebody' }),
    ]),
  );

  it('have the same files, to the byte', () => {
    const one = contentsOf(join(folder, 'one'));
    const two = contentsOf(join(folder, 'two', 'of', 'another'));
    assert.ok(one.has('embed/colloquy.js') && one.has('integrity.json'));
    assert.ok(lazyFiles([...one.keys()]).includes('rest'));
    assert.deepEqual([...one.keys()], [...two.keys()]);
    const different = [...one].filter(([path, content]) => !content.equals(two.get(path)!));
    assert.deepEqual(
      different.map(([path]) => path),
      [],
    );
  });
});

/** The files for a CDN; what else the package has is built by the same tools. */
async function buildInto(folder: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const into = ['--outDir', join(folder, 'embed'), '--emptyOutDir'];
  const args = ['build', '--mode', 'embed', ...into, '--logLevel', 'error'];
  await run(process.execPath, [VITE, ...args], { cwd: ROOT, env: { ...process.env, ...environment } });
}

function contentsOf(folder: string): Map<string, Buffer> {
  return new Map(filesIn(folder, '**/*.*').map((path) => [path, readFileSync(join(folder, path))]));
}

function filesIn(folder: string, pattern: string): string[] {
  return globSync(pattern, { cwd: folder })
    .map((path) => path.replaceAll(sep, '/'))
    .sort();
}
