import type { CommentPage } from '../../core/adapter/adapter.ts';
import { assert, assertEqual, isAdapterError, show } from '../assertions.ts';
import { NotApplicable } from '../bench.ts';
import { can, comments, type ConformanceCase, depth, paging, sorts } from '../conformance-case.ts';

const TEXTS = ['One', 'Two', 'Three', 'Four', 'Five'];

export const pagingCases: readonly ConformanceCase[] = [
  {
    title: 'leads by cursor to the end, without repeats or gaps',
    needs: [comments],
    async run(bench) {
      await bench.fill(TEXTS);
      const first = await bench.list({ limit: 2 });
      const announced = bench.capabilities.paging === 'cursor' || bench.capabilities.paging === 'offset';
      if (!announced && first.nextCursor == null) throw new NotApplicable('its pages have no cursors');
      assertAllOnce(await bench.pagesAfter(first, 'cursor', { limit: 2 }), TEXTS);
    },
  },
  {
    title: 'takes a cursor again, after others',
    needs: [comments],
    async run(bench) {
      await bench.fill(TEXTS);
      const { nextCursor } = await bench.list({ limit: 2 });
      if (nextCursor == null) throw new NotApplicable('its pages have no cursors');
      const query = { limit: 2, cursor: nextCursor };
      const second = await bench.list(query);
      await bench.pagesAfter(second, 'cursor', { limit: 2 });
      assertEqual(textsOf([await bench.list(query)]), textsOf([second]), 'comments of the page read again');
    },
  },
  {
    title: 'leads by number to the end, without repeats or gaps',
    needs: [paging('numbered'), comments],
    async run(bench) {
      await bench.fill(TEXTS);
      assertAllOnce(await bench.pages('page', { limit: 2 }), TEXTS);
    },
  },
  {
    title: 'says of each page its number and how many there are',
    needs: [paging('numbered'), comments],
    async run(bench) {
      await bench.fill(TEXTS);
      const pages = await bench.pages('page', { limit: 2 });
      pages.forEach(({ pageNumber, pageCount }, index) => {
        const expected = [index + 1, pages.length];
        assertEqual([pageNumber, pageCount], expected, 'page number and count');
      });
    },
  },
  {
    title: 'answers for a page beyond the last with the last, an empty one or not-found',
    needs: [paging('numbered'), comments],
    async run(bench) {
      await bench.fill(TEXTS);
      const last = (await bench.pages('page', { limit: 2 })).at(-1)!;
      const beyond = await answerOf(() => bench.list({ limit: 2, page: 1000 }));
      if (beyond === 'refused' || beyond.comments.length === 0) return;
      assertEqual(textsOf([beyond]), textsOf([last]), 'comments on page 1000');
    },
  },
  {
    title: 'gives everything in one answer',
    needs: [paging('none'), comments],
    async run(bench) {
      await bench.fill(TEXTS);
      const page = await bench.list({ limit: 2 });
      assert(page.nextCursor == null && (page.pageCount ?? 1) === 1, 'There is a next page without paging.');
      assertAllOnce([page], TEXTS);
    },
  },
  {
    title: 'takes any size of page',
    needs: [comments],
    async run(bench) {
      await bench.fill(TEXTS);
      for (const limit of [1, 3, 1_000]) assertAllOnce(await bench.pages(bench.by, { limit }), TEXTS);
    },
  },
  {
    title: 'says the same total on each page',
    needs: [comments],
    async run(bench) {
      await bench.fill(TEXTS);
      for (const { total } of await bench.pages(bench.by, { limit: 2 })) {
        assert(total === null || total === TEXTS.length, `Expected the total 5 or null, got ${total}.`);
      }
    },
  },
  {
    title: 'counts replies in the total',
    needs: [can('create'), depth(1)],
    async run(bench) {
      const parent = await bench.publish('Parent');
      await bench.publish('Reply', parent.id);
      const { total } = await bench.list();
      assert(total === null || total === 2, `Expected the total 2 or null, got ${total}.`);
    },
  },
  {
    title: 'goes on where it was, though comments were written meanwhile',
    needs: [paging('cursor'), sorts('newest'), can('create')],
    async run(bench) {
      await bench.fill(TEXTS);
      const query = { sort: 'newest', limit: 2 } as const;
      const first = await bench.list(query);
      await bench.publish('Meanwhile');
      const pages = await bench.pagesAfter(first, 'cursor', query);
      const texts = textsOf(pages).filter((text) => !text.includes('Meanwhile'));
      assertEqual(texts, TEXTS.toSorted(), 'comments on all pages');
    },
  },
  {
    title: 'goes on where it was, though the last comment read was removed meanwhile',
    needs: [paging('cursor'), sorts('newest'), can('create'), can('remove')],
    async run(bench) {
      await bench.fill(TEXTS);
      const query = { sort: 'newest', limit: 2 } as const;
      const first = await bench.list(query);
      const last = first.comments.toSorted((a, b) => (a.createdAt! < b.createdAt! ? -1 : 1))[0]!;
      await bench.adapter.remove!(bench.thread, last.id, bench.options());
      assertAllOnce(await bench.pagesAfter(first, 'cursor', query), TEXTS);
    },
  },
  {
    title: 'refuses a cursor of unknown make, or takes it for none',
    needs: [paging('cursor'), comments],
    async run(bench) {
      await bench.fill(['One']);
      const page = await answerOf(() => bench.list({ cursor: 'no cursor of this backend' }));
      if (page !== 'refused') assertAllOnce([page], ['One']);
    },
  },
];

/** Texts of top-level comments in alphabetical order: a backend may wrap a text, as in HTML. */
function textsOf(pages: readonly CommentPage[]): string[] {
  return pages
    .flatMap((page) => page.comments)
    .map(({ body }) => TEXTS.find((text) => body.value.includes(text)) ?? body.value)
    .toSorted();
}

function assertAllOnce(pages: readonly CommentPage[], texts: readonly string[]): void {
  assertEqual(textsOf(pages), texts.toSorted(), 'comments on all pages');
}

/** The page, or `refused` where the adapter says that there is no such page. */
async function answerOf(call: () => Promise<CommentPage>): Promise<CommentPage | 'refused'> {
  try {
    return await call();
  } catch (reason) {
    if (isAdapterError(reason) && /^(not-found|invalid)$/.test(reason.code)) return 'refused';
    throw new Error(`Expected a page, not-found or invalid, got ${show(reason)}.`, { cause: reason });
  }
}
