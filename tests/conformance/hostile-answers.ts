import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { CommentsAdapter, ListQuery } from '../../src/core/adapter/adapter.ts';
import { AdapterError } from '../../src/core/adapter/adapter-error.ts';
import { type CheckedPage, checkPage } from '../../src/core/adapter/check-answer.ts';
import type { ThreadRef } from '../../src/core/model/thread.ts';
import { replaceProperty } from '../support/replace.ts';
import { assertInProportion } from './yardstick.ts';

export interface HostileAnswersOptions {
  /** Name of the adapter. */
  readonly title: string;
  /** Makes the adapter anew; what it asks of `fetch` is answered from the sample. */
  readonly create: () => CommentsAdapter;
  /** What a well-behaved server answers, as plain JSON, with at least three top-level items. */
  readonly sample: object;
  /** The array of top-level items in the sample. */
  readonly items: (sample: never) => unknown;
  /** What else the server is asked for a list, by address; undefined for the request that the sample answers. */
  readonly beside?: (url: URL) => object | undefined;
  readonly thread?: ThreadRef;
  readonly query?: Partial<ListQuery>;
}

const THREAD: ThreadRef = {
  key: 'https://page.example/post',
  url: 'https://page.example/post',
  title: 'Post',
};

const MUTATED_RUNS = 5_000;
const HOSTILE_DOCUMENTS = 150;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Path = readonly (string | number)[];

/** Stands where a server never puts it. */
const HOSTILE_VALUES: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 53,
  -(2 ** 63),
  1e308,
  '',
  ' ',
  '0',
  '__proto__',
  'constructor',
  'NaN',
  '9'.repeat(400),
  '\u0000\ud800\u202e',
  '2026-13-45T99:99:99Z',
  '+275760-09-13T00:00:00.001Z',
  'javascript:alert(1)',
  '<img src=x onerror=alert(1)>',
  'x'.repeat(100_000),
  [],
  [null],
  [[[]]],
  [{}, 1, 'x', null],
  {},
  { length: 1e9 },
  { toString: 1, valueOf: null },
  { toJSON: 'x', then: 'y' },
  JSON.parse('{"__proto__":{"polluted":true}}') as Json,
  { constructor: { prototype: { polluted: true } } },
];

/** Documents that are hostile whatever the server's own format. */
const RAW_DOCUMENTS: readonly string[] = [
  '',
  ' ',
  'null',
  'true',
  '0',
  '"text"',
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '[{}]',
  '{"a":1,"a":2}',
  '{"__proto__":{"polluted":true}}',
  '{"__proto__":null}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '[{"__proto__":{"polluted":true}}]',
  '{',
  '[1,',
  '{"a":',
  'NaN',
  'undefined',
  '\ufeff{}',
  '<!doctype html><p>Bad gateway</p>',
  ")]}',\n{}",
  'callback({})',
  '\u0000',
  '1'.repeat(100_000),
  '['.repeat(1_000_000),
  `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`,
  `${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`,
];

/**
 * Declares tests of what an adapter's `list` makes of answers that no honest server gives: whatever comes, there
 * is a page that the store can take in or an `AdapterError`, good items survive bad ones, nothing leaks into
 * `Object.prototype`, and time grows no faster than the answer.
 */
export function hostileAnswers({
  title,
  create,
  sample,
  items,
  beside,
  thread = THREAD,
  query,
}: HostileAnswersOptions): void {
  const itemsOf = (answer: Json) => (items as (sample: Json) => Json[])(answer);
  const base = () => structuredClone(sample) as Json;

  /**
   * Lists with the sample changed on its way.
   *
   * @param changeOther what becomes of the other answers
   */
  async function list(
    change: (answer: Json) => Json | string,
    changeOther: (answer: Json) => Json | string = (answer) => answer,
    { status = 200 } = {},
  ): Promise<CheckedPage | AdapterError> {
    /** The texts of all answers, by address: they are made once, however often they are read. */
    const texts = new Map<string, string>();
    const textFor = (address: string) => {
      const known = texts.get(address);
      if (known !== undefined) return known;
      const other = structuredClone(beside?.(new URL(address))) as Json | undefined;
      const changed = other === undefined ? change(base()) : changeOther(other);
      const text = typeof changed === 'string' ? changed : JSON.stringify(changed);
      texts.set(address, text);
      return text;
    };
    /** Milliseconds that making the answers took. */
    let making = 0;
    replaceProperty(globalThis, 'fetch', async (input: RequestInfo | URL) => {
      const asked = performance.now();
      const text = textFor(input instanceof Request ? input.url : String(input));
      making += performance.now() - asked;
      return new Response(text, { status, headers: { 'content-type': 'application/json' } });
    });
    const started = performance.now();
    const outcome = await read();
    const time = performance.now() - started - making;
    expect(Object.keys(Object.prototype)).to.deep.equal([]);
    expect(({} as { polluted?: unknown }).polluted).to.equal(undefined);
    await assertInProportion(time, read, () => Promise.all([...texts.values()].map(parse)));
    return outcome;
  }

  async function read(): Promise<CheckedPage | AdapterError> {
    try {
      const { signal } = new AbortController();
      return checkPage(await create().list(thread, { sort: 'newest', limit: 50, ...query }, { signal }));
    } catch (thrown) {
      expect(thrown, String(thrown)).to.be.instanceOf(AdapterError);
      return thrown as AdapterError;
    }
  }

  async function idsOf(change: (answer: Json) => Json): Promise<ReadonlySet<string>> {
    const outcome = await list(change);
    if (outcome instanceof AdapterError) throw outcome;
    return new Set(outcome.page.comments.map(({ id }) => id));
  }

  describe(`${title}: hostile answers`, function () {
    this.timeout(120_000);

    it('gives the comments of the sample', async () => {
      const outcome = await list((answer) => answer);
      if (outcome instanceof AdapterError) throw outcome;
      expect(outcome.dropped).to.equal(0);
      expect(outcome.page.comments.length).to.be.at.least(3);
    });

    it(`stands ${HOSTILE_DOCUMENTS} hostile documents`, async () => {
      const documents = [...RAW_DOCUMENTS, ...documentsFrom(base())];
      expect(documents.length).to.be.at.least(HOSTILE_DOCUMENTS);
      for (const text of documents) {
        await list(() => text);
        if (!beside) continue;
        await list(
          (answer) => answer,
          () => text,
        );
      }
    });

    it('takes each of them for an error when it comes as one', async () => {
      for (const status of [400, 401, 403, 404, 409, 429, 500, 503]) {
        for (const text of RAW_DOCUMENTS.slice(0, 24)) {
          const given = () => text;
          const outcome = await list(given, given, { status });
          expect(outcome, `${status} with ${text.slice(0, 40)}`).to.be.instanceOf(AdapterError);
        }
      }
    });

    it('stands an answer of 50 MB', async () => {
      const large = 'x'.repeat(50_000_000);
      const spoilt = (answer: Json) => {
        const first = itemsOf(answer)[0] as { [key: string]: Json };
        first[longestText(first)] = large;
        return JSON.stringify(answer);
      };
      await list(spoilt);
    });

    it('takes replies a long way down', async () => {
      await list((answer) => nested(answer, itemsOf(answer), 100_000));
    });

    it(`stands ${MUTATED_RUNS} mutated answers, and loses no good item for a bad one`, async () => {
      const whole = await idsOf((answer) => answer);
      const count = itemsOf(base()).length;
      /** What is left when an item is gone, by its place. */
      const without: ReadonlySet<string>[] = [];
      for (let index = 0; index < count; index++) {
        without.push(
          await idsOf((answer) => {
            itemsOf(answer).splice(index, 1);
            return answer;
          }),
        );
      }
      await fc.assert(
        fc.asyncProperty(
          fc.nat(),
          fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('replace', 'delete', 'double')), {
            minLength: 1,
            maxLength: 4,
          }),
          fc.boolean(),
          async (place, mutations, inEnvelope) => {
            const index = place % count;
            const changed = (holder: Json[], at: number) => {
              for (const mutation of mutations) mutate(holder, at, ...mutation);
              return holder[at]!;
            };
            const spoilt = (answer: Json) => changed([answer], 0);
            if (inEnvelope) {
              await list(spoilt, spoilt);
              return;
            }
            const outcome = await list((answer) => {
              changed(itemsOf(answer), index);
              return answer;
            });
            if (outcome instanceof AdapterError)
              throw new Error('A bad item spoilt the page', { cause: outcome });
            const found = new Set(outcome.page.comments.map(({ id }) => id));
            const kept = [...without[index]!].filter((id) => whole.has(id));
            for (const id of kept) expect(found.has(id), `whether ${id} is still there`).to.equal(true);
          },
        ),
        { numRuns: MUTATED_RUNS },
      );
    });
  });
}

/** What reading an answer takes at the least: its text as JSON, where it is any. */
async function parse(text: string): Promise<void> {
  try {
    JSON.parse(await new Response(text).text());
  } catch {
    // What is no JSON has been looked at, too.
  }
}

/** The sample with each of its values exchanged, and with what trees and lists can be broken by. */
function documentsFrom(base: Json): string[] {
  const documents: string[] = [];
  const paths = [...pathsOf(base)].slice(0, 300);
  paths.forEach((path, index) => {
    const copy = [structuredClone(base)];
    setAt(copy, [0, ...path], HOSTILE_VALUES[index % HOSTILE_VALUES.length]!);
    documents.push(JSON.stringify(copy[0]));
  });
  for (let index = 0; documents.length < HOSTILE_DOCUMENTS; index++) {
    const copy = [structuredClone(base)];
    const path = paths[index % paths.length]!;
    setAt(copy, [0, ...path], HOSTILE_VALUES[(index * 7 + 3) % HOSTILE_VALUES.length]!);
    documents.push(JSON.stringify(copy[0]));
  }
  const text = JSON.stringify(base);
  // Every name twice, the second time with something else; and names that objects have already.
  documents.push(text.replace(/"(\w+)":/g, '"$1":null,"$1":'));
  documents.push(text.replace(/\{/g, '{"__proto__":{"polluted":true},'));
  documents.push(text.replace(/\{/g, '{"constructor":{"prototype":{"polluted":true}},'));
  for (const id of ['same', 7, null, '__proto__'] as Json[]) {
    // All items are one, and answer themselves.
    documents.push(
      JSON.stringify(base, (key, value: unknown) => (/id$|^rid$|parent/i.test(key) ? id : value)),
    );
  }
  return documents;
}

/** Puts the first item into a list of itself, again and again: as text, as no serialiser goes so deep. */
function nested(answer: Json, items: Json[], depth: number): string {
  const first = items[0] as { [key: string]: Json };
  const lists = Object.keys(first).filter((key) => Array.isArray(first[key]));
  const name = lists[0] ?? 'replies';
  const level = JSON.stringify({ ...first, [name]: '@' });
  const [head, tail] = level.split('"@"') as [string, string];
  const deep = `${`${head}[`.repeat(depth)}${`]${tail}`.repeat(depth)}`;
  items[0] = '@@';
  return JSON.stringify(answer).replace('"@@"', () => deep);
}

function longestText(record: { [key: string]: Json }): string {
  const length = (value: Json | undefined) => (typeof value === 'string' ? value.length : 0);
  return Object.keys(record).toSorted((a, b) => length(record[b]) - length(record[a]))[0] ?? 'text';
}

function mutate(
  holder: Json[],
  at: number,
  path: number,
  value: number,
  kind: 'replace' | 'delete' | 'double',
): void {
  const paths = [...pathsOf(holder[at]!)];
  const chosen = [at, ...paths[path % paths.length]!];
  const hostile = HOSTILE_VALUES[value % HOSTILE_VALUES.length]!;
  if (kind === 'replace' || chosen.length === 1) setAt(holder, chosen, hostile);
  else if (kind === 'delete') deleteAt(holder, chosen);
  else setAt(holder, chosen, [structuredClone(getAt(holder, chosen)), hostile]);
}

/** Of the value itself and all in it. */
function* pathsOf(value: Json): Generator<Path> {
  yield [];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(key) : key;
    for (const path of pathsOf(inner)) yield [step, ...path];
  }
}

function getAt(value: Json, path: Path): Json {
  let at = value;
  for (const step of path) at = (at as Record<string | number, Json>)[step]!;
  return at;
}

function setAt(value: Json, path: Path, replacement: Json): void {
  const holder = getAt(value, path.slice(0, -1)) as Record<string | number, Json>;
  holder[path.at(-1)!] = structuredClone(replacement);
}

function deleteAt(value: Json, path: Path): void {
  const holder = getAt(value, path.slice(0, -1)) as Record<string | number, Json>;
  const last = path.at(-1)!;
  if (Array.isArray(holder)) holder.splice(last as number, 1);
  else delete holder[last];
}
