import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { create, findRow, inner, place, placeComments, placeReady, shownIds } from '../../support/place.ts';
import { sample, samples } from '../../support/sample.ts';
import { until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

function provider(id: string, comments = samples(2)) {
  const element = create('colloquy-comments', { id, thread: id, loading: 'eager' });
  element.adapter = memoryAdapter({ comments });
  return element;
}

describe('<colloquy-comments> composition', () => {
  it('lays out share bar, form and thread where it has no children', async () => {
    const comments = await placeReady({ comments: samples(1) });
    const names = [...comments.shadowRoot!.querySelectorAll('*')].map(({ localName }) => localName);
    expect(names.filter((name) => name.startsWith('colloquy-'))).to.deep.equal([
      'colloquy-share-bar',
      'colloquy-form',
      'colloquy-thread',
    ]);
  });

  it('provides its thread to children in another order, and lays out nothing itself', async () => {
    const children = [
      create('colloquy-count'),
      create('colloquy-thread'),
      create('p', {}, 'Between them.'),
      create('colloquy-form'),
    ];
    const comments = await placeReady({ comments: samples(3), children });
    const thread = inner(comments, 'colloquy-thread');
    expect(shownIds(thread)).to.deep.equal(['c1', 'c2', 'c3']);
    await until(() => textOf(inner(comments, 'colloquy-count').shadowRoot) === '3 comments');
    expect(findPart(inner(comments, 'colloquy-form'), 'textarea')).to.exist;
    expectSame(comments.shadowRoot!.querySelector('colloquy-thread, colloquy-form'), null);
  });

  it('serves children that stand deeper in the page, and in other shadow roots', async () => {
    const host = create('div');
    const thread = create('colloquy-thread');
    host.attachShadow({ mode: 'open' }).append(thread);
    placeComments({ comments: samples(2), children: [create('section', {}, create('div', {}, host))] });
    await until(() => findRow(thread, 'c2'));
  });

  it('changes to its own layout when its children leave, and back', async () => {
    const child = create('colloquy-thread');
    const comments = await placeReady({ comments: samples(1), children: [child] });
    child.remove();
    const own = await until(() => comments.shadowRoot!.querySelector('colloquy-thread'));
    await until(() => findRow(own, 'c1'));
    comments.append(child);
    await until(() => !comments.shadowRoot!.querySelector('colloquy-thread') && findRow(child, 'c1'));
  });

  for (const name of ['colloquy-thread', 'colloquy-form', 'colloquy-count'] as const) {
    const isBound = (element: HTMLElement) =>
      ({
        'colloquy-thread': () => findRow(element, 'c1') !== null,
        'colloquy-form': () => findPart(element, 'textarea') !== null,
        'colloquy-count': () => textOf(element.shadowRoot) === '2 comments',
      })[name]();

    it(`finds it by for="…" from elsewhere on the page: <${name}> before it`, async () => {
      const element = create(name, { for: 'one' });
      place(element, provider('one'));
      await until(() => isBound(element));
    });

    it(`finds it by for="…" from elsewhere on the page: <${name}> after it`, async () => {
      const element = create(name, { for: 'one' });
      place(provider('one'), create('footer', {}, element));
      await until(() => isBound(element));
    });

    it(`finds one that comes later by for="…": <${name}>`, async () => {
      const element = create(name, { for: 'one' });
      const main = place(element);
      await until(() => findPart(element, 'problem'));
      main.append(provider('one'));
      await until(() => isBound(element) && !findPart(element, 'problem'));
    });
  }

  it('finds it by for="…" inside a shadow root of its own', async () => {
    const host = create('div');
    const thread = create('colloquy-thread', { for: 'inside' });
    host.attachShadow({ mode: 'open' }).append(thread, provider('inside'));
    place(host);
    await until(() => findRow(thread, 'c1'));
  });

  it('lets for="…" win over the provider around', async () => {
    const thread = create('colloquy-thread', { for: 'other' });
    placeComments({ comments: [sample('around')], children: [thread] });
    place(provider('other', [sample('elsewhere')]));
    await until(() => findRow(thread, 'elsewhere'));
    expectSame(findRow(thread, 'around'), null);
  });

  it('follows a for="…" that changes', async () => {
    const thread = create('colloquy-thread', { for: 'one' });
    place(provider('one', [sample('first')]), provider('two', [sample('second')]), thread);
    await until(() => findRow(thread, 'first'));
    thread.for = 'two';
    await until(() => findRow(thread, 'second') && !findRow(thread, 'first'));
    thread.for = 'nobody';
    await until(() => findPart(thread, 'problem'));
    thread.for = 'one';
    await until(() => findRow(thread, 'first'));
  });

  it('keeps several on one page apart', async () => {
    const [left, right] = [provider('left', [sample('l')]), provider('right', [sample('r')])];
    place(left, right);
    const threads: Element[] = [];
    for (const comments of [left, right]) {
      threads.push(await until(() => comments.shadowRoot?.querySelector('colloquy-thread')));
    }
    await until(() => findRow(threads[0]!, 'l') && findRow(threads[1]!, 'r'));
    expect(threads.map((thread) => shownIds(thread))).to.deep.equal([['l'], ['r']]);
  });

  it('takes the nearest provider of nested ones', async () => {
    const thread = create('colloquy-thread');
    const near = create('colloquy-comments', { thread: 'near', loading: 'eager' }, thread);
    near.adapter = memoryAdapter({ comments: [sample('near')] });
    placeComments({ comments: [sample('far')], children: [near] });
    await until(() => findRow(thread, 'near'));
    expectSame(findRow(thread, 'far'), null);
  });

  it('gives the share bar no need of a provider', async () => {
    const bar = create('colloquy-share-bar');
    place(bar);
    await until(() => findPart(bar, 'copy-button'));
    expect(partOf(bar, 'share')).to.exist;
    expectSame(findPart(bar, 'problem'), null);
  });

  it('sets the level of headings in the page’s outline', async () => {
    const comments = await placeReady({ comments: samples(1), attributes: { 'heading-level': '4' } });
    const thread = inner(comments, 'colloquy-thread');
    expect(partOf(thread, 'heading').ariaLevel).to.equal('4');
    expect(partOf(thread, 'header').ariaLevel).to.equal('5');
    expect(partOf(inner(comments, 'colloquy-form'), 'title').ariaLevel).to.equal('4');
  });
});
