import { expect } from '@open-wc/testing';
import { register } from '../../../src/define/register.ts';
import { CommentsElement } from '../../../src/elements/comments/comments.element.ts';
import { CountElement } from '../../../src/elements/count/count.element.ts';
import { FormElement } from '../../../src/elements/form/form.element.ts';
import { ShareBarElement } from '../../../src/elements/share-bar/share-bar.element.ts';
import { ThreadElement } from '../../../src/elements/thread/thread.element.ts';
import { openFrame } from '../../support/frame.ts';
import { findPart } from '../../support/parts.ts';
import { findRow, inner, placeReady } from '../../support/place.ts';
import { samples } from '../../support/sample.ts';
import { until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

const ELEMENTS = [CommentsElement, CountElement, FormElement, ShareBarElement, ThreadElement];

describe('elements defined twice', () => {
  for (const element of ELEMENTS) {
    it(`do no harm: <${element.tagName}> registered again`, () => {
      expectSame(customElements.get(element.tagName), element);
      register(element);
      register(class extends (element as typeof ThreadElement) {});
      expectSame(customElements.get(element.tagName), element);
    });
  }

  for (const path of [
    'comments/comments',
    'count/count',
    'form/form',
    'share-bar/share-bar',
    'thread/thread',
  ]) {
    it(`do no harm: a second copy of ${path}.element.ts`, async () => {
      const frame = await openFrame('');
      await frame.load('/src/all.ts');
      const { register: again } = (await frame.load('/src/define/register.ts?copy=2')) as {
        register: typeof register;
      };
      const copy = (await frame.load(`/src/elements/${path}.element.ts?copy=2`)) as Record<string, unknown>;
      const [second] = Object.values(copy).filter(
        (exported): exported is typeof ThreadElement =>
          typeof exported === 'function' && 'tagName' in exported,
      );
      const first = frame.window.customElements.get(second!.tagName);
      expect(second !== first).to.equal(true);
      again(second!);
      expectSame(frame.window.customElements.get(second!.tagName), first);
      expect(frame.errors).to.deep.equal([]);
    });
  }

  it('do no harm: each define module imported a second time', async () => {
    for (const name of ['comments', 'count', 'form', 'share-bar', 'thread']) {
      // eslint-disable-next-line no-unsanitized/method -- our own module, under another address
      await import(new URL(`../../../src/define/${name}.ts?copy=2`, import.meta.url).href);
    }
    const comments = await placeReady({ comments: samples(1) });
    expect(findRow(inner(comments, 'colloquy-thread'), 'c1')).to.exist;
  });

  it('meet: a provider of one copy serves a thread of another', async () => {
    const frame = await openFrame(
      '<colloquy-comments backend="memory" loading="eager"><colloquy-thread></colloquy-thread></colloquy-comments>',
    );
    await frame.load('/src/define/comments.ts');
    const { ThreadElement: Copy } = (await frame.load('/src/elements/thread/thread.element.ts?copy=2')) as {
      ThreadElement: CustomElementConstructor;
    };
    frame.window.customElements.define('colloquy-thread', Copy);
    await until(() => findPart(frame.document.querySelector('colloquy-thread')!, 'empty'));
    expect(frame.errors).to.deep.equal([]);
  });
});
