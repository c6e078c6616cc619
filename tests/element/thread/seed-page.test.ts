import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { findPart, partOf, partsOf, textOf } from '../../support/parts.ts';
import { inner, placeReady } from '../../support/place.ts';
import { parseSeedPage } from '../../support/seed-page.ts';
import { readSharedData } from '../../support/shared-data.ts';
import { expectSame } from '../../support/same.ts';

describe('<colloquy-thread> classic layout with the page of 2012', () => {
  let page = '';

  before(async function () {
    page = await readSharedData(this, 'seed-page.txt');
  });

  async function placeThread() {
    const adapter = memoryAdapter({ comments: parseSeedPage(page), capabilities: { storage: 'server' } });
    const attributes = { layout: 'classic', paging: 'pages' };
    return inner(await placeReady({ adapter, attributes }), 'colloquy-thread');
  }

  it('reads the five comments from it', () => {
    expect(parseSeedPage(page)).to.have.length(5);
  });

  it('says who writes, and where', async () => {
    const thread = await placeThread();
    expect(partsOf(thread, 'header').map((header) => textOf(header))).to.deep.equal(
      [
        'Anwar in Pakistan writes:',
        'K.D. in Pakistan writes:',
        'Olga in New York writes:',
        'Bill in Ohio writes:',
        'Charlie D. writes:',
      ].sort((a, b) => textOrder(page, a) - textOrder(page, b)),
    );
  });

  it('shows all paragraphs of each', async () => {
    const thread = await placeThread();
    const shown = partsOf(thread, 'body').map((body) =>
      [...body.querySelectorAll('p')].map((paragraph) => textOf(paragraph)),
    );
    const written = parseSeedPage(page).map(({ body }) =>
      body.value.split('\n\n').map((text) => text.replace(/\s+/g, ' ').trim()),
    );
    expect(shown[0]).to.have.length(4);
    expect(shown).to.deep.equal(written);
  });

  it('says when it was posted, below the text', async () => {
    const thread = await placeThread();
    const posted = partsOf(thread, 'comment').map((comment) => textOf(comment.querySelector('.own p.meta')));
    expect(posted).to.deep.equal([
      'Posted on Fri Oct 12, 2012',
      ...Array<string>(4).fill('Posted on Fri Aug 03, 2012'),
    ]);
    const [first] = partsOf(thread, 'comment');
    const order = partOf(first!, 'body').compareDocumentPosition(partOf(first!, 'time'));
    expect(order & Node.DOCUMENT_POSITION_FOLLOWING).to.be.greaterThan(0);
  });

  it('shows the newest first, in the order of the page', async () => {
    const thread = await placeThread();
    const times = partsOf<HTMLTimeElement>(thread, 'time').map(({ dateTime }) => dateTime);
    expect(times).to.deep.equal([...times].sort().reverse());
    expect(partsOf(thread, 'author').map((author) => textOf(author))).to.deep.equal(
      parseSeedPage(page).map(({ author }) => author.name),
    );
  });

  it('says "Page 1 of 1 pages" below', async () => {
    const thread = await placeThread();
    expect(textOf(partOf(thread, 'pager'))).to.equal('Page 1 of 1 pages');
    const order = partOf(thread, 'list').compareDocumentPosition(partOf(thread, 'pager'));
    expect(order & Node.DOCUMENT_POSITION_FOLLOWING).to.be.greaterThan(0);
    expectSame(findPart(thread, 'more-button'), null);
  });
});

function textOrder(page: string, text: string): number {
  return page.indexOf(text);
}
