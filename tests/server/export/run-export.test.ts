import assert from 'node:assert/strict';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { exportRecords } from '../../../src/server/export/export-records.ts';
import { runExport } from '../../../src/server/export/run-export.ts';
import type { CommentRecord, StoredRecord } from '../../../src/server/record.ts';
import { captureOutput } from '../import/command-output.ts';
import { temporaryFile } from '../import/read-fixture.ts';

function record(id: string, thread = 't'): CommentRecord {
  return {
    thread,
    id,
    parentId: null,
    author: { name: 'Ada 🍎' },
    email: 'ada@orchard.example',
    body: { format: 'text', value: 'line\nbreak' },
    createdAt: '2026-01-01T00:00:00Z',
    status: 'spam',
  };
}

/** A database of records that can break off. */
function sourceOf(records: readonly StoredRecord[], failure?: Error) {
  return {
    async *read({ thread }: { readonly thread?: string }) {
      yield* records.filter((candidate) => thread === undefined || candidate.thread === thread);
      if (failure) throw failure;
    },
  };
}

test('writes one line a comment to standard output, and the count elsewhere', async () => {
  const output = captureOutput();
  const records = [record('1'), record('2', 'u')];
  assert.equal(await runExport([], { source: sourceOf(records), output }), 0);
  assert.deepEqual(
    output
      .out()
      .split('\n')
      .map((line) => (line === '' ? '' : (JSON.parse(line) as unknown))),
    [...records, ''],
  );
  assert.equal(output.err(), 'Wrote 2 comments.\n');
});

test('writes threads without comments as well, and counts the comments', async () => {
  const output = captureOutput();
  const records = [{ thread: 'empty', threadClosed: true }, record('1')];
  assert.equal(await runExport([], { source: sourceOf(records), output }), 0);
  assert.equal(output.out().split('\n')[0], '{"thread":"empty","threadClosed":true}');
  assert.equal(output.err(), 'Wrote 1 comments.\n');
});

test('draws how far it is on a terminal, but not among the comments', async (context) => {
  const records = Array.from({ length: 2000 }, (_, index) => record(`${index}`));
  const output = captureOutput({ isTTY: true });
  const file = await temporaryFile(context, '', 'comments.jsonl');
  assert.equal(await runExport(['--output', file], { source: sourceOf(records), output }), 0);
  assert.match(output.err().replaceAll('\r\x1b[K', '^'), /^\^[\d,]+ comments\^Wrote 2,000 comments/);

  const terminal = captureOutput({ isTTY: true });
  Object.assign(terminal.stdout, { isTTY: true });
  assert.equal(await runExport([], { source: sourceOf(records), output: terminal }), 0);
  assert.equal(terminal.err(), 'Wrote 2,000 comments.\n');
});

test('writes one thread only when asked', async () => {
  const output = captureOutput();
  const source = sourceOf([record('1'), record('2', 'u')]);
  assert.equal(await runExport(['--thread', 'u'], { source, output }), 0);
  assert.equal(output.out(), `${JSON.stringify(record('2', 'u'))}\n`);
});

test("writes a file for its owner's eyes only", async (context) => {
  const file = await temporaryFile(context, '', 'unused');
  const target = join(dirname(file), 'comments.jsonl');
  const output = captureOutput();
  assert.equal(await runExport(['--output', target], { source: sourceOf([record('1')]), output }), 0);
  assert.equal(await readFile(target, 'utf8'), `${JSON.stringify(record('1'))}\n`);
  assert.equal((await stat(target)).mode & 0o777, 0o600);
  assert.equal(output.out(), '');
  assert.match(output.err(), /Wrote 1 comments to .*comments\.jsonl/);
});

test('leaves the last export alone when this one breaks off', async (context) => {
  const file = await temporaryFile(context, '', 'comments.jsonl');
  await writeFile(file, 'what was there\n');
  await chmod(file, 0o600);
  const output = captureOutput();
  const source = sourceOf([record('1')], new Error('connection lost'));
  assert.equal(await runExport(['--output', file], { source, output }), 1);
  assert.match(output.err(), /Stopped: connection lost/);
  assert.equal(await readFile(file, 'utf8'), 'what was there\n');
  assert.deepEqual(await readdir(dirname(file)), ['comments.jsonl']);
});

test('says that it cannot write where it should', async () => {
  const output = captureOutput();
  const code = await runExport(['--output', '/nowhere/at/all.jsonl'], { source: sourceOf([]), output });
  assert.equal(code, 1);
  assert.match(output.err(), /Stopped: ENOENT/);
});

test('ends quietly when nobody reads on', async () => {
  const stdout = new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    },
  });
  const { stderr, err } = captureOutput();
  assert.equal(await runExport([], { source: sourceOf([record('1')]), output: { stdout, stderr } }), 0);
  assert.equal(err(), '');
});

test('explains itself when misused, and when asked', async () => {
  const misused = captureOutput();
  assert.equal(await runExport(['--nonsense'], { source: sourceOf([]), output: misused }), 2);
  assert.match(misused.err(), /colloquy export \[options\]/);
  const asked = captureOutput();
  assert.equal(await runExport(['--help'], { source: sourceOf([]), output: asked }), 0);
  assert.match(asked.out(), /colloquy export \[options\]/);
});

test('reads no faster than the stream takes', async () => {
  let given = 0;
  let taken = 0;
  let ahead = 0;
  function* many() {
    for (; given < 20_000; given++) yield record(`${given}`.padStart(6, '0'));
  }
  const length = JSON.stringify(record('000000')).length + 1;
  const slow = new Writable({
    highWaterMark: 1024,
    write(chunk: Buffer, _encoding, done) {
      taken += chunk.length;
      ahead = Math.max(ahead, given * length - taken);
      setImmediate(done);
    },
  });
  assert.equal(await exportRecords(many(), slow, { end: true }), 20_000);
  assert.ok(ahead < 40 * 64 * 1024, `${ahead} bytes ahead of ${taken}`);
});
