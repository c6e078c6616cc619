import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { jsonItems } from '../../../src/server/import/parse/json-items.ts';

async function items(text: string, lists: readonly string[], size = text.length): Promise<unknown[]> {
  async function* chunks() {
    for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size);
  }
  const found: unknown[] = [];
  for await (const item of jsonItems(chunks(), lists, 1000)) {
    found.push('text' in item ? JSON.parse(item.text) : `${item.kind} ${item.line}: ${item.reason}`);
  }
  return found;
}

test('finds the items of the lists asked for, wherever the text is cut', async () => {
  const text = `{"a": [1], "list": [{"x": "}]\\"\\\\"}, {"y": [[{}]]}],\n "in": {"li\\u0073t": [{"z": 1}]}, "b": {}}`;
  for (let size = 1; size < 20; size++) {
    assert.deepEqual(await items(text, ['list'], size), [{ x: '}]"\\' }, { y: [[{}]] }]);
    assert.deepEqual(await items(text, ['in.list'], size), [{ z: 1 }]);
  }
  assert.deepEqual(await items('[{"a":1}, {"b":2}]', ['']), [{ a: 1 }, { b: 2 }]);
});

test('finds the same as JSON.parse, in any JSON cut anywhere', async () => {
  const json = fc.jsonValue({ maxDepth: 4 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.dictionary(fc.string({ unit: 'binary' }), json), { maxLength: 6 }),
      fc.dictionary(fc.string({ unit: 'binary' }), json),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(undefined, 1, '\t'),
      async (list, around, size, indent) => {
        const text = JSON.stringify({ before: around, list, after: around }, null, indent);
        const expected = (JSON.parse(text) as { list: unknown[] }).list;
        const shortest = expected.every((item) => JSON.stringify(item, null, indent).length < 400);
        fc.pre(shortest);
        assert.deepEqual(await items(text, ['list'], size), expected);
      },
    ),
    { numRuns: 300 },
  );
});

test('says where it breaks', async () => {
  assert.deepEqual(await items('[\n{"a": 1},\n{"b": ', ['']), [
    { a: 1 },
    'broken-file 3: the file ends too early: what begins here has no end',
  ]);
  assert.deepEqual(await items('', ['']), ['broken-file 1: this is no JSON']);
  assert.deepEqual(await items('\nhello', ['']), ['broken-file 2: this is no JSON']);
  assert.deepEqual(await items('[{}}', ['x']), ['broken-file 1: brackets do not match']);
  assert.deepEqual(await items('[] []', ['']), [
    'broken-file 1: there is more after the end of the JSON text',
  ]);
  assert.deepEqual(await items('['.repeat(5000), ['x']), ['broken-file 1: nested too deeply']);
});

test('passes over what is no object, and what is too large', async () => {
  const large = JSON.stringify({ a: 'x'.repeat(2000) });
  assert.deepEqual(await items(`[1, "x", null,\n ${large}, {"b": 2}]`, [''], 64), [
    'bad 1: not an object',
    'bad 1: not an object',
    'bad 1: not an object',
    'bad 2: the record is too large',
    { b: 2 },
  ]);
});
