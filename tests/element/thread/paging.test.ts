import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { findPart, partOf, partsOf, textOf } from '../../support/parts.ts';
import { findRow, inner, placeReady, row, shownIds } from '../../support/place.ts';
import { sample, samples } from '../../support/sample.ts';
import { settle, until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

function positionOf(thread: Element): string {
  return textOf(partOf(thread, 'pager').querySelector('[aria-current=page]'));
}

function turn(thread: Element, name: string): void {
  partsOf(thread, 'page-button')
    .find((button) => textOf(button) === name)!
    .click();
}

describe('<colloquy-thread> paging="more"', () => {
  const errors = collectConsoleErrors();

  it('adds the next comments below until there are no more', async () => {
    const comments = await placeReady({ comments: samples(5), attributes: { 'page-size': '2' } });
    const thread = inner(comments, 'colloquy-thread');
    expect(shownIds(thread)).to.deep.equal(['c1', 'c2']);
    expect(textOf(partOf(thread, 'heading'))).to.equal('5 comments');
    const first = row(thread, 'c1');
    partOf(thread, 'more-button').click();
    await until(() => shownIds(thread).join() === 'c1,c2,c3,c4');
    expectSame(row(thread, 'c1'), first);
    partOf(thread, 'more-button').click();
    await until(() => shownIds(thread).length === 5);
    await until(() => !findPart(thread, 'more-button'));
    expect(shownIds(thread)).to.deep.equal(['c1', 'c2', 'c3', 'c4', 'c5']);
  });

  it('asks once when the button is pressed in haste', async () => {
    const adapter = memoryAdapter({ comments: samples(6), latency: 5 });
    const calls: string[] = [];
    adapter.fault = (method) => void calls.push(method);
    const comments = await placeReady({ adapter, attributes: { 'page-size': '2' } });
    const thread = inner(comments, 'colloquy-thread');
    const more = partOf(thread, 'more-button');
    more.click();
    more.click();
    more.click();
    await until(() => shownIds(thread).length === 4);
    await settle();
    expect(calls).to.deep.equal(['list', 'list']);
  });

  it('says that it is loading', async () => {
    const adapter = memoryAdapter({ comments: samples(4) });
    const comments = await placeReady({ adapter, attributes: { 'page-size': '2' } });
    const thread = inner(comments, 'colloquy-thread');
    adapter.fault = () => 'silent';
    partOf(thread, 'more-button').click();
    await until(() => textOf(partOf(thread, 'more-button')) === 'Loading comments…');
    expect(partOf(thread, 'more-button').ariaDisabled).to.equal('true');
  });

  it('keeps what is shown when more could not be read, and a further try adds to it', async () => {
    const adapter = memoryAdapter({ comments: samples(6) });
    const comments = await placeReady({ adapter, attributes: { 'page-size': '2' } });
    const thread = inner(comments, 'colloquy-thread');
    partOf(thread, 'more-button').click();
    await until(() => shownIds(thread).length === 4);
    adapter.fault = () => 'server';
    partOf(thread, 'more-button').click();
    const error = await until(() => findPart(thread, 'error'));
    expect(shownIds(thread)).to.deep.equal(['c1', 'c2', 'c3', 'c4']);
    expect(errors).to.have.length(1);
    adapter.fault = null;
    error.querySelector('button')!.click();
    await until(() => !findPart(thread, 'error'));
    expect(shownIds(thread)).to.include.members(['c1', 'c2', 'c3', 'c4']);
  });

  it('brings the replies of a comment along', async () => {
    const comments = [...samples(3), sample('reply', { parentId: 'c3', minutesAgo: 0 })];
    const placed = await placeReady({ comments, attributes: { 'page-size': '2' } });
    const thread = inner(placed, 'colloquy-thread');
    expect(shownIds(thread)).to.not.include('reply');
    partOf(thread, 'more-button').click();
    await until(() => shownIds(thread).includes('reply'));
    expect(row(thread, 'c3').contains(row(thread, 'reply'))).to.equal(true);
  });
});

describe('<colloquy-thread> paging="pages"', () => {
  collectConsoleErrors();

  async function placePages(layout = 'modern') {
    const attributes = { 'page-size': '2', paging: 'pages', layout };
    return inner(await placeReady({ comments: samples(5), attributes }), 'colloquy-thread');
  }

  it('shows one page and where it is', async () => {
    const thread = await placePages();
    expect(positionOf(thread)).to.equal('Page 1 of 3');
    expect(shownIds(thread)).to.deep.equal(['c1', 'c2']);
    expect(partsOf(thread, 'page-button').map((button) => textOf(button))).to.deep.equal(['Next page']);
  });

  it('goes to the next, the last and back', async () => {
    const thread = await placePages();
    turn(thread, 'Next page');
    await until(() => positionOf(thread) === 'Page 2 of 3');
    expect(shownIds(thread)).to.deep.equal(['c3', 'c4']);
    turn(thread, 'Next page');
    await until(() => positionOf(thread) === 'Page 3 of 3');
    expect(shownIds(thread)).to.deep.equal(['c5']);
    expect(partsOf(thread, 'page-button').map((button) => textOf(button))).to.deep.equal(['Previous page']);
    turn(thread, 'Previous page');
    await until(() => positionOf(thread) === 'Page 2 of 3');
    expect(shownIds(thread)).to.deep.equal(['c3', 'c4']);
  });

  it('takes the reader to the first comment of the page', async () => {
    const thread = await placePages();
    turn(thread, 'Next page');
    const third = await until(() => findRow(thread, 'c3'));
    await until(() => thread.shadowRoot!.activeElement === third);
  });

  it('says "pages" in the classic layout, also when there is one', async () => {
    const thread = await placePages('classic');
    expect(positionOf(thread)).to.equal('Page 1 of 3 pages');
    const attributes = { paging: 'pages', layout: 'classic' };
    const one = inner(await placeReady({ comments: samples(2), attributes }), 'colloquy-thread');
    expect(positionOf(one)).to.equal('Page 1 of 1 pages');
    expect(partsOf(one, 'page-button')).to.have.length(0);
  });

  it('is a landmark with a name', async () => {
    const pager = partOf(await placePages(), 'pager');
    expect(pager.localName).to.equal('nav');
    expect(pager.ariaLabel).to.equal('Pages of comments');
  });

  it('stays on its page, with the error, when the next one could not be read', async () => {
    const adapter = memoryAdapter({ comments: samples(5) });
    const attributes = { 'page-size': '2', paging: 'pages' };
    const thread = inner(await placeReady({ adapter, attributes }), 'colloquy-thread');
    adapter.fault = () => 'offline';
    turn(thread, 'Next page');
    await until(() => findPart(thread, 'error'));
    expect(positionOf(thread)).to.equal('Page 1 of 3');
    expect(shownIds(thread)).to.deep.equal(['c1', 'c2']);
  });

  it('begins at the first page again after another sort', async () => {
    const thread = await placePages();
    turn(thread, 'Next page');
    await until(() => positionOf(thread) === 'Page 2 of 3');
    const select = partOf(thread, 'sort').querySelector('select')!;
    select.value = 'oldest';
    select.dispatchEvent(new Event('change'));
    await until(() => shownIds(thread).join() === 'c5,c4');
    expect(positionOf(thread)).to.equal('Page 1 of 3');
  });

  it('falls back to "more" where the backend has no numbers', async () => {
    const adapter = memoryAdapter({ comments: samples(3) });
    const { list } = adapter;
    adapter.list = async (...args) => {
      const { pageNumber: _number, pageCount: _count, ...page } = await list(...args);
      return page;
    };
    const attributes = { 'page-size': '2', paging: 'pages' };
    const thread = inner(await placeReady({ adapter, attributes }), 'colloquy-thread');
    expectSame(findPart(thread, 'pager'), null);
    partOf(thread, 'more-button').click();
    await until(() => shownIds(thread).length === 3);
  });
});

describe('<colloquy-thread> paging="scroll"', () => {
  it('reads on while the end of the list is in sight, until there is no more', async () => {
    const attributes = { 'page-size': '1', paging: 'scroll' };
    const comments = await placeReady({ comments: samples(5), attributes });
    const thread = inner(comments, 'colloquy-thread');
    await until(() => shownIds(thread).length === 5, 'all five comments, which fit on a screen');
    await until(() => !findPart(thread, 'more-button'));
  });

  it('reads nothing further while the end is far away, and reads it when the reader gets there', async () => {
    const adapter = memoryAdapter({
      comments: Array.from({ length: 4 }, (_, index) =>
        sample(`c${index + 1}`, { minutesAgo: index, text: 'Line.\n\n'.repeat(400) }),
      ),
    });
    const attributes = { 'page-size': '2', paging: 'scroll' };
    const thread = inner(await placeReady({ adapter, attributes }), 'colloquy-thread');
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await settle();
    expect(shownIds(thread)).to.deep.equal(['c1', 'c2']);
    partOf(thread, 'more-button').scrollIntoView();
    await until(() => shownIds(thread).length === 4);
  });

  it('keeps a button for those who do not scroll', async () => {
    const adapter = memoryAdapter({ comments: samples(3), latency: 5 });
    const attributes = { 'page-size': '2', paging: 'scroll' };
    const thread = inner(await placeReady({ adapter, attributes }), 'colloquy-thread');
    findPart(thread, 'more-button')?.click();
    await until(() => shownIds(thread).length === 3);
  });
});
