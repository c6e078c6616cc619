import { expect } from '@open-wc/testing';
import { MAX_NESTING } from '../../../src/core/model/tree.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { inner, placeReady, row, shownIds } from '../../support/place.ts';
import { sample } from '../../support/sample.ts';
import type { Comment } from '../../../src/core/model/comment.ts';

async function placeThread(comments: Comment[]) {
  return inner(await placeReady({ comments }), 'colloquy-thread');
}

/** Whom a comment says it answers, and whether one can see it. */
function contextOf(thread: Element, id: string) {
  const context = findPart(row(thread, id).querySelector('.own')!, 'in-reply-to');
  const hidden = context !== null && getComputedStyle(context).clipPath !== 'none';
  return { text: textOf(context), seen: context !== null && !hidden };
}

describe('<colloquy-thread> in reply to', () => {
  it('says that an orphan answers a comment that is not shown', async () => {
    const thread = await placeThread([sample('orphan', { parentId: 'nowhere' })]);
    expect(contextOf(thread, 'orphan')).to.deep.equal({
      text: 'in reply to a comment that is not shown here',
      seen: true,
    });
  });

  it('says nothing at the top level', async () => {
    const thread = await placeThread([sample('a')]);
    expect(contextOf(thread, 'a').text).to.equal('');
  });

  it('names the parent, unseen where the place shows it', async () => {
    const thread = await placeThread([sample('a', { name: 'Ana' }), sample('b', { parentId: 'a' })]);
    expect(contextOf(thread, 'b')).to.deep.equal({ text: 'in reply to Ana', seen: false });
  });

  it('does not call the parent missing because its author has no name', async () => {
    const thread = await placeThread([sample('a', { name: '' }), sample('b', { parentId: 'a' })]);
    expect(contextOf(thread, 'b').text).to.equal('in reply to Anonymous');
  });

  it('names the parent for all to see below the deepest level', async () => {
    const chain = Array.from({ length: MAX_NESTING + 4 }, (_, level) =>
      sample(`n${level}`, {
        name: `N${level}`,
        parentId: level === 0 ? null : `n${level - 1}`,
        minutesAgo: 90 - level,
      }),
    );
    const thread = await placeThread(chain);
    expect(shownIds(thread)).to.have.length(chain.length);
    expect(contextOf(thread, `n${MAX_NESTING - 1}`).seen).to.equal(false);
    const deepest = contextOf(thread, `n${MAX_NESTING + 2}`);
    expect(deepest).to.deep.equal({ text: `in reply to N${MAX_NESTING + 1}`, seen: true });
  });

  it('names the parent in a narrow thread from the fourth level on', async () => {
    const chain = Array.from({ length: 7 }, (_, level) =>
      sample(`n${level}`, { parentId: level === 0 ? null : `n${level - 1}`, minutesAgo: 90 - level }),
    );
    const comments = await placeReady({ comments: chain });
    comments.style.width = '320px';
    const thread = inner(comments, 'colloquy-thread');
    expect(contextOf(thread, 'n2').seen).to.equal(false);
    expect(contextOf(thread, 'n6').seen).to.equal(true);
    expect(partOf(row(thread, 'n6'), 'body').getBoundingClientRect().width).to.be.greaterThan(150);
  });
});
