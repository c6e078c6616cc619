import { assert, assertAdapterError, assertEqual, assertRejects } from '../assertions.ts';
import { assertSettles, assertShape, type Bench } from '../bench.ts';
import { can, type ConformanceCase, depth } from '../conformance-case.ts';
import { assertRefusesOddIds } from '../odd-ids.ts';
import { commentPage } from '../shapes.ts';

const needs = [can('locate'), can('create')];

export const locateCases: readonly ConformanceCase[] = [
  {
    title: 'finds the page of every comment',
    needs,
    async run(bench) {
      await bench.fill(['One', 'Two', 'Three', 'Four', 'Five']);
      for (const { id } of await bench.all()) {
        const page = await locate(bench, id);
        assertShape(commentPage, page, 'page');
        assert(
          page.comments.some((comment) => comment.id === id),
          `The comment ${id} is not on the page located for it.`,
        );
      }
    },
  },
  {
    title: 'gives the same page as list does',
    needs,
    async run(bench) {
      await bench.fill(['One', 'Two', 'Three']);
      for (const listed of await bench.pages(bench.by, { limit: 2 })) {
        const located = await locate(bench, listed.comments[0]!.id);
        assertEqual(idsOf(located), idsOf(listed), 'comments on the located page');
        assertEqual(located.total, listed.total, 'total');
        assertEqual(located.nextCursor ?? null, listed.nextCursor ?? null, 'cursor of the next page');
        assertEqual(located.capabilities, listed.capabilities, 'capabilities');
      }
    },
  },
  {
    title: 'finds the page of a reply',
    needs: [...needs, depth(1)],
    async run(bench) {
      const parent = await bench.publish('Parent');
      const reply = await bench.publish('Reply', parent.id);
      await bench.fill(['One', 'Two', 'Three']);
      const ids = idsOf(await locate(bench, reply.id));
      assert(
        ids.includes(reply.id) && ids.includes(parent.id),
        'The reply and its parent are not on the page.',
      );
    },
  },
  {
    title: 'says not-found of a comment that is not there',
    needs,
    async run(bench) {
      await bench.publish('One');
      await assertAdapterError(
        () => locate(bench, 'no-such-comment'),
        ['not-found'],
        'locate() of a comment that is not there',
      );
    },
  },
  {
    title: 'refuses ids of every make that are not there',
    needs,
    run: (bench) => assertRefusesOddIds((id) => locate(bench, id), 'locate'),
  },
  {
    title: 'settles if its signal aborts meanwhile',
    needs,
    async run(bench) {
      const { id } = await bench.publish('One');
      const { adapter, thread } = bench;
      await assertSettles(
        bench,
        (options) => adapter.locate!(thread, id, bench.query(), options),
        'locate()',
      );
    },
  },
  {
    title: 'rejects if its signal has aborted before',
    needs,
    async run(bench) {
      const { id } = await bench.publish('One');
      const call = () => bench.adapter.locate!(bench.thread, id, bench.query(), bench.aborted());
      await assertRejects(call, 'locate() with an aborted signal');
    },
  },
];

function locate(bench: Bench, id: string) {
  return bench.adapter.locate!(bench.thread, id, bench.query({ limit: 2 }), bench.options());
}

function idsOf({ comments }: { readonly comments: readonly { readonly id: string }[] }): string[] {
  return comments.map(({ id }) => id).toSorted();
}
