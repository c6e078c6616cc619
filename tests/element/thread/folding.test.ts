import { expect } from '@open-wc/testing';
import { partOf, textOf } from '../../support/parts.ts';
import { findRow, inner, placeReady, row } from '../../support/place.ts';
import { sample } from '../../support/sample.ts';
import { until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

const COMMENTS = [
  sample('a'),
  sample('b', { parentId: 'a' }),
  sample('b1', { parentId: 'b' }),
  sample('c', { parentId: 'a' }),
];

/** A thread of its own, as what is folded in one is remembered. */
async function placeThread(thread = `folding ${Math.random()}`) {
  return inner(await placeReady({ comments: COMMENTS, attributes: { thread } }), 'colloquy-thread');
}

const foldButton = (thread: Element, id: string) => partOf(row(thread, id), 'fold-button');

describe('<colloquy-thread> folding', () => {
  after(() => localStorage.removeItem('colloquy:folded'));

  it('hides the replies to a comment and shows them again', async () => {
    const thread = await placeThread();
    const button = foldButton(thread, 'a');
    expect(textOf(button)).to.equal('Hide 2 replies');
    expect(button.ariaExpanded).to.equal('true');
    button.click();
    await until(() => !findRow(thread, 'b') && !findRow(thread, 'c'));
    expect(textOf(button)).to.equal('Show 2 replies');
    expect(button.ariaExpanded).to.equal('false');
    button.click();
    await until(() => findRow(thread, 'b1') && findRow(thread, 'c'));
    expect(textOf(button)).to.equal('Hide 2 replies');
  });

  it('leaves the focus on the button', async () => {
    const thread = await placeThread();
    const button = foldButton(thread, 'a');
    button.focus();
    button.click();
    await until(() => !findRow(thread, 'b'));
    expectSame(thread.shadowRoot!.activeElement, button);
  });

  it('folds by the rail, which the keyboard and assistive technology do not meet', async () => {
    const thread = await placeThread();
    const rail = partOf(row(thread, 'a'), 'rail');
    expect(rail.tabIndex).to.equal(-1);
    expect(rail.ariaHidden).to.equal('true');
    rail.click();
    await until(() => !findRow(thread, 'b'));
  });

  it('folds one inside another, which stays folded', async () => {
    const thread = await placeThread();
    foldButton(thread, 'b').click();
    await until(() => !findRow(thread, 'b1'));
    foldButton(thread, 'a').click();
    await until(() => !findRow(thread, 'b'));
    foldButton(thread, 'a').click();
    await until(() => findRow(thread, 'b'));
    expectSame(findRow(thread, 'b1'), null);
  });

  it('counts in the language of the page', async () => {
    const comments = await placeReady({
      comments: COMMENTS,
      attributes: { thread: `folding ${Math.random()}` },
    });
    comments.lang = 'ar';
    const thread = inner(comments, 'colloquy-thread');
    await until(() => textOf(foldButton(thread, 'a')) === 'إخفاء ردين');
    expect(textOf(foldButton(thread, 'b'))).to.equal('إخفاء رد واحد');
  });
});
