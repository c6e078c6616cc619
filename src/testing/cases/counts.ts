import { assert, assertEqual, assertRejects } from '../assertions.ts';
import { assertSettles, type Bench, newThread, NotApplicable } from '../bench.ts';
import { can, comments, type ConformanceCase, depth } from '../conformance-case.ts';
import { ODD_ENDINGS } from '../odd-endings.ts';

/** More than fit into one address. */
const MANY = 60;

const needs = [can('counts')];

export const countsCases: readonly ConformanceCase[] = [
  {
    title: 'gives the numbers in the order asked, 0 for a thread in which nobody has written',
    needs: [...needs, comments],
    async run(bench) {
      const [empty, busy] = [newThread('/empty'), newThread('/busy')];
      await bench.fill(['One']);
      await bench.fill(['One', 'Two', 'Three'], busy);
      const asked = [busy, empty, bench.thread, busy];
      assertEqual(await count(bench, asked), [3, 0, 1, 3], 'counts');
      assertEqual(await count(bench, asked.toReversed()), [3, 1, 0, 3], 'counts');
    },
  },
  {
    title: 'counts replies too',
    needs: [...needs, can('create'), depth(1)],
    async run(bench) {
      const parent = await bench.publish('Parent');
      await bench.publish('Reply', parent.id);
      assertEqual(await count(bench), [2], 'counts');
    },
  },
  {
    title: 'counts no threads as none',
    needs,
    async run(bench) {
      assertEqual(await count(bench, []), [], 'counts');
    },
  },
  {
    title: 'counts many threads at once',
    needs: [...needs, comments],
    async run(bench) {
      const threads = Array.from({ length: MANY }, (_, index) => newThread(`/${index}`));
      await bench.fill(['One'], threads[0]);
      await bench.fill(['One', 'Two'], threads.at(-1));
      const expected = threads.map((_, index) => (index === 0 ? 1 : index === MANY - 1 ? 2 : 0));
      assertEqual(await count(bench, threads), expected, 'counts');
    },
  },
  {
    title: 'counts threads of any name',
    needs: [...needs, comments],
    async run(bench) {
      const threads = ODD_ENDINGS.map((ending) => newThread(ending));
      for (const thread of threads) await bench.fill(['Hello'], thread);
      const expected = threads.map(() => 1);
      assertEqual(await count(bench, threads), expected, 'counts');
    },
  },
  {
    title: 'counts a removed comment no more',
    needs: [...needs, can('create'), can('remove')],
    async run(bench) {
      const { id, can: abilities } = await bench.publish('Gone');
      if (abilities?.remove === false) throw new NotApplicable('a new comment cannot be removed');
      await bench.publish('Stays');
      await bench.adapter.remove!(bench.thread, id, bench.options());
      assertEqual(await count(bench), [1], 'counts');
    },
  },
  {
    title: 'counts what list counts',
    needs: [...needs, comments],
    async run(bench) {
      await bench.fill(['One', 'Two', 'Three']);
      const { total } = await bench.list({ limit: 1 });
      if (total === null) throw new NotApplicable('its pages have no total');
      const [counted] = await count(bench);
      assert(counted === total, `counts() says ${counted}, the total of list() is ${total}.`);
    },
  },
  {
    title: 'rejects if its signal has aborted before',
    needs,
    async run(bench) {
      const call = () => bench.adapter.counts!([bench.thread], bench.aborted());
      await assertRejects(call, 'counts() with an aborted signal');
    },
  },
  {
    title: 'settles if its signal aborts meanwhile',
    needs,
    async run(bench) {
      await assertSettles(bench, (options) => bench.adapter.counts!([bench.thread], options), 'counts()');
    },
  },
];

function count(bench: Bench, threads = [bench.thread]): Promise<readonly number[]> {
  return bench.adapter.counts!(threads, bench.options());
}
