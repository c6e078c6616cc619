import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { create, findRow, inner, place } from '../../support/place.ts';
import { samples } from '../../support/sample.ts';
import { settle, until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

function far(): HTMLElement {
  const element = create('div');
  element.style.height = '20000px';
  return element;
}

function commentsThatLoad(loading: string, before: Node[] = []) {
  const comments = create('colloquy-comments', { thread: 'test', ...(loading && { loading }) });
  const adapter = memoryAdapter({ comments: samples(1) });
  const calls: string[] = [];
  adapter.fault = (method) => void calls.push(method);
  comments.adapter = adapter;
  place(...before, comments);
  return { comments, calls };
}

describe('<colloquy-comments> loading', () => {
  it('is lazy by default: nothing is read far below the viewport', async () => {
    const spacer = far();
    const { comments, calls } = commentsThatLoad('', [spacer]);
    await comments.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await settle();
    expect(calls).to.deep.equal([]);
    spacer.remove();
    await until(() => calls.includes('list'));
    await until(() => findRow(inner(comments, 'colloquy-thread'), 'c1'));
  });

  it('eager reads at once, wherever it stands', async () => {
    const { calls } = commentsThatLoad('eager', [far()]);
    await until(() => calls.includes('list'));
  });

  it('click asks first', async () => {
    const { comments, calls } = commentsThatLoad('click');
    const button = await until(() => findPart(comments, 'show-button'));
    expect(textOf(button)).to.equal('Show comments');
    await settle();
    expect(calls).to.deep.equal([]);
    button.click();
    const thread = await until(() => comments.shadowRoot!.querySelector('colloquy-thread'));
    await until(() => findRow(thread, 'c1'));
    expectSame(findPart(comments, 'show-button'), null);
  });

  it('takes the focus from the button that goes, until it moves on', async () => {
    const { comments } = commentsThatLoad('click');
    const after = create('button', {}, 'After');
    comments.after(after);
    const button = await until(() => findPart(comments, 'show-button'));
    button.focus();
    button.click();
    await until(() => document.activeElement === comments && !findPart(comments, 'show-button'));
    const thread = await until(() => comments.shadowRoot!.querySelector('colloquy-thread'));
    const row = await until(() => findRow(thread, 'c1'));
    expectSame(document.activeElement, comments);
    partOf(row, 'reply-button').focus();
    after.focus();
    expect(comments.hasAttribute('tabindex')).to.equal(false);
  });

  it('manual waits for load()', async () => {
    const { comments, calls } = commentsThatLoad('manual');
    const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
    await until(() => findPart(thread, 'skeleton'));
    await settle();
    expect(calls).to.deep.equal([]);
    comments.load();
    await until(() => findRow(thread, 'c1'));
    comments.load();
    await settle();
    expect(calls).to.deep.equal(['list']);
  });

  it('starts when the attribute changes to eager', async () => {
    const { comments, calls } = commentsThatLoad('manual');
    await comments.updateComplete;
    comments.setAttribute('loading', 'eager');
    await until(() => calls.includes('list'));
    expect(partOf(comments, 'comments')).to.exist;
  });
});
