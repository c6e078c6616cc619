import { assert, assertEqual, assertRejects, isAdapterError } from '../assertions.ts';
import { assertShape, assertSettles, type Bench, NotApplicable } from '../bench.ts';
import { can, type ConformanceCase } from '../conformance-case.ts';
import { commentBody } from '../shapes.ts';

const needs = [can('preview')];

export const previewCases: readonly ConformanceCase[] = [
  {
    title: 'previews a text without writing it',
    needs,
    async run(bench) {
      const body = await preview(bench, 'Hello');
      assertShape(commentBody, body, 'body');
      assert(body.value.includes('Hello'), `The text is not in its preview: ${body.value}.`);
      assertEqual((await bench.all()).length, 0, 'number of comments');
    },
  },
  {
    title: 'previews a text as others will see it',
    needs: [...needs, can('create')],
    async run(bench) {
      const text = 'A <b>bold</b> & *starred* text';
      const previewed = await preview(bench, text);
      const { body } = await bench.publishByOther(text);
      // Who has written a comment may be shown it as they wrote it.
      if (body.format !== previewed.format) {
        throw new NotApplicable(`the preview is ${previewed.format}, the comment as listed ${body.format}`);
      }
      assertEqual(previewed.value.trim(), body.value.trim(), 'preview');
    },
  },
  {
    title: 'previews a text without a word in it as a body, or refuses it as invalid',
    needs,
    async run(bench) {
      try {
        assertShape(commentBody, await preview(bench, ' \n '), 'body');
      } catch (reason) {
        if (!isAdapterError(reason) || reason.code !== 'invalid') throw reason;
      }
    },
  },
  {
    title: 'previews nothing if the signal has aborted before',
    needs,
    async run(bench) {
      const call = () => bench.adapter.preview!(bench.thread, bench.body('Hello'), bench.aborted());
      await assertRejects(call, 'preview() with an aborted signal');
    },
  },
  {
    title: 'settles if its signal aborts meanwhile',
    needs,
    async run(bench) {
      const call = bench.adapter.preview!;
      await assertSettles(bench, (options) => call(bench.thread, bench.body('Hello'), options), 'preview()');
    },
  },
];

function preview(bench: Bench, text: string) {
  return bench.adapter.preview!(bench.thread, bench.body(text), bench.options());
}
