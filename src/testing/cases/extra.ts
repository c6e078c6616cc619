import { assertAdapterError, assertEqual, assertRejects } from '../assertions.ts';
import { assertShape } from '../bench.ts';
import { can, type ConformanceCase, type Need } from '../conformance-case.ts';
import { commentBody } from '../shapes.ts';

const letsGo: Need = ({ adapter }) => (adapter.dispose ? null : 'the adapter has no dispose()');

export const extraCases: readonly ConformanceCase[] = [
  {
    title: 'takes a report of a comment',
    needs: [can('report'), can('create')],
    async run(bench) {
      const { id } = await bench.publishByOther('Hello');
      const answer: unknown = await bench.adapter.report!(bench.thread, id, 'Spam', bench.options());
      assertEqual(answer, undefined, 'answer');
    },
  },
  {
    title: 'refuses a report of a comment that is not there',
    needs: [can('report')],
    async run(bench) {
      const call = () => bench.adapter.report!(bench.thread, 'no-such-comment', 'Spam', bench.options());
      await assertAdapterError(call, ['not-found'], 'report() of a comment that is not there');
    },
  },
  {
    title: 'previews a text without writing it',
    needs: [can('preview')],
    async run(bench) {
      const body = await bench.adapter.preview!(bench.thread, bench.body('Hello'), bench.options());
      assertShape(commentBody, body, 'body');
      assertEqual(body.value.includes('Hello'), true, 'whether the text is in its preview');
      assertEqual((await bench.all()).length, 0, 'number of comments');
    },
  },
  {
    title: 'previews nothing if the signal has aborted before',
    needs: [can('preview')],
    async run(bench) {
      const call = () => bench.adapter.preview!(bench.thread, bench.body('Hello'), bench.aborted());
      await assertRejects(call, 'preview() with an aborted signal');
    },
  },
  {
    title: 'can be disposed of twice',
    needs: [letsGo],
    async run({ adapter }) {
      adapter.dispose!();
      adapter.dispose!();
    },
  },
];
