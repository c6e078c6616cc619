import { expect } from '@open-wc/testing';
import { findPart, partOf, partsOf, textOf } from '../../support/parts.ts';
import { inner, placeReady, row } from '../../support/place.ts';
import { sample } from '../../support/sample.ts';
import { expectSame } from '../../support/same.ts';

const TREE = [
  sample('a', { name: 'Ana', minutesAgo: 3, author: { location: 'Lisbon' } }),
  sample('b', { name: 'Bo', minutesAgo: 2, parentId: 'a' }),
  sample('c', { name: 'Cy', minutesAgo: 1, parentId: 'b' }),
  sample('d', { name: 'Di', minutesAgo: 9 }),
];

/** The text of the elements that an element names as its label. */
function labelOf(element: Element): string {
  const root = element.getRootNode() as ShadowRoot;
  const ids = element.getAttribute('aria-labelledby')!.split(' ');
  return textOf(document.createTextNode(ids.map((id) => root.getElementById(id)!.textContent).join(' ')));
}

async function placeThread(comments = TREE, attributes = {}) {
  return inner(await placeReady({ comments, attributes }), 'colloquy-thread');
}

describe('<colloquy-thread> semantics', () => {
  it('is a region named by its heading, which counts the comments', async () => {
    const thread = await placeThread();
    expect(partOf(thread, 'thread').localName).to.equal('section');
    expect(labelOf(partOf(thread, 'thread'))).to.equal('4 comments');
    expect(partOf(thread, 'heading').role).to.equal('heading');
    expect(partOf(thread, 'heading').ariaLevel).to.equal('2');
  });

  it('gives every comment the role of a comment, and of an article where that is not known', async () => {
    const thread = await placeThread();
    expect(partsOf(thread, 'comment').map((comment) => comment.getAttribute('role'))).to.deep.equal(
      Array(4).fill('comment article'),
    );
  });

  it('names a comment by its author and time', async () => {
    const thread = await placeThread();
    expect(labelOf(row(thread, 'a'))).to.equal('Ana Lisbon 3 minutes ago');
    expect(labelOf(row(thread, 'b'))).to.equal('Bo 2 minutes ago');
  });

  it('names a comment in the classic layout, too', async () => {
    const thread = await placeThread(TREE, { layout: 'classic' });
    expect(labelOf(row(thread, 'a'))).to.equal('Ana in Lisbon writes:');
  });

  it('makes each byline a heading one below that of the thread', async () => {
    for (const layout of ['modern', 'classic']) {
      const thread = await placeThread(TREE, { layout });
      for (const header of partsOf(thread, 'header')) {
        expect(header.role).to.equal('heading');
        expect(header.ariaLevel).to.equal('3');
      }
    }
  });

  it('puts replies inside the comment that they answer, as a list', async () => {
    const thread = await placeThread();
    expect(row(thread, 'a').contains(row(thread, 'b'))).to.equal(true);
    expect(row(thread, 'b').contains(row(thread, 'c'))).to.equal(true);
    expect(row(thread, 'a').contains(row(thread, 'd'))).to.equal(false);
    expect(row(thread, 'b').closest('[role=listitem]')!.closest('[role=list]')).to.equal(
      row(thread, 'a').querySelector('[role=list]'),
    );
    expect(row(thread, 'a').closest('[role=list]')).to.equal(partOf(thread, 'list'));
  });

  it('can give a comment the focus from script, but not by the Tab key', async () => {
    const thread = await placeThread();
    expect(row(thread, 'a').tabIndex).to.equal(-1);
    row(thread, 'a').focus();
    expectSame(thread.shadowRoot!.activeElement, row(thread, 'a'));
  });

  it('tells apart the buttons of different comments by what describes them', async () => {
    const thread = await placeThread();
    for (const part of ['reply-button', 'reaction-button']) {
      const descriptions = partsOf(thread, part).map((button) => button.getAttribute('aria-describedby'));
      expect(new Set(descriptions).size).to.equal(4);
      for (const id of descriptions) expect(thread.shadowRoot!.getElementById(id!)).to.exist;
    }
  });

  it('keeps the generated avatar from assistive technology', async () => {
    const thread = await placeThread();
    expect(textOf(findPart(row(thread, 'a'), 'avatar'))).to.equal('A');
    expect(partOf(row(thread, 'a'), 'avatar').ariaHidden).to.equal('true');
  });

  it('shows a deleted comment with replies as a hole that has a name', async () => {
    const thread = await placeThread([
      sample('gone', { status: 'deleted', name: '', text: '' }),
      sample('still', { parentId: 'gone' }),
    ]);
    const hole = row(thread, 'gone');
    expect(labelOf(hole)).to.equal('This comment was deleted.');
    expect(hole.contains(row(thread, 'still'))).to.equal(true);
    expectSame(findPart(hole.querySelector('.own')!, 'reply-button'), null);
  });

  it('keeps ids apart that differ only in characters which ids cannot hold', async () => {
    const thread = await placeThread([sample('a b', { name: 'One' }), sample('a%20b', { name: 'Two' })]);
    expect(labelOf(row(thread, 'a b'))).to.match(/^One/);
    expect(labelOf(row(thread, 'a%20b'))).to.match(/^Two/);
  });

  it('calls an author without a name something', async () => {
    const thread = await placeThread([sample('a', { name: '' })]);
    expect(textOf(partOf(thread, 'author'))).to.equal('Anonymous');
    expect(textOf(partOf(thread, 'avatar'))).to.equal('·');
  });

  it('links an author to a page of theirs where that is safe', async () => {
    const thread = await placeThread([
      sample('good', { author: { url: 'https://example.org/ana' } }),
      sample('bad', { author: { url: 'javascript:alert(1)' } }),
      sample('odd', { author: { url: 'ana.example.org' } }),
    ]);
    const author = partOf<HTMLAnchorElement>(row(thread, 'good'), 'author');
    expect(author.href).to.equal('https://example.org/ana');
    expect(author.rel).to.equal('ugc nofollow noopener noreferrer');
    expect(partOf(row(thread, 'bad'), 'author').localName).to.equal('span');
    expect(partOf(row(thread, 'odd'), 'author').localName).to.equal('span');
  });
});
