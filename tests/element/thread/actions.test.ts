import { expect } from '@open-wc/testing';
import { AdapterError } from '../../../src/core/adapter/adapter-error.ts';
import type { CommentAction } from '../../../src/elements/thread/thread.events.ts';
import { expectAccessible } from '../../support/axe.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { findPart, partOf, partsOf, textOf } from '../../support/parts.ts';
import { inner, placeReady, row } from '../../support/place.ts';
import { sample } from '../../support/sample.ts';
import { until } from '../../support/until.ts';

describe('<colloquy-thread> actions', () => {
  const errors = collectConsoleErrors();

  async function placeWith(action: Partial<CommentAction>) {
    const comments = await placeReady({ comments: [sample('a'), sample('b')] });
    const thread = inner(comments, 'colloquy-thread');
    thread.actions = ({ id }) =>
      id === 'a' ? [{ name: 'approve', label: 'Approve', run: () => undefined, ...action }] : [];
    await thread.updateComplete;
    return { comments, thread };
  }

  it('are buttons below the comments that have them', async () => {
    const { comments, thread } = await placeWith({});
    expect(partsOf(thread, 'action-button').map(textOf)).to.deep.equal(['Approve']);
    expect(findPart(row(thread, 'a'), 'approve-button')?.getAttribute('aria-describedby')).to.equal('by-a');
    expect(findPart(row(thread, 'b'), 'action-button')).to.equal(null);
    await expectAccessible(comments);
  });

  it('are given the comment as it now is', async () => {
    const given: string[] = [];
    const { thread } = await placeWith({ run: ({ id }) => void given.push(id) });
    partOf(thread, 'approve-button').click();
    expect(given).to.deep.equal(['a']);
  });

  it('tell the reader when they fail, and no longer once they succeed', async () => {
    let fails = true;
    const { thread } = await placeWith({
      run: async () => {
        if (fails) throw new AdapterError('forbidden');
      },
    });
    partOf(thread, 'approve-button').click();
    const error = await until(() => findPart(thread, 'error'));
    expect(textOf(error)).to.equal('You are not allowed to do this.');
    expect(errors).to.have.length(1);
    fails = false;
    partOf(thread, 'approve-button').click();
    await until(() => findPart(thread, 'error') === null);
  });

  it('leave when they are taken away', async () => {
    const { thread } = await placeWith({});
    thread.actions = null;
    await thread.updateComplete;
    expect(findPart(thread, 'action-button')).to.equal(null);
  });
});
