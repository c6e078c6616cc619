import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { inner, placeReady, shownIds } from '../../support/place.ts';
import { sample, samples } from '../../support/sample.ts';
import { until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

const COMMENTS = [
  sample('old', { minutesAgo: 3, reactions: [{ name: 'like', count: 1 }] }),
  sample('top', { minutesAgo: 2, reactions: [{ name: 'like', count: 9 }] }),
  sample('new', { minutesAgo: 1 }),
];

function choose(thread: Element, sort: string): void {
  const select = partOf(thread, 'sort').querySelector('select')!;
  select.value = sort;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

describe('<colloquy-thread> sort', () => {
  it('is the backend’s first one at the start', async () => {
    const thread = inner(await placeReady({ comments: COMMENTS }), 'colloquy-thread');
    expect(partOf(thread, 'sort').querySelector('select')!.value).to.equal('newest');
    expect(shownIds(thread)).to.deep.equal(['new', 'top', 'old']);
  });

  for (const [sort, ids] of [
    ['oldest', ['old', 'top', 'new']],
    ['top', ['top', 'old', 'new']],
    ['newest', ['new', 'top', 'old']],
  ] as const) {
    it(`changes to ${sort}`, async () => {
      const start = sort === 'newest' ? 'oldest' : 'newest';
      const comments = await placeReady({ comments: COMMENTS, attributes: { sort: start } });
      const thread = inner(comments, 'colloquy-thread');
      choose(thread, sort);
      await until(() => shownIds(thread).join() === ids.join());
      expect(partOf(thread, 'sort').querySelector('select')!.value).to.equal(sort);
    });
  }

  it('begins as the attribute says, and the control shows it', async () => {
    const comments = await placeReady({ comments: COMMENTS, attributes: { sort: 'oldest' } });
    const thread = inner(comments, 'colloquy-thread');
    expect(shownIds(thread)).to.deep.equal(['old', 'top', 'new']);
    expect(partOf(thread, 'sort').querySelector('select')!.value).to.equal('oldest');
  });

  it('offers what the backend can, in words, with a label', async () => {
    const adapter = memoryAdapter({ comments: COMMENTS, capabilities: { sorts: ['oldest', 'newest'] } });
    const thread = inner(await placeReady({ adapter }), 'colloquy-thread');
    const select = partOf(thread, 'sort').querySelector('select')!;
    expect([...select.options].map((option) => textOf(option))).to.deep.equal(['Oldest', 'Newest']);
    expect(textOf(select.labels[0])).to.match(/^Sort by/);
  });

  it('is not offered where there is nothing to choose or to sort', async () => {
    const oneSort = memoryAdapter({ comments: COMMENTS, capabilities: { sorts: ['newest'] } });
    const first = inner(await placeReady({ adapter: oneSort }), 'colloquy-thread');
    expectSame(findPart(first, 'sort'), null);
    const second = inner(await placeReady({ comments: samples(1) }), 'colloquy-thread');
    expectSame(findPart(second, 'sort'), null);
  });

  it('shows pinned comments first, whatever the sort', async () => {
    const comments = [...COMMENTS, sample('pinned', { pinned: true, minutesAgo: 2 })];
    const thread = inner(await placeReady({ comments }), 'colloquy-thread');
    expect(shownIds(thread)[0]).to.equal('pinned');
    choose(thread, 'oldest');
    await until(() => shownIds(thread)[1] === 'old');
    expect(shownIds(thread)[0]).to.equal('pinned');
    expect(textOf(findPart(thread, 'pin'))).to.equal('Pinned');
  });

  it('takes the last of several choices made in haste', async () => {
    const adapter = memoryAdapter({ comments: COMMENTS, latency: 5 });
    const thread = inner(await placeReady({ adapter }), 'colloquy-thread');
    for (const sort of ['oldest', 'top', 'newest', 'oldest']) choose(thread, sort);
    await until(() => shownIds(thread).join() === 'old,top,new');
    await until(() => partOf(thread, 'list').ariaBusy === 'false');
    expect(shownIds(thread)).to.deep.equal(['old', 'top', 'new']);
  });

  it('keeps what is shown until the other sort has come', async () => {
    const adapter = memoryAdapter({ comments: COMMENTS });
    const thread = inner(await placeReady({ adapter }), 'colloquy-thread');
    adapter.fault = () => 'silent';
    choose(thread, 'oldest');
    await until(() => partOf(thread, 'list').ariaBusy === 'true');
    expect(shownIds(thread)).to.deep.equal(['new', 'top', 'old']);
    expectSame(findPart(thread, 'skeleton'), null);
  });
});
