import { expect } from '@open-wc/testing';
import { partOf, textOf } from '../../support/parts.ts';
import { findRow, inner, placeComments, placeReady, row, shownIds } from '../../support/place.ts';
import { samples } from '../../support/sample.ts';
import { until } from '../../support/until.ts';

const COUNT = 300;

describe('<colloquy-thread> with many comments', () => {
  it('shows the first ones before the last, and all of them in the end, in their order', async () => {
    const comments = placeComments({ comments: samples(COUNT), attributes: { 'page-size': String(COUNT) } });
    const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
    const seen = new Set<number>();
    const observer = new MutationObserver(() => seen.add(shownIds(thread).length));
    await until(() => thread.shadowRoot);
    observer.observe(thread.shadowRoot!, { childList: true, subtree: true });
    await until(() => shownIds(thread).length === COUNT);
    observer.disconnect();
    expect(shownIds(thread)).to.deep.equal(samples(COUNT).map(({ id }) => id));
    const first = [...seen].filter((count) => count > 0)[0]!;
    expect(first).to.be.within(20, COUNT - 1);
  });

  it('renders one row again after a reaction, and leaves all others alone', async () => {
    const comments = await placeReady({ comments: samples(COUNT), attributes: { 'page-size': String(COUNT) } });
    const thread = inner(comments, 'colloquy-thread');
    await until(() => shownIds(thread).length === COUNT);
    const changed = new Set<string>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        changed.add(element?.closest<HTMLElement>('[data-id]')?.dataset['id'] ?? '');
      }
    });
    observer.observe(thread.shadowRoot!, { childList: true, subtree: true, attributes: true, characterData: true });
    partOf(row(thread, 'c150'), 'reaction-button').click();
    await until(() => partOf(row(thread, 'c150'), 'reaction-button').ariaPressed === 'true');
    await until(() => changed.size > 0);
    observer.disconnect();
    expect([...changed]).to.deep.equal(['c150']);
  });

  it('keeps every row when a comment is added on top', async () => {
    const comments = await placeReady({ comments: samples(COUNT), attributes: { 'page-size': String(COUNT) } });
    const thread = inner(comments, 'colloquy-thread');
    await until(() => shownIds(thread).length === COUNT);
    const rows = ['c1', 'c25', 'c26', 'c299', 'c300'].map((id) => row(thread, id));
    await comments.store!.submit({
      parentId: null,
      author: { name: 'Ana' },
      body: { format: 'text', value: 'On top.' },
    });
    await until(() => shownIds(thread).length === COUNT + 1);
    expect(textOf(partOf(thread, 'body'))).to.equal('On top.');
    for (const each of rows) expect(findRow(thread, each.dataset['id']!)).to.equal(each);
  });
});
