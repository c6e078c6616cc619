import { assertAdapterError, assertEqual } from '../assertions.ts';
import { newThread } from '../bench.ts';
import { can, closable, comments, type ConformanceCase } from '../conformance-case.ts';

const needs = [closable, comments];

export const closedCases: readonly ConformanceCase[] = [
  {
    title: 'says which threads are closed, and still gives what is in them',
    needs,
    async run(bench) {
      const open = newThread('/open');
      await bench.fill(['One'], open);
      await bench.fill(['One']);
      await bench.fixture.close!(bench.thread);
      assertEqual((await bench.list()).thread?.closed, true, 'whether the closed thread is closed');
      assertEqual((await bench.list({}, open)).thread?.closed ?? false, false, 'whether the other one is');
      assertEqual((await bench.all()).length, 1, 'number of comments in the closed thread');
    },
  },
  {
    title: 'refuses a comment in a closed thread',
    needs: [...needs, can('create')],
    async run(bench) {
      await bench.fill(['One']);
      await bench.fixture.close!(bench.thread);
      const call = () => bench.adapter.create!(bench.thread, bench.newComment('Late'), bench.options());
      await assertAdapterError(call, ['closed'], 'create() in a closed thread');
      assertEqual((await bench.all()).length, 1, 'number of comments');
    },
  },
];
