import { assertAdapterError, assertEqual, assertRejects } from '../assertions.ts';
import { assertSettles, type Bench } from '../bench.ts';
import { can, type ConformanceCase } from '../conformance-case.ts';
import { assertRefusesOddIds } from '../odd-ids.ts';

const needs = [can('report'), can('create')];

export const reportCases: readonly ConformanceCase[] = [
  {
    title: 'takes a report of a comment',
    needs,
    async run(bench) {
      const { id } = await bench.publishByOther('Hello');
      assertEqual(await report(bench, id), undefined, 'answer');
    },
  },
  {
    title: 'leaves the comment as it was',
    needs,
    async run(bench) {
      const { id } = await bench.publishByOther('Hello');
      const before = await bench.find(id);
      await report(bench, id);
      assertEqual(await bench.find(id), before, 'listed comment');
    },
  },
  {
    title: 'refuses a report of a comment that is not there',
    needs: [can('report')],
    async run(bench) {
      await assertAdapterError(
        () => report(bench, 'no-such-comment'),
        ['not-found'],
        'report() of a comment that is not there',
      );
    },
  },
  {
    title: 'refuses ids of every make that are not there',
    needs: [can('report')],
    run: (bench) => assertRefusesOddIds((id) => report(bench, id), 'report'),
  },
  {
    title: 'rejects if its signal has aborted before',
    needs,
    async run(bench) {
      const { id } = await bench.publishByOther('Hello');
      const call = () => bench.adapter.report!(bench.thread, id, 'Spam', bench.aborted());
      await assertRejects(call, 'report() with an aborted signal');
    },
  },
  {
    title: 'settles if its signal aborts meanwhile',
    needs,
    async run(bench) {
      const { id } = await bench.publishByOther('Hello');
      const call = bench.adapter.report!;
      await assertSettles(bench, (options) => call(bench.thread, id, 'Spam', options), 'report()');
    },
  },
];

function report(bench: Bench, id: string): Promise<unknown> {
  return bench.adapter.report!(bench.thread, id, 'Spam', bench.options());
}
