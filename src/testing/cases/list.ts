import type { CommentsAdapter } from '../../core/adapter/adapter.ts';
import type { Capabilities } from '../../core/adapter/capabilities.ts';
import { assert, assertEqual, assertRejects, show } from '../assertions.ts';
import { assertSettles, assertShape, newThread, NotApplicable } from '../bench.ts';
import { comments, type ConformanceCase } from '../conformance-case.ts';
import { ODD_ENDINGS } from '../odd-endings.ts';
import { capabilities as capabilitiesShape, commentPage } from '../shapes.ts';

/** The method behind each capability that has one. */
const METHODS = [
  'create',
  'edit',
  'remove',
  'report',
  'preview',
  'locate',
  'counts',
  'watch',
  'signIn',
] as const;

export const listCases: readonly ConformanceCase[] = [
  {
    title: 'comes from an adapter with a name',
    async run({ adapter }) {
      const { name } = adapter as { readonly name: unknown };
      assert(typeof name === 'string' && name !== '', `Expected a name, got ${show(name)}.`);
    },
  },
  {
    title: 'brings well-formed capabilities',
    async run({ capabilities }) {
      assertShape(capabilitiesShape, capabilities, 'capabilities');
    },
  },
  {
    title: 'announces no more than the adapter has methods for',
    async run({ adapter, capabilities }) {
      for (const method of METHODS) if (capabilities[method]) assertMethod(adapter, method, method);
      if (capabilities.votes !== 'none') assertMethod(adapter, 'react', 'votes');
    },
  },
  {
    title: 'offers the names of its reactions, if it has named ones',
    async run({ capabilities: { votes, reactionNames } }) {
      if (votes === 'reactions') assert(reactionNames.length > 0, 'Votes are reactions without a name.');
      const names = new Set(reactionNames);
      assert(names.size === reactionNames.length, `A name is offered twice: ${show(reactionNames)}.`);
    },
  },
  {
    title: 'gives an empty page for a thread in which nobody has written',
    async run(bench) {
      const page = await bench.list();
      assertEqual(page.comments, [], 'comments');
      assert(page.total === 0 || page.total === null, `Expected the total 0 or null, got ${page.total}.`);
      assert(page.nextCursor == null, `Expected no next page, got the cursor ${show(page.nextCursor)}.`);
      assertEqual([page.pageNumber ?? 1, page.pageCount ?? 1], [1, 1], 'page number and count');
    },
  },
  {
    title: 'gives a well-formed page',
    needs: [comments],
    async run(bench) {
      await bench.fill(['One', 'Two', 'Three']);
      const page: unknown = await bench.adapter.list(bench.thread, bench.query(), bench.options());
      assertShape(commentPage, page, 'page');
      const texts = (await bench.all()).map((comment) => comment.body.value);
      assert(texts.length === 3, `Expected 3 comments, got ${show(texts)}.`);
    },
  },
  {
    title: 'gives every comment an id of its own',
    needs: [comments],
    async run(bench) {
      await bench.fill(['One', 'Two', 'Three']);
      const ids = (await bench.all()).map((comment) => comment.id);
      assert(new Set(ids).size === 3, `Expected 3 different ids, got ${show(ids)}.`);
    },
  },
  {
    title: 'gives the same page again while nothing happens',
    needs: [comments],
    async run(bench) {
      await bench.fill(['One', 'Two']);
      const byId = (list: readonly { readonly id: string }[]) =>
        list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const first = await bench.list();
      const second = await bench.list();
      assertEqual(byId(second.comments), byId(first.comments), 'comments of the second answer');
      assertEqual({ ...second, comments: [] }, { ...first, comments: [] }, 'rest of the second answer');
    },
  },
  {
    title: 'gives plain data, which JSON and structured clones keep as it is',
    needs: [comments],
    async run(bench) {
      await bench.fill(['One', 'Two']);
      const page = await bench.list();
      assertEqual(structuredClone(page), page, 'structured clone of the page');
      assertEqual(JSON.parse(JSON.stringify(page.comments)), page.comments, 'comments by way of JSON');
    },
  },
  {
    title: 'gives nothing through which the backend can be changed',
    needs: [comments],
    async run(bench) {
      await bench.fill(['One', 'Two']);
      const before = structuredClone(await bench.list());
      const restore = scramble(await bench.list());
      try {
        const { signal } = bench.options();
        const after: unknown = await bench.adapter.list(bench.thread, bench.query(), { signal });
        assertEqual(after, before, 'page after an earlier answer was written over');
      } finally {
        restore();
      }
    },
  },
  {
    title: 'keeps threads apart',
    needs: [comments],
    async run(bench) {
      await bench.fill(['Here']);
      for (const ending of ['/', '/more', '?page=2']) {
        const { key, url } = bench.thread;
        const elsewhere = { ...bench.thread, key: key + ending, url: url + ending };
        assertEqual(
          (await bench.list({}, elsewhere)).comments,
          [],
          `comments of a thread ending in ${ending}`,
        );
      }
      const begins = {
        ...bench.thread,
        key: bench.thread.key.slice(0, -1),
        url: bench.thread.url.slice(0, -1),
      };
      assertEqual((await bench.list({}, begins)).comments, [], 'comments of a thread with a shorter name');
    },
  },
  {
    title: 'takes any name for a thread',
    needs: [comments],
    async run(bench) {
      for (const ending of ODD_ENDINGS) {
        const thread = newThread(ending);
        await bench.fill(['Hello'], thread);
        const texts = (await bench.all(thread)).map((comment) => comment.body.value);
        assert(texts.length === 1, `Expected 1 comment in a thread ending in ${ending}, got ${show(texts)}.`);
      }
    },
  },
  {
    title: 'rejects if its signal has aborted before',
    async run(bench) {
      const { adapter, thread } = bench;
      await assertRejects(
        () => adapter.list(thread, bench.query(), bench.aborted()),
        'list() with an aborted signal',
      );
    },
  },
  {
    title: 'settles if its signal aborts meanwhile',
    async run(bench) {
      const { adapter, thread } = bench;
      await assertSettles(bench, (options) => adapter.list(thread, bench.query(), options), 'list()');
    },
  },
  {
    title: 'names each backend of a merged thread that failed once, and why',
    needs: [comments],
    async run(bench) {
      await bench.fill(['One', 'Two']);
      const { failedSources } = await bench.list();
      if (!failedSources) throw new NotApplicable('no backend of it has failed');
      assertEqual((await bench.all()).length, 2, 'number of comments of the others');
      const names = failedSources.map(({ source }) => source);
      assert(names.length > 0, 'A page with no failed backend has an empty list of them.');
      assert(new Set(names).size === names.length, `A failed backend is named twice: ${show(names)}.`);
    },
  },
];

function assertMethod(
  adapter: CommentsAdapter,
  method: keyof CommentsAdapter,
  ability: keyof Capabilities,
): void {
  assert(
    typeof adapter[method] === 'function',
    `The capability ${ability} is announced without ${method}().`,
  );
}

/**
 * Overwrites what it can of an answer; frozen parts refuse, which is as good. Returns what puts it back, as
 * it may be shared with every adapter there is.
 */
function scramble(value: unknown): () => void {
  if (typeof value !== 'object' || value === null) return () => {};
  const restores = Object.entries(value).map(([key, old]: [string, unknown]) => {
    const restore = scramble(old);
    const changed = Reflect.set(value, key, 'scrambled');
    return () => {
      if (changed) Reflect.set(value, key, old);
      restore();
    };
  });
  return () => restores.forEach((restore) => restore());
}
