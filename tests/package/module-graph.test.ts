import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, it } from 'node:test';
import { findGraphFaults } from './module-graph.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Packages that the build puts into the package's own files. */
const BUNDLED = ['micromark', 'parse5', 'saxes', 'hono', '@hono/node-server', 'kysely', 'pg', 'altcha-lib'];

describe('the import graph of src', () => {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const paths = globSync('**/*.{ts,json}', { cwd: join(ROOT, 'src') });
  const files = new Map(
    paths.map((path) => [path.replaceAll(sep, '/'), readFileSync(join(ROOT, 'src', path), 'utf8')]),
  );

  it('keeps the order of the house', () => {
    assert.ok(files.size > 0, 'src has files');
    assert.deepEqual(
      findGraphFaults(files, [...Object.keys({ ...dependencies, ...peerDependencies }), ...BUNDLED]),
      [],
    );
  });
});

describe('the check of the import graph', () => {
  const PACKAGES = ['lit', '@lit/context', 'dompurify', 'micromark'];
  const faultsOf = (files: Record<string, string>) =>
    findGraphFaults(new Map(Object.entries(files)), PACKAGES);

  const allowed: Record<string, Record<string, string>> = {
    'an arrow within core': {
      'core/store/store.ts': `import { sort } from '../model/sort.ts';`,
      'core/model/sort.ts': 'export const sort = 1;',
    },
    'a type of core in content': {
      'content/body.ts': `import type { Body } from '../core/model/body.ts'; import p from 'dompurify';
        export const load = () => import('./markdown.ts');`,
      'content/markdown.ts': `import { micromark } from 'micromark';`,
      'core/model/body.ts': 'export interface Body {}',
    },
    "another element's event": {
      'elements/form/form.element.ts': `import { E } from '../thread/thread.events.ts'; import 'lit/directives/ref.js';`,
      'elements/thread/thread.events.ts': 'export class E {}',
    },
    'the entries': {
      'index.ts': `export * from './adapters/memory.ts';`,
      'adapters/memory.ts': '',
    },
    'words about the DOM in a comment': { 'core/store/store.ts': '// no window and no document' },
  };
  for (const [name, files] of Object.entries(allowed)) {
    it(`allows ${name}`, () => assert.deepEqual(faultsOf(files), []));
  }

  const forbidden: Record<string, [files: Record<string, string>, fault: RegExp]> = {
    'core that imports an adapter': [
      { 'core/store/store.ts': `import '../../adapters/memory.ts';`, 'adapters/memory.ts': '' },
      /^core\/store\/store\.ts: may not import adapters\/memory\.ts \(static\)$/,
    ],
    'a type across rooms': [
      { 'i18n/words.ts': `import type { A } from '../core/a.ts';`, 'core/a.ts': 'export type A = 1;' },
      /^i18n\/words\.ts: may not import core\/a\.ts \(type\)$/,
    ],
    'a type across rooms, written in place': [
      { 'i18n/words.ts': `let a: import('../core/a.ts').A;`, 'core/a.ts': 'export type A = 1;' },
      /\(type\)$/,
    ],
    'a re-export across rooms': [
      { 'i18n/words.ts': `export * from '../core/a.ts';`, 'core/a.ts': '' },
      /\(static\)$/,
    ],
    'a lazy import across rooms': [
      { 'adapters/a.ts': `import('../content/body.ts');`, 'content/body.ts': '' },
      /\(dynamic\)$/,
    ],
    'a worker across rooms': [
      { 'core/a.ts': `new URL('../server/b.ts', import.meta.url);`, 'server/b.ts': '' },
      /\(dynamic\)$/,
    ],
    'a value of core in content': [
      { 'content/body.ts': `import { type A } from '../core/a.ts';`, 'core/a.ts': 'export type A = 1;' },
      /\(static\)$/,
    ],
    'markdown that is not lazy': [
      { 'content/body.ts': `import 'micromark';` },
      /may not import micromark \(static\)$/,
    ],
    'lit in core': [{ 'core/a.ts': `import 'lit';` }, /may not import lit \(static\)$/],
    "another element's class": [
      {
        'elements/form/form.element.ts': `import '../thread/thread.element.ts';`,
        'elements/thread/thread.element.ts': '',
      },
      /may not import elements\/thread\/thread\.element\.ts/,
    ],
    'an adapter in an element': [
      { 'elements/form/form.element.ts': `import '../../adapters/memory.ts';`, 'adapters/memory.ts': '' },
      /may not import adapters\/memory\.ts/,
    ],
    'a package that is not declared': [{ 'index.ts': `import 'lodash';` }, /lodash, which is not among/],
    'a module of Node in the browser': [{ 'adapters/a.ts': `import 'node:fs';` }, /may not import node:fs/],
    'a file that is not there': [{ 'core/a.ts': `import './b.ts';` }, /core\/b\.ts, which is no file/],
    'a file outside the rooms': [
      { 'utils.ts': `import './core/a.ts';`, 'core/a.ts': '' },
      /^utils\.ts: may not import core\/a\.ts/,
    ],
    'an import that cannot be read': [
      { 'core/a.ts': 'import(name);' },
      /cannot tell what "import\(name\)" imports$/,
    ],
    'a cycle': [
      { 'core/a.ts': `import './b.ts';`, 'core/b.ts': `import './c.ts';`, 'core/c.ts': `import './a.ts';` },
      /^cycle: core\/a\.ts → core\/b\.ts → core\/c\.ts → core\/a\.ts$/,
    ],
    'the page in core': [
      { 'core/a.ts': 'export const d = globalThis.document;' },
      /^core\/a\.ts: names document/,
    ],
    'an element in i18n': [
      { 'i18n/a.ts': 'export type E = HTMLElement;' },
      /^i18n\/a\.ts: names HTMLElement/,
    ],
  };
  for (const [name, [files, fault]] of Object.entries(forbidden)) {
    it(`finds ${name}`, () => {
      const faults = faultsOf(files);
      assert.equal(faults.length, 1, faults.join('\n'));
      assert.match(faults[0]!, fault);
    });
  }
});
