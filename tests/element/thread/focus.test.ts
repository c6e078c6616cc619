/** After each thing that a reader does among the comments, the focus is where they go on. */
import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import type { Comment } from '../../../src/core/model/comment.ts';
import type { CommentsElement } from '../../../src/elements/comments/comments.element.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { findRow, inner, placeComments, placeReady, row } from '../../support/place.ts';
import { expectSame } from '../../support/same.ts';
import { sample, samples } from '../../support/sample.ts';
import { settle, until } from '../../support/until.ts';

async function placeThread(comments: readonly Comment[], attributes: Record<string, string> = {}) {
  const adapter = memoryAdapter({ comments });
  const thread = `focus ${Math.random()}`;
  const placed = await placeReady({ adapter, attributes: { thread, 'page-size': '2', ...attributes } });
  return { adapter, comments: placed, thread: inner(placed, 'colloquy-thread') };
}

/** Presses a button as a keyboard does: it has the focus. */
function press(thread: Element, part: string): void {
  const button = partOf(thread, part);
  button.focus();
  button.click();
}

/** Resolves once a comment has the focus, itself and nothing in it. */
function focused(thread: Element, id: string): Promise<unknown> {
  const { shadowRoot } = thread;
  return until(() => shadowRoot!.activeElement?.matches(`[data-id="${id}"]`), `${id} to have the focus`);
}

const retryButton = (thread: Element) => findPart(thread, 'error')?.querySelector('button');

describe('the focus in a thread', () => {
  const errors = collectConsoleErrors();

  it('goes to the first of the comments that more of them bring, to the last', async () => {
    const { thread } = await placeThread(samples(5));
    press(thread, 'more-button');
    await focused(thread, 'c3');
    press(thread, 'more-button');
    await focused(thread, 'c5');
    expect(findPart(thread, 'more-button')).to.equal(null);
  });

  it('stays on the button when there was no more to be had, and goes on from where that is mended', async () => {
    const { adapter, thread } = await placeThread(samples(5));
    adapter.fault = () => 'server';
    press(thread, 'more-button');
    await until(() => retryButton(thread));
    expectSame(thread.shadowRoot!.activeElement, partOf(thread, 'more-button'));
    retryButton(thread)!.focus();
    retryButton(thread)!.click();
    await until(() => errors.length === 2);
    await until(() => retryButton(thread) && thread.shadowRoot!.activeElement === retryButton(thread));
    adapter.fault = null;
    retryButton(thread)!.click();
    await focused(thread, 'c3');
  });

  it('goes to the first comment of a thread that could at first not be read', async () => {
    const adapter = memoryAdapter({ comments: samples(3) });
    adapter.fault = () => 'server';
    const placed = placeComments({ adapter });
    const thread = await until(() => placed.shadowRoot?.querySelector('colloquy-thread'));
    await until(() => retryButton(thread));
    adapter.fault = null;
    retryButton(thread)!.focus();
    retryButton(thread)!.click();
    await focused(thread, 'c1');
    expect(errors).to.have.length(1);
  });

  it('stays where the reader has gone meanwhile', async () => {
    const { adapter, thread } = await placeThread(samples(9));
    // What moves the focus is loaded from then on.
    press(thread, 'more-button');
    await focused(thread, 'c3');
    adapter.latency = 50;
    press(thread, 'more-button');
    row(thread, 'c2').focus();
    await until(() => findRow(thread, 'c5'));
    await settle();
    expectSame(thread.shadowRoot!.activeElement, row(thread, 'c2'));

    const field = document.body.appendChild(document.createElement('input'));
    press(thread, 'more-button');
    field.focus();
    await until(() => findRow(thread, 'c7'));
    await settle();
    expectSame(document.activeElement, field);
    field.remove();
  });

  it("goes to the first of one author's comments, and back to the first of all", async () => {
    const ana = { author: { name: 'Ana' } };
    const { thread } = await placeThread([sample('a', ana), sample('b'), sample('c', ana)], {
      'page-size': '5',
    });
    const menuButton = partOf(row(thread, 'c'), 'menu-button');
    menuButton.focus();
    menuButton.click();
    const item = await until(() => findPart(thread, 'author-item'));
    expect(textOf(item)).to.equal('Only comments by Ana');
    item.click();
    await until(() => findRow(thread, 'b') === null);
    await until(() => thread.shadowRoot!.activeElement?.closest('.comment'));

    press(thread, 'back-button');
    await until(() => findRow(thread, 'b'));
    await until(() => thread.shadowRoot!.activeElement === thread.shadowRoot!.querySelector('.comment'));
  });

  it('goes to the comment whose branch was looked at alone', async () => {
    const chain = Array.from({ length: 6 }, (_, index) =>
      sample(`n${index}`, { parentId: index === 0 ? null : `n${index - 1}` }),
    );
    const { thread } = await placeThread(chain);
    partOf(row(thread, 'n3'), 'branch-button').click();
    await until(() => findRow(thread, 'n2') === null);
    await focused(thread, 'n3');
    press(thread, 'back-button');
    await until(() => findRow(thread, 'n0'));
    await focused(thread, 'n3');
  });

  it('goes to the button of the comment whose replies were folded by the line beside them', async () => {
    const { thread } = await placeThread([sample('a'), sample('a1', { parentId: 'a' })]);
    press(thread, 'rail');
    await until(() => findRow(thread, 'a1') === null);
    await until(() => thread.shadowRoot!.activeElement === partOf(row(thread, 'a'), 'fold-button'));
  });

  describe('when a comment is sent once more', () => {
    /** A thread in which a comment waits to be sent again, and the id that it has until then. */
    async function placeWaiting() {
      const placed = await placeThread(samples(1));
      const { adapter, comments, thread } = placed;
      adapter.fault = (method) => (method === 'create' ? 'server' : undefined);
      await comments.store!.submit({
        parentId: null,
        author: { name: 'Me' },
        body: { format: 'text', value: 'Hi' },
      });
      await until(() => findPart(thread, 'retry-button'));
      adapter.fault = null;
      adapter.latency = 50;
      const waiting = partOf(thread, 'retry-button').closest<HTMLElement>('.comment')!.dataset['id']!;
      return { ...placed, waiting };
    }

    const idOfSent = ({ store }: CommentsElement) => {
      const { sending, tree } = store!.getSnapshot();
      const sent = tree.roots.find(({ comment }) => comment.body.value === 'Hi')!.comment.id;
      return sending.size === 0 ? sent : null;
    };

    it('goes to it, and stays there when it has arrived', async () => {
      const { comments, thread, waiting } = await placeWaiting();
      press(thread, 'retry-button');
      await focused(thread, waiting);
      const sent = await until(() => idOfSent(comments));
      expect(sent).not.to.equal(waiting);
      await focused(thread, sent);
    });

    it('stays where the reader has gone until then', async () => {
      const { comments, thread, waiting } = await placeWaiting();
      press(thread, 'retry-button');
      await focused(thread, waiting);
      row(thread, 'c1').focus();
      const sent = await until(() => idOfSent(comments));
      await until(() => findRow(thread, sent));
      await settle();
      expectSame(thread.shadowRoot!.activeElement, row(thread, 'c1'));
    });
  });
});
