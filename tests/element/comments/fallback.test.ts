import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { findPart, partOf } from '../../support/parts.ts';
import { create, inner, placeComments } from '../../support/place.ts';
import { samples } from '../../support/sample.ts';
import { until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

function fallback(): HTMLElement {
  return create('p', { slot: 'fallback' }, 'What crawlers see.');
}

describe('<colloquy-comments> slot="fallback"', () => {
  collectConsoleErrors();

  it('is shown until the comments have come, and not after', async () => {
    const adapter = memoryAdapter({ comments: samples(1) });
    adapter.fault = () => 'silent';
    const content = fallback();
    const comments = placeComments({ adapter, children: [content] });
    const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
    await until(() => findPart(thread, 'skeleton'));
    expect([content.checkVisibility(), thread.checkVisibility()]).to.deep.equal([true, false]);
    adapter.fault = null;
    void comments.store!.reload();
    await until(() => findPart(thread, 'list'));
    await comments.updateComplete;
    expect([content.checkVisibility(), thread.checkVisibility()]).to.deep.equal([false, true]);
  });

  it('does not count as a layout of the page’s own', async () => {
    const comments = placeComments({ comments: samples(1), children: [fallback()] });
    await until(() => comments.store?.getSnapshot().status === 'ready');
    expectSame(inner(comments, 'colloquy-thread').getRootNode(), comments.shadowRoot);
  });

  it('stands beside a page’s own children', async () => {
    const content = fallback();
    const thread = create('colloquy-thread');
    const comments = placeComments({ comments: samples(1), children: [content, thread] });
    await until(() => findPart(thread, 'list'));
    await until(() => !content.checkVisibility());
    expect(thread.assignedSlot).to.exist;
    expectSame(comments.shadowRoot!.querySelector('colloquy-thread'), null);
  });

  it('stays on an error, for the comments have not come, and leaves when a further try works', async () => {
    const adapter = memoryAdapter({ comments: samples(1) });
    adapter.fault = () => 'server';
    const content = fallback();
    const comments = placeComments({ adapter, children: [content] });
    const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
    const error = await until(() => findPart(thread, 'error'));
    await until(() => error.checkVisibility());
    expect(content.checkVisibility()).to.equal(true);
    adapter.fault = null;
    error.querySelector('button')!.click();
    await until(() => findPart(thread, 'list') && !content.checkVisibility());
  });

  it('stays beside a problem with the page', async () => {
    const content = fallback();
    const comments = placeComments({ attributes: { thread: 'null' }, children: [content] });
    await until(() => findPart(comments, 'problem'));
    expect(content.checkVisibility()).to.equal(true);
  });

  it('stays while loading waits for a click', async () => {
    const content = fallback();
    const comments = placeComments({
      comments: samples(1),
      attributes: { loading: 'click' },
      children: [content],
    });
    await until(() => findPart(comments, 'show-button'));
    expect(content.checkVisibility()).to.equal(true);
    partOf(comments, 'show-button').click();
    await until(() => !content.checkVisibility());
  });
});
