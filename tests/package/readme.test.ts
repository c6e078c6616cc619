import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ALL_NETWORKS } from '../../src/elements/share-bar/more-networks.ts';
import { CATALOGUES } from '../../src/i18n/languages.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const named = (text: string, pattern: RegExp) =>
  new Set([...text.matchAll(pattern)].map((match) => match[1]!));

describe('README', () => {
  const readme = read('README.md');

  it('lists exactly the custom properties that the styles read', () => {
    const styles = globSync('src/**/*.styles.ts', { cwd: root }).concat(
      'src/styles/tokens.ts',
      'src/styles/host.ts',
      'src/styles/body.ts',
    );
    const used = named(styles.map(read).join('\n'), /var\(\s*(--colloquy-[\w-]+)/g);
    assert.deepEqual([...named(readme, /^\| `(--colloquy-[\w-]+)`/gm)].sort(), [...used].sort());
  });

  it('lists exactly the events that the elements dispatch', () => {
    const sources = globSync('src/elements/**/*event*.ts', { cwd: root }).map(read).join('\n');
    const dispatched = named(sources, /static readonly type = '(colloquy-[\w-]+)'/g);
    assert.deepEqual([...named(readme, /^\| `(colloquy-[\w-]+)`/gm)].sort(), [...dispatched].sort());
  });

  it('lists exactly the adapters that the package exports, and the backends that markup can name', () => {
    const { exports } = JSON.parse(read('package.json')) as { exports: Record<string, unknown> };
    const exported = Object.keys(exports).flatMap(
      (path) => /^\.\/adapters\/([\w-]+)\.js$/.exec(path)?.[1] ?? [],
    );
    const listed = named(readme, /\| `colloquy\/adapters\/([\w-]+)\.js`/g);
    assert.deepEqual([...listed].sort(), exported.sort());
    const backends = named(read('src/adapters/registry.ts'), /import\('\.\/([\w-]+)\.ts'\)/g);
    assert.deepEqual(
      [...named(readme, /^\| `([\w-]+)` +\| `colloquy\/adapters\/\1\.js`/gm)].sort(),
      [...backends].sort(),
    );
    // Adapters of several others come from script only.
    assert.deepEqual([...backends, 'composite'].sort(), exported.sort());
  });

  it('leads to documentation of every backend', () => {
    const backends = named(readme, /^\| `([\w-]+)` +\| `colloquy\/adapters\//gm);
    const described = named(read('docs/backends.md'), /from 'colloquy\/adapters\/([\w-]+)\.js'/g);
    // Those without a server of others are described in the readme itself.
    const others = [...backends].filter((name) => !['local', 'memory', 'rest'].includes(name));
    assert.deepEqual(
      others.filter((name) => !described.has(name)),
      [],
    );
  });

  it('lists exactly the attributes of <colloquy-comments>', () => {
    const source = read('src/elements/comments/comments.element.ts');
    const properties = /static override properties[^{]*\{([\s\S]*?)\n {2}\};/.exec(source)?.[1] ?? '';
    const attributes = [...properties.matchAll(/(\w+): \{(.*)\}/g)]
      .filter(([, , options]) => !options!.includes('attribute: false'))
      .map(([, name, options]) => /attribute: '([\w-]+)'/.exec(options!)?.[1] ?? name!);
    const table = readme.slice(readme.indexOf('| Attribute of'), readme.indexOf('All of them may change'));
    assert.deepEqual([...named(table, /^\| `([\w-]+)`/gm)].sort(), attributes.sort());
  });

  it('says how many languages there are, and the demo offers each', () => {
    const languages = ['en', ...CATALOGUES.keys()];
    assert.match(readme, new RegExp(`\\*\\*${languages.length} languages\\*\\*`));
    const select = /<select id="lang"[\s\S]*?<\/select>/.exec(read('demo/index.html'))![0];
    assert.deepEqual([...named(select, /<option value="([\w-]+)" lang="\1"/g)].sort(), languages.sort());
  });

  it('names every network of the share bar', () => {
    const [paragraph = ''] = /^The share bar has [\s\S]*?\n\n/m.exec(readme) ?? [];
    assert.deepEqual([...named(paragraph, /`(\w+)`/g)], Object.keys(ALL_NETWORKS));
  });
});
