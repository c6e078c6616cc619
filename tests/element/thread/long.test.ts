import { expect } from '@open-wc/testing';
import { partOf, textOf } from '../../support/parts.ts';
import { findRow, inner, placeComments, placeReady, row, shownIds } from '../../support/place.ts';
import { samples } from '../../support/sample.ts';
import { until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

const COUNT = 300;

describe('<colloquy-thread> with many comments', () => {
  it('shows the first ones before the last, and all of them in the end, in their order', async () => {
    const attributes = { 'page-size': String(COUNT), loading: 'manual' };
    const comments = placeComments({ comments: samples(COUNT), attributes });
    const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
    const seen = new Set<number>();
    const observer = new MutationObserver(() => seen.add(shownIds(thread).length));
    await until(() => thread.shadowRoot && comments.store);
    observer.observe(thread.shadowRoot!, { childList: true, subtree: true });
    comments.load();
    await until(() => shownIds(thread).length === COUNT);
    observer.disconnect();
    expect(shownIds(thread)).to.deep.equal(samples(COUNT).map(({ id }) => id));
    const first = [...seen].filter((count) => count > 0)[0]!;
    expect(first).to.be.within(20, COUNT - 1);
  });

  it('renders one row again after a reaction, and leaves all others alone', async () => {
    const comments = await placeReady({
      comments: samples(COUNT),
      attributes: { 'page-size': String(COUNT) },
    });
    const thread = inner(comments, 'colloquy-thread');
    await until(() => shownIds(thread).length === COUNT);
    const changed = new Set<string>();
    const observer = new MutationObserver((records) => {
      for (const { target, type, attributeName, oldValue } of records) {
        // Written again as it was.
        if (type === 'attributes' && (target as Element).getAttribute(attributeName!) === oldValue) continue;
        const element = target instanceof Element ? target : target.parentElement;
        changed.add(
          element?.closest<HTMLElement>('[data-id]')?.dataset['id'] ?? `${element?.outerHTML.slice(0, 100)}`,
        );
      }
    });
    observer.observe(thread.shadowRoot!, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeOldValue: true,
      characterData: true,
    });
    partOf(row(thread, 'c150'), 'reaction-button').click();
    await until(() => partOf(row(thread, 'c150'), 'reaction-button').ariaPressed === 'true');
    await until(() => changed.size > 0);
    observer.disconnect();
    expect([...changed].join('\n')).to.equal('c150');
  });

  it('keeps every row when a comment is added on top', async () => {
    const comments = await placeReady({
      comments: samples(COUNT),
      attributes: { 'page-size': String(COUNT) },
    });
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
    for (const each of rows) expectSame(findRow(thread, each.dataset['id']!), each);
  });
});
