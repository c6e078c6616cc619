import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { parentsFirst } from '../../../src/server/import/parents-first.ts';
import { type ImportProblem, isProblem } from '../../../src/server/import/problem.ts';
import { isComment, type CommentRecord, type StoredRecord } from '../../../src/server/record.ts';

function record(id: string, parentId: string | null, thread = 't'): CommentRecord {
  return {
    thread,
    id,
    parentId,
    author: { name: '' },
    body: { format: 'text', value: 'x' },
    createdAt: '2026-01-01T00:00:00Z',
    status: 'published',
  };
}

async function order(items: (StoredRecord | ImportProblem)[]): Promise<string[]> {
  async function* all() {
    yield* items;
  }
  const given: string[] = [];
  for await (const item of parentsFirst(all())) {
    given.push(isProblem(item) ? item.reason : isComment(item) ? item.id : item.thread);
  }
  return given;
}

test('gives a parent before its answers, whatever the order of the file', async () => {
  const items = [record('c', 'b'), record('d', 'c'), record('b', 'a'), record('x', null), record('a', null)];
  assert.deepEqual(await order(items), ['x', 'a', 'b', 'c', 'd']);
});

test('does not mix threads that use the same ids', async () => {
  const items = [
    record('1', null, 's'),
    record('2', '1', 't'),
    record('3', '1', 's'),
    record('1', null, 't'),
  ];
  assert.deepEqual(await order(items), ['1', '3', '1', '2']);
});

test('gives orphans and circles at the end', async () => {
  const items = [
    record('g', 'o'),
    record('o', 'gone'),
    record('p', 'q'),
    record('q', 'p'),
    record('self', 'self'),
    record('r', null),
  ];
  const given = await order(items);
  assert.equal(given[0], 'r');
  assert.deepEqual([...given].sort(), ['g', 'o', 'p', 'q', 'r', 'self']);
  assert.ok(given.indexOf('o') < given.indexOf('g'));
});

test('keeps answers back where the rest of the file may hold what they answer', async () => {
  const broken: ImportProblem = { kind: 'broken-file', reason: 'cut' };
  const items = [record('a', null), record('b', 'a'), record('d', 'c'), broken];
  const left = 'answers a comment that could not be read';
  assert.deepEqual(await order(items), ['a', 'b', 'cut', left]);
});

test('lets threads without comments pass', async () => {
  assert.deepEqual(await order([record('b', 'a'), { thread: 'empty' }, record('a', null)]), [
    'empty',
    'a',
    'b',
  ]);
});

test('passes problems on as they come', async () => {
  const problem: ImportProblem = { kind: 'bad', reason: 'odd' };
  assert.deepEqual(await order([record('b', 'a'), problem, record('a', null)]), ['odd', 'a', 'b']);
});

test('loses and doubles nothing, and puts every parent first, in any shuffled forest', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(), { maxLength: 60 }).chain((parents) => {
        // Each answers an earlier one, or nobody: no circles.
        const records = parents.map((parent, index) =>
          record(`${index}`, parent % (index + 1) === index ? null : `${parent % (index + 1)}`),
        );
        return fc.shuffledSubarray(records, { minLength: records.length });
      }),
      async (items) => {
        const given = await order(items);
        assert.deepEqual([...given].sort(), items.map(({ id }) => id).sort());
        for (const { id, parentId } of items) {
          if (parentId !== null) assert.ok(given.indexOf(parentId) < given.indexOf(id));
        }
      },
    ),
  );
});

test('is not held up by a long chain or a crowd of answers, given backwards', async () => {
  const count = 200_000;
  const chain = Array.from({ length: count }, (_, n) =>
    record(`${count - n}`, n === count - 1 ? null : `${count - n - 1}`),
  );
  assert.equal((await order(chain)).length, count);
  const crowd = [...Array.from({ length: count }, (_, n) => record(`a${n}`, 'p')), record('p', null)];
  assert.equal((await order(crowd))[0], 'p');
});
