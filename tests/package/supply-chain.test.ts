import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from './consumer.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly purl: string;
    readonly hashes: readonly object[];
    readonly licenses: readonly object[];
  }[];
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T;

const manifest = readJson<{
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly optionalDependencies?: object;
  readonly peerDependencies?: object;
  readonly bundleDependencies?: unknown;
  readonly scripts: Record<string, string>;
}>('package.json');
const { packages } = readJson<{ readonly packages: Record<string, Locked> }>('package-lock.json');

describe('what comes with the package', () => {
  it('is Lit, its context and DOMPurify, and what those need', () => {
    assert.deepEqual(Object.keys(manifest.dependencies).sort(), ['@lit/context', 'dompurify', 'lit']);
    assert.deepEqual(
      [manifest.optionalDependencies, manifest.peerDependencies, manifest.bundleDependencies],
      [undefined, undefined, undefined],
    );
    const installed = Object.keys(packages).filter((path) => path !== '' && !packages[path]!.dev);
    assert.deepEqual(installed.sort(), [
      'node_modules/@lit-labs/ssr-dom-shim',
      'node_modules/@lit/context',
      'node_modules/@lit/reactive-element',
      // Types only, which are no code.
      'node_modules/@types/trusted-types',
      'node_modules/dompurify',
      'node_modules/lit',
      'node_modules/lit-element',
      'node_modules/lit-html',
    ]);
  });

  it('runs nothing while it is installed', () => {
    const running = Object.keys(manifest.scripts).filter((name) =>
      /^(pre|post)?(install|prepare|pack|uninstall)$|^(prepublish|dependencies)$/.test(name),
    );
    assert.deepEqual(running, []);
    const others = Object.keys(packages).filter(
      (path) => packages[path]!.hasInstallScript && !packages[path]!.dev,
    );
    assert.deepEqual(others, []);
  });
});

describe('the bills of materials', () => {
  const folders = globSync('dist/**/LICENSES.txt', { cwd: ROOT }).map((file) => dirname(file));

  it('lie beside all that is bundled, in the package', () => {
    assert.ok(folders.length >= 4, folders.join(', '));
    const bills = globSync('dist/**/sbom.cdx.json', { cwd: ROOT }).map((file) => dirname(file));
    assert.deepEqual(bills.sort(), [...folders].sort());
  });

  for (const folder of folders) {
    it(`name what is in ${folder}, as it is locked`, () => {
      const bill = readJson<Bill>(`${folder}/sbom.cdx.json`);
      assert.deepEqual([bill.bomFormat, bill.specVersion], ['CycloneDX', '1.6']);
      const named = bill.components.map(({ name, version }) => `${name} ${version}`);
      const licensed = readFileSync(join(ROOT, folder, 'LICENSES.txt'), 'utf8').matchAll(/^-{80}\n\n(.+)$/gm);
      assert.deepEqual(
        named,
        Array.from(licensed, ([, title]) => title),
      );
      for (const { name, version, purl, hashes, licenses } of bill.components) {
        const found = Object.entries(packages).find(
          ([path, one]) => path.endsWith(`node_modules/${name}`) && one.version === version,
        );
        const [, hash = ''] = /^sha512-(.+)$/.exec(found?.[1].integrity ?? '') ?? [];
        const content = Buffer.from(hash, 'base64').toString('hex');
        assert.deepEqual(hashes, [{ alg: 'SHA-512', content }], name);
        assert.match(content, /^[\da-f]{128}$/);
        assert.equal(decodeURIComponent(purl), `pkg:npm/${name}@${version}`);
        assert.equal(licenses.length, 1, name);
      }
    });
  }
});

describe('what Colloquy is built with', () => {
  const locked = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link);

  it('is locked, each package by the hash of its content', () => {
    assert.ok(locked.length > 100);
    assert.deepEqual(
      locked.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? '')).map(([path]) => path),
      [],
    );
  });

  it('is had from whichever registry one uses', () => {
    assert.deepEqual(
      locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path),
      [],
    );
  });

  it('has every version of DOMPurify tested that the package takes: the lowest, and the newest that is locked', () => {
    const lowest = packages['node_modules/dompurify-lowest']?.version;
    const newest = packages['node_modules/dompurify']?.version;
    assert.equal(manifest.dependencies['dompurify'], `^${lowest}`);
    assert.equal(manifest.devDependencies['dompurify-lowest'], `npm:dompurify@${lowest}`);
    assert.notEqual(newest, lowest);
  });
});
