import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from './consumer.ts';

/** How many requirements each section of ASVS 5.0 has. */
const SECTIONS: Readonly<Record<string, number>> = {
  '1.2': 10,
  '1.3': 12,
  '3.1': 1,
  '3.2': 3,
  '3.3': 5,
  '3.4': 8,
  '3.5': 8,
  '3.6': 1,
  '3.7': 5,
};
const REQUIREMENTS = Object.entries(SECTIONS).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
);

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const details = read('docs/security.md');
const rows = [...details.matchAll(/^\| (\d\.\d\.\d+) +\| (.+?) +\| (.+?) +\|$/gm)].map(
  ([, id, words, proof]) => ({ id: id!, words: words!, proof: proof! }),
);

describe('the table of requirements', () => {
  it('has every requirement of its sections, once and in order', () => {
    assert.equal(REQUIREMENTS.length, 53);
    assert.deepEqual(
      rows.map(({ id }) => id),
      REQUIREMENTS,
    );
  });

  it('names for each a test, whose duty it is, or why there is nothing to do', () => {
    const bare = rows.filter(
      ({ words, proof }) =>
        words.length < 4 || !/`[\w/-]+\.test\.ts`|(^|; )host\b|^none: \S+|^this page/.test(proof),
    );
    assert.deepEqual(bare, []);
  });

  it('names tests that are there', () => {
    const named = rows.flatMap(({ proof }) =>
      [...proof.matchAll(/`([\w/-]+\.test\.ts)`/g)].map(([, path]) => path!),
    );
    assert.ok(named.length > 40);
    assert.deepEqual(
      named.filter((path) => !existsSync(join(ROOT, 'tests', path))),
      [],
    );
  });
});

describe('the documents about security', () => {
  it('lead to files that are there', () => {
    for (const [path, folder] of [
      ['SECURITY.md', ''],
      ['docs/security.md', 'docs'],
    ] as const) {
      for (const [, target] of read(path).matchAll(/\]\(([^)#:]+)(?:#[\w-]+)?\)/g)) {
        assert.ok(existsSync(join(ROOT, folder, target!)), `${path}: ${target}`);
      }
    }
  });

  it('name commands that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const [, name] of details.matchAll(/^npm run ([\w:]+)/gm)) assert.ok(scripts[name!], name);
  });

  it('name no address to write to: reports are private, in the repository', () => {
    assert.doesNotMatch(read('SECURITY.md'), /[\w.]+@[\w-]+\.\w+|mailto:/);
    assert.match(read('SECURITY.md'), /private vulnerability reporting/);
  });

  it('name the policies that a page lists', () => {
    const source = read('src/content/trusted-types.ts');
    const [, policy] = /createPolicy\('([\w-]+)'/.exec(source) ?? [];
    const lit = readFileSync(join(ROOT, 'node_modules/lit-html/lit-html.js'), 'utf8');
    const [, ofLit] = /createPolicy\("([\w-]+)"/.exec(lit) ?? [];
    assert.ok(policy && ofLit);
    for (const name of [policy, ofLit]) {
      assert.ok(details.includes(`\`${name}\``), name);
      assert.ok(read('README.md').includes(`\`${name}\``), name);
    }
  });
});
