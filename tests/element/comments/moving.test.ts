import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import type { CommentsElement } from '../../../src/elements/comments/comments.element.ts';
import { fieldOf, fill, openForm, type } from '../../support/form.ts';
import { partOf } from '../../support/parts.ts';
import { create, findRow, inner, openReply, place, placeReady, row, shownIds } from '../../support/place.ts';
import { sample, samples } from '../../support/sample.ts';
import { settle, until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

/** Another place on the page. */
function elsewhere(comments: CommentsElement): HTMLElement {
  const aside = create('aside');
  comments.closest('main')!.append(aside);
  return aside;
}

describe('<colloquy-comments> moved', () => {
  it('keeps its thread without reading it again, also while it is not in the page for a moment', async () => {
    const adapter = memoryAdapter({ comments: samples(3) });
    let reads = 0;
    adapter.fault = (method) => void (method === 'list' && reads++);
    const comments = await placeReady({ adapter });
    const { store } = comments;
    const place = elsewhere(comments);
    comments.remove();
    place.append(comments);
    await settle();
    expectSame(comments.store, store);
    expect(reads).to.equal(1);
    expect(shownIds(inner(comments, 'colloquy-thread'))).to.deep.equal(['c1', 'c2', 'c3']);
  });

  it('is as alive as before', async () => {
    const comments = await placeReady({ comments: samples(3), attributes: { sort: 'newest' } });
    elsewhere(comments).append(comments);
    await settle();
    comments.sort = 'oldest';
    await until(() => shownIds(inner(comments, 'colloquy-thread')).join(' ') === 'c3 c2 c1');
    comments.lang = 'de';
    await until(() =>
      partOf(inner(comments, 'colloquy-thread'), 'heading').textContent.includes('Kommentare'),
    );
  });

  it('keeps the draft, and what is typed after', async () => {
    const comments = await placeReady();
    const form = inner(comments, 'colloquy-form');
    await fill(form, { body: 'Half a thou', name: 'Ana' });
    elsewhere(comments).append(comments);
    await settle();
    expect(fieldOf(form, 'body').value).to.equal('Half a thou');
    expect(fieldOf(form, 'name').value).to.equal('Ana');
    type(fieldOf(form, 'body'), 'Half a thought');
    partOf(form, 'submit-button').click();
    await until(() => inner(comments, 'colloquy-thread').shadowRoot!.textContent.includes('Half a thought'));
  });

  it('keeps an open reply with its draft, and what is folded', async () => {
    const comments = await placeReady({
      comments: [sample('a', { minutesAgo: 1 }), sample('b'), sample('b1', { parentId: 'b' })],
    });
    const thread = inner(comments, 'colloquy-thread');
    type(fieldOf(await openReply(thread, 'a'), 'body'), 'In reply');
    partOf(row(thread, 'b'), 'fold-button').click();
    await until(() => !findRow(thread, 'b1'));
    elsewhere(comments).append(comments);
    await settle();
    expect(fieldOf(row(thread, 'a').querySelector('colloquy-form')!, 'body').value).to.equal('In reply');
    expectSame(findRow(thread, 'b1'), null);
  });

  it('reads again and has the draft when it comes back after a while', async () => {
    const comments = await placeReady({ comments: samples(2) });
    await fill(inner(comments, 'colloquy-form'), { body: 'Kept' });
    const main = comments.closest('main')!;
    comments.remove();
    await until(() => comments.store === null);
    main.append(comments);
    await until(() => comments.store?.getSnapshot().status === 'ready');
    await until(() => shownIds(inner(comments, 'colloquy-thread')).length === 2);
    expect(fieldOf(inner(comments, 'colloquy-form'), 'body').value).to.equal('Kept');
  });

  it('still loads when it comes near the viewport after a move', async () => {
    const far = create('div');
    far.style.height = '20000px';
    const comments = create('colloquy-comments', { thread: 'test', loading: 'lazy' });
    comments.adapter = memoryAdapter({ comments: samples(1) });
    const main = place(far, comments);
    await comments.updateComplete;
    await settle();
    expect(comments.store!.getSnapshot().status).to.equal('idle');
    const aside = create('aside');
    main.append(aside);
    aside.append(comments);
    await settle();
    far.remove();
    await until(() => comments.store?.getSnapshot().status === 'ready', 'the thread to load in view');
  });

  it('moves a form to another place in the same provider with its text', async () => {
    const form = create('colloquy-form');
    const box = create('div');
    await placeReady({ comments: samples(1), children: [box, create('colloquy-thread'), form] });
    await fill(form, { body: 'Typed' });
    box.append(form);
    await openForm(form);
    expect(fieldOf(form, 'body').value).to.equal('Typed');
  });
});

describe('<colloquy-comments> cloned', () => {
  it('is an element of its own with the same attributes', async () => {
    const comments = create('colloquy-comments', { backend: 'memory', thread: 'test', loading: 'eager' });
    const main = place(comments);
    await until(() => comments.store?.getSnapshot().status === 'ready');
    const clone = comments.cloneNode(true) as CommentsElement;
    main.append(clone);
    await until(() => clone.store?.getSnapshot().status === 'ready');
    expect(clone.store !== comments.store).to.equal(true);
    const thread = await until(() => clone.shadowRoot!.querySelector('colloquy-thread'));
    await until(() => thread.shadowRoot?.querySelector('[part~=empty]'));
  });

  it('works with children, too', async () => {
    const comments = await placeReady({
      adapter: memoryAdapter({ comments: samples(2) }),
      children: [create('colloquy-thread')],
    });
    const clone = comments.cloneNode(true) as CommentsElement;
    clone.adapter = comments.adapter;
    comments.after(clone);
    await until(() => findRow(inner(clone, 'colloquy-thread'), 'c2'));
    // The clone's life is its own.
    clone.remove();
    await settle();
    expect(shownIds(inner(comments, 'colloquy-thread'))).to.deep.equal(['c1', 'c2']);
    expect(comments.store!.getSnapshot().status).to.equal('ready');
  });
});
