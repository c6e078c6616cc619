import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fixture as fileOf } from './import/read-fixture.ts';
import { BUILT, Child } from './support/child.ts';
import { Client } from './support/client.ts';
import { TemporaryFolder } from './support/fixture.ts';
import { assertKeptCounts } from './support/kept-counts.ts';

const SITE = 'default';
const MANY = 5000;

describe('the program, importing and exporting', () => {
  const folder = new TemporaryFolder();
  let server: Child | undefined;
  after(() => {
    server?.kill('SIGKILL');
    folder.remove();
  });
  const run = async (args: readonly string[], code = 0) => {
    const child = new Child(args);
    assert.deepEqual(await child.ended, { code, signal: null }, child.output);
    assert.doesNotMatch(child.output, /experimental|\n\s+at /i);
    return child;
  };

  it('tells how it is used', async () => {
    assert.match((await run(['--help'])).stdout, /\nimport +reads[^]*\nexport +writes/);
    for (const command of ['import', 'export']) {
      const { stdout } = await run([command, '--help']);
      assert.match(
        stdout,
        new RegExp(`^colloquy ${command} [^]*--data FILE[^]*--settings FILE[^]*DATABASE_URL`),
      );
    }
  });

  it('says what was wrong, and whether with the options or with the work', async () => {
    const missing = folder.file('missing.db');
    const text = folder.file('letter.txt');
    writeFileSync(text, 'Dear reader');
    const disqus = fileOf('disqus.xml');
    const unused = ['--data', folder.file('unused.db')];
    for (const [args, code, words] of [
      [['import', ...unused], 2, /Which file\?[^]*colloquy import FILE/],
      [['import', disqus, '--formt', 'disqus', ...unused], 2, /--formt[^]*colloquy import FILE/],
      [['import', disqus, '--data'], 2, /--data needs one/],
      [['import', disqus, '--data', '--dry-run'], 2, /--data needs one/],
      [['import', disqus, '--settings', 'missing.json'], 2, /no file missing\.json/],
      [['import', 'missing.xml', ...unused], 1, /no file missing\.xml/],
      [['import', text, ...unused], 1, /of no format that is known/],
      [['import', disqus, '--data', text], 1, /Cannot open the database: file is not a database/],
      [['export', '--everything', ...unused], 2, /--everything[^]*colloquy export/],
      [['export', '--data', missing], 1, /There is no file .*missing\.db/],
      [['export', `--data=${text}`], 1, /Cannot open the database/],
    ] as [string[], number, RegExp][]) {
      assert.match((await run(args, code)).output, words, args.join(' '));
    }
    assert.ok(!existsSync(missing) && !existsSync(folder.file('unused.db')), 'nothing is made in passing');
    for (const command of [['import', disqus], ['export']]) {
      const unreachable = new Child(command, { DATABASE_URL: 'postgres://127.0.0.1:1/x' });
      assert.deepEqual(await unreachable.ended, { code: 1, signal: null });
      assert.match(unreachable.output, /Stopped: The database at DATABASE_URL does not answer\./);
    }
  });

  it('imports into the database of a server that goes on running, and exports from it', async () => {
    const data = ['--data', folder.file('running.db')];
    server = new Child(['serve', '--port', '0', ...data]);
    const client = new Client(await server.url());
    await run(['import', fileOf('disqus.xml'), '--map', 'path', '--dry-run', ...data]);
    assert.equal((await client.list('/grafting/')).json.total, 0);
    const first = await run(['import', fileOf('disqus.xml'), '--map', 'path', ...data]);
    assert.match(first.stdout, /\(disqus\)\nRead 8, wrote 6, skipped 2\./);
    assert.match(first.output, /skipped line \d+: its thread is not in the file/);
    const { json } = await client.list('/grafting/');
    assert.deepEqual([json.total, json.comments.length, json.thread.closed], [2, 2, true]);
    const second = await run(['import', ...data, fileOf('disqus.xml'), '--map=path']);
    assert.match(second.stdout, /wrote 0,[^]* 6 {2}were there already/);

    const { stdout, output } = await run(['export', ...data]);
    assert.equal(stdout.trimEnd().split('\n').length, 6);
    assert.match(output, /Wrote 6 comments\.\n$/);
    const file = folder.file('backup.jsonl');
    assert.equal((await run(['export', ...data, '--output', file])).stdout, '');
    assert.equal(readFileSync(file, 'utf8'), stdout);
    const restored = ['--data', folder.file('restored.db')];
    await run(['import', file, ...restored]);
    assert.equal((await run(['export', ...restored])).stdout, stdout);
  });

  it('works on the site that the settings name', async () => {
    const settings = folder.file('settings.json');
    writeFileSync(settings, '{"site": "orchard"}');
    const data = ['--data', folder.file('sites.db')];
    await run(['import', fileOf('commento.json'), ...data, '--settings', settings]);
    assert.equal((await run(['export', ...data])).stdout, '');
    const { stdout } = await run(['export', ...data, `--settings=${settings}`]);
    assert.equal(stdout.trimEnd().split('\n').length, 4);
  });

  it('has everything once, and in its place, after it was killed and run again', async () => {
    const file = folder.file('many.jsonl');
    writeFileSync(file, Array.from({ length: MANY }, (_, index) => line(index)).join(''));
    const [killed, whole] = [folder.file('killed.db'), folder.file('whole.db')];
    const child = new Child(['import', file, '--data', killed]);
    while (!/\d % /.test(child.output)) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGKILL');
    assert.equal((await child.ended).signal, 'SIGKILL');
    await assertKeptCounts({ database: killed, site: SITE });
    const again = await run(['import', file, '--data', killed]);
    const [, wrote, known] = /wrote ([\d,]+),[^]*?([\d,]+) {2}were there already/.exec(again.stdout)!;
    assert.ok(toNumber(wrote!) > 0 && toNumber(known!) > 0, again.stdout);
    assert.equal(toNumber(wrote!) + toNumber(known!), MANY);
    await assertKeptCounts({ database: killed, site: SITE });
    await run(['import', file, '--data', whole]);
    assert.equal(
      (await run(['export', '--data', killed])).stdout,
      (await run(['export', '--data', whole])).stdout,
    );
  });

  it('needs nothing beside its one file', { skip: BUILT === null && 'it is not built' }, async () => {
    const alone = new TemporaryFolder();
    try {
      copyFileSync(BUILT!, alone.file('colloquy.mjs'));
      const options = { program: alone.file('colloquy.mjs'), cwd: alone.path };
      for (const name of readdirSync(join(import.meta.dirname, 'import/fixtures'))) {
        if (/bomb/.test(name)) continue;
        const child = new Child(['import', fileOf(name)], {}, options);
        assert.deepEqual(await child.ended, { code: 0, signal: null }, child.output);
        assert.match(child.stdout, /wrote [1-9]/, name);
      }
      const child = new Child(['export'], {}, options);
      assert.deepEqual(await child.ended, { code: 0, signal: null }, child.output);
      assert.ok(child.stdout.split('\n').length > 30);
      assert.deepEqual(readdirSync(alone.path).sort(), ['colloquy.db', 'colloquy.mjs']);
    } finally {
      alone.remove();
    }
  });
});

function toNumber(text: string): number {
  return Number(text.replaceAll(',', ''));
}

function line(index: number): string {
  const record = {
    thread: `thread ${index % 3}`,
    id: `${index}`,
    parentId: index < 30 || index % 4 === 0 ? null : `${index - 3 * (index % 9) - 3}`,
    author: { name: 'Ana' },
    body: { format: 'text', value: `No. ${index} 🦊` },
    createdAt: new Date(Date.UTC(2020, 0, 1) + index * 60_000).toISOString(),
    status: index % 11 === 0 ? 'pending' : 'published',
  };
  return `${JSON.stringify(record)}\n`;
}
