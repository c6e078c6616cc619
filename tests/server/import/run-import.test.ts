import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { IMPORT_HELP, runImport } from '../../../src/server/import/run-import.ts';
import { captureOutput } from './command-output.ts';
import { memorySink } from './memory-sink.ts';
import { fixture, temporaryFile } from './read-fixture.ts';

const CLEAR_LINE = '\r\x1b[K';

test('imports a file whose format it sees, and sums up', async () => {
  const output = captureOutput();
  const sink = memorySink();
  assert.equal(await runImport([fixture('wordpress.xml')], { sink, output }), 0);
  assert.equal(sink.records.length, 5);
  assert.equal(
    output.out(),
    `${fixture('wordpress.xml')} (wordpress)
Read 8, wrote 5, skipped 3.
  1  left out: a pingback
  1  bad: wp:comment_approved is not one of 1, 0, spam, trash
  1  bad: its post has no address
`,
  );
  assert.match(
    output.err(),
    /skipped line 83: wp:comment_approved is not one of 1, 0, spam, trash \(maybe\)/,
  );
  assert.match(output.err(), /100 %/);
});

test('writes nothing twice when it is run again', async () => {
  const sink = memorySink();
  await runImport([fixture('disqus.xml')], { sink, output: captureOutput() });
  const output = captureOutput();
  assert.equal(await runImport([fixture('disqus.xml')], { sink, output }), 0);
  assert.match(output.out(), /Read 8, wrote 0, skipped 8\.\n {2}6 {2}were there already/);
  assert.equal(sink.records.length, 6);
});

test('names threads as asked', async () => {
  const named = async (...args: string[]) => {
    const sink = memorySink();
    await runImport([...args], { sink, output: captureOutput() });
    return [...new Set(sink.records.map(({ thread }) => thread))];
  };
  const isso = fixture('isso.json');
  assert.deepEqual(await named(isso), ['/blog/first/', '/blog/second/']);
  assert.deepEqual(await named(isso, '--map', 'url', '--site', 'https://orchard.example'), [
    'https://orchard.example/blog/first/',
    'https://orchard.example/blog/second/',
  ]);
  assert.deepEqual(await named(fixture('disqus.xml'), '--map=path'), ['/grafting/', '/cider/']);
});

test('reads only, with --dry-run', async () => {
  const sink = memorySink();
  const output = captureOutput();
  assert.equal(await runImport([fixture('commento.json'), '--dry-run'], { sink, output }), 0);
  assert.deepEqual(sink.batches, []);
  assert.match(output.out(), /commento, nothing written \(--dry-run\)\)\nRead 5, wrote 0, skipped 1\./);
});

test('fails, keeping what it read, where the file is cut off', async (context) => {
  const text = await readFile(fixture('disqus.xml'), 'utf8');
  const file = await temporaryFile(context, text.slice(0, 3600));
  const sink = memorySink();
  const output = captureOutput();
  assert.equal(await runImport([file], { sink, output }), 1);
  assert.ok(sink.records.length > 0);
  assert.match(output.out(), /could not be read to its end\. line \d+: the file ends too early/);
});

test('says which file is missing, a folder, or of no known format', async (context) => {
  const sink = memorySink();
  for (const [file, message] of [
    ['/nowhere/at-all.xml', /There is no file \/nowhere\/at-all\.xml\./],
    [import.meta.dirname, /is a folder/],
    [await temporaryFile(context, 'Dear reader'), /of no format that is known here/],
  ] as const) {
    const output = captureOutput();
    assert.equal(await runImport([file], { sink, output }), 1);
    assert.match(output.err(), message);
  }
});

test('takes the format that it is told', async (context) => {
  const file = await temporaryFile(context, '\n\n{"no": "sign of a format"}');
  const output = captureOutput();
  assert.equal(await runImport([file, '--format', 'colloquy'], { sink: memorySink(), output }), 0);
  assert.match(output.out(), /\(colloquy\)\nRead 1, wrote 0, skipped 1/);
  assert.match(output.err(), /line 3/);
});

for (const args of [
  [],
  ['a', 'b'],
  ['a', '--format', 'geocities'],
  ['a', '--map', 'moon'],
  ['a', '--site', 'orchard'],
  ['a', '--unknown'],
]) {
  test(`explains itself when misused: ${args.join(' ') || 'no file'}`, async () => {
    const output = captureOutput();
    assert.equal(await runImport(args, { sink: memorySink(), output }), 2);
    assert.ok(output.err().includes(IMPORT_HELP));
    assert.equal(output.out(), '');
  });
}

test('helps when asked', async () => {
  const output = captureOutput();
  assert.equal(await runImport(['--help'], { sink: memorySink(), output }), 0);
  assert.ok(output.out().includes(IMPORT_HELP));
});

test('says that the database failed, and that trying again is safe', async () => {
  const sink = {
    write: async () => {
      throw new Error('disk full');
    },
  };
  const output = captureOutput();
  assert.equal(await runImport([fixture('disqus.xml')], { sink, output }), 1);
  assert.match(output.err(), /Stopped: disk full\n.*nothing is written twice/);
});

test('shows only so many bad records, counts all, and lets none of them write to the terminal', async (context) => {
  const lines = Array.from({ length: 300 }, (_, n) => `{"thread":"t","id":"${n}","status":"\x1b[2Jodd"}`);
  const file = await temporaryFile(context, lines.join('\n').replaceAll('\x1b', '\\u001b'));
  const output = captureOutput({ isTTY: true });
  await runImport([file, '--format', 'colloquy'], { sink: memorySink(), output });
  assert.equal(output.err().match(/skipped line/g)?.length, 50);
  assert.match(output.out(), /300 {2}bad: status is not one of/);
  assert.ok(!output.err().includes('\x1b[2J'));
  assert.match(output.err(), /\( \[2Jodd\)/);
});

test('draws progress over one line of a terminal, and leaves none behind', async (context) => {
  const good = (await readFile(fixture('colloquy.jsonl'), 'utf8')).split('\n').at(-1)!;
  const lines = Array.from({ length: 1500 }, (_, n) => good.replace('"k7"', `"n${n}"`));
  const output = captureOutput({ isTTY: true });
  await runImport([await temporaryFile(context, lines.join('\n'))], { sink: memorySink(), output });
  assert.match(output.err().replaceAll(CLEAR_LINE, '^'), /\^ *\d+ % {2}[\d,]+ read\^/);
  assert.ok(output.err().endsWith(CLEAR_LINE));
  assert.ok(!output.err().includes('\n'));
});
