import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importRecords } from '../../../src/server/import/import-records.ts';
import type { ImportProblem } from '../../../src/server/import/problem.ts';
import { storable } from '../../../src/server/import/storable.ts';
import type { CommentRecord } from '../../../src/server/record.ts';
import { memorySink } from './memory-sink.ts';

function record(id: string, value = 'x', parentId: string | null = null): CommentRecord {
  return {
    thread: 't',
    id,
    parentId,
    author: { name: '' },
    body: { format: 'text', value },
    createdAt: '2026-01-01T00:00:00Z',
    status: 'published',
  };
}

async function* stream(items: Iterable<CommentRecord | ImportProblem>) {
  yield* items;
}

test('counts what was written, was there already, was left out and was bad', async () => {
  const sink = memorySink([record('2')]);
  const problems: ImportProblem[] = [
    { kind: 'bad', reason: 'no id' },
    { kind: 'left-out', reason: 'a pingback' },
    { kind: 'bad', reason: 'no id' },
    { kind: 'broken-file', reason: 'cut' },
  ];
  const seen: string[] = [];
  const tally = await importRecords(stream([record('1'), ...problems, record('2'), record('1')]), sink, {
    onProblem: ({ kind }) => seen.push(kind),
  });
  assert.deepEqual(tally, {
    read: 6,
    written: 1,
    known: 2,
    leftOut: new Map([['a pingback', 1]]),
    bad: new Map([['no id', 2]]),
    broken: problems[3],
  });
  assert.deepEqual(seen, ['bad', 'left-out', 'bad', 'broken-file']);
});

test('writes in batches that are small in number and in size, one after the other', async () => {
  const sink = memorySink();
  await importRecords(stream(Array.from({ length: 1201 }, (_, n) => record(`${n}`))), sink);
  assert.deepEqual(sink.batches, [500, 500, 201]);

  const large = memorySink();
  const big = 'x'.repeat(1024 * 1024);
  await importRecords(stream(Array.from({ length: 12 }, (_, n) => record(`${n}`, big))), large);
  assert.ok(Math.max(...large.batches) <= 5, `${large.batches.join()}`);
  assert.equal(large.records.length, 12);
  assert.equal(large.mostAtOnce, 1);
});

test('does not write an answer before its parent', async () => {
  const sink = memorySink();
  await importRecords(stream([record('b', 'x', 'a'), record('a')]), sink);
  assert.deepEqual(
    sink.records.map(({ id }) => id),
    ['a', 'b'],
  );
});

test('stops where the database does, and asks for nothing further', async () => {
  let asked = 0;
  async function* many() {
    for (;;) yield record(`${asked++}`);
  }
  const sink = {
    write: async () => {
      throw new Error('disk full');
    },
  };
  await assert.rejects(importRecords(many(), sink), /disk full/);
  assert.ok(asked <= 501);
});

test('replaces what no database can hold, in names as well, and nothing else', () => {
  const odd: CommentRecord = {
    ...record('a\0b', 'half \ud83d and \ude00, whole 😀'),
    author: { name: '\0' },
    reactions: { 'l\0': 1, ['__proto__']: 2 },
  };
  assert.deepEqual(storable(odd), {
    ...record('a\ufffdb', 'half \ufffd and \ufffd, whole 😀'),
    author: { name: '\ufffd' },
    reactions: { 'l\ufffd': 1, ['__proto__']: 2 },
  });
  const plain = record('é', '😀\n\t\u2028');
  assert.deepEqual(storable(plain), plain);
});
