import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { fill } from '../../support/form.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { create, findRow, inner, placeComments, placeReady } from '../../support/place.ts';
import { sample, samples } from '../../support/sample.ts';
import { until } from '../../support/until.ts';

async function placeCount(comments = samples(3), attributes = {}) {
  const count = create('colloquy-count');
  const placed = placeComments({
    comments,
    attributes,
    children: [count, create('colloquy-thread'), create('colloquy-form')],
  });
  await until(() => placed.store?.getSnapshot().status === 'ready');
  return { comments: placed, count };
}

describe('<colloquy-count>', () => {
  it('says how many comments there are at all levels and on all pages', async () => {
    const comments = [...samples(3), sample('reply', { parentId: 'c1' })];
    const { count } = await placeCount(comments, { 'page-size': '1' });
    await until(() => textOf(count.shadowRoot) === '4 comments');
  });

  it('says it in the singular, and for none', async () => {
    const one = await placeCount(samples(1));
    await until(() => textOf(one.count.shadowRoot) === '1 comment');
    const none = await placeCount([]);
    await until(() => textOf(none.count.shadowRoot) === '0 comments');
  });

  it('says it in the language of the page', async () => {
    const { comments, count } = await placeCount(samples(2));
    comments.lang = 'ar';
    await until(() => textOf(count.shadowRoot) === 'تعليقان');
    comments.lang = 'ja';
    await until(() => textOf(count.shadowRoot) === '2件のコメント');
  });

  it('does not invent a number before it is known', async () => {
    const adapter = memoryAdapter({ comments: samples(2) });
    adapter.fault = () => 'silent';
    const count = create('colloquy-count');
    placeComments({ adapter, children: [count] });
    await until(() => textOf(count.shadowRoot) === 'Comments');
  });

  it('follows what is written and removed', async () => {
    const { comments, count } = await placeCount(samples(1));
    const form = inner(comments, 'colloquy-form');
    await fill(form, { body: 'One more', name: 'Ana' });
    partOf(form, 'submit-button').click();
    await until(() => textOf(count.shadowRoot) === '2 comments');
    const { adapter, thread } = comments.store!;
    const [own] = [...comments.store!.getSnapshot().tree.nodes.keys()].filter((id) => id !== 'c1');
    await until(() => findRow(inner(comments, 'colloquy-thread'), own!));
    const { signal } = new AbortController();
    await until(() => comments.store!.getSnapshot().sending.size === 0);
    const id = [...comments.store!.getSnapshot().tree.nodes.keys()].find((each) => each !== 'c1')!;
    await adapter.remove!(thread, id, { signal, idempotencyKey: 'k' });
    await until(() => textOf(count.shadowRoot) === '1 comment');
  });

  it('is part of the line of text it stands in', async () => {
    const { count } = await placeCount();
    await until(() => findPart(count, 'count'));
    expect(getComputedStyle(count).display).to.equal('inline');
  });

  it('agrees with the heading of the thread', async () => {
    const comments = await placeReady({
      comments: samples(7),
      children: [create('colloquy-count'), create('colloquy-thread')],
    });
    const thread = inner(comments, 'colloquy-thread');
    await until(
      () => textOf(inner(comments, 'colloquy-count').shadowRoot) === textOf(partOf(thread, 'heading')),
    );
  });
});
