import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import type { AdapterError } from '../../../src/core/adapter/adapter-error.ts';
import { expectAccessible } from '../../support/axe.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { findPart, partOf, partsOf, textOf } from '../../support/parts.ts';
import { inner, placeReady, row } from '../../support/place.ts';
import { sample } from '../../support/sample.ts';
import { settle, until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

type Capabilities = NonNullable<Parameters<typeof memoryAdapter>[0]>['capabilities'];

async function placeThread(comment = sample('a'), capabilities: Capabilities = {}) {
  const adapter = memoryAdapter({ comments: [comment], capabilities: capabilities ?? {} });
  const comments = await placeReady({ adapter });
  return { adapter, comments, thread: inner(comments, 'colloquy-thread') };
}

const button = (thread: Element) => partOf(row(thread, 'a'), 'reaction-button');

describe('<colloquy-thread> reactions', () => {
  collectConsoleErrors();

  it('shows a choice at once, before the backend has answered', async () => {
    const { adapter, thread } = await placeThread();
    adapter.fault = () => 'silent';
    expect(button(thread).ariaPressed).to.equal('false');
    button(thread).click();
    await until(() => button(thread).ariaPressed === 'true' && textOf(button(thread)) === 'Like1');
  });

  it('keeps it when the backend agrees, and takes it back on a second press', async () => {
    const { adapter, thread } = await placeThread(sample('a', { reactions: [{ name: 'like', count: 2 }] }));
    const done: string[] = [];
    const { react } = adapter;
    adapter.react = async (...args) => {
      const answer = await react(...args);
      done.push(String(args[2].chosen));
      return answer;
    };
    button(thread).click();
    await until(() => done.length === 1 && textOf(button(thread)) === 'Like3');
    await settle();
    button(thread).click();
    await until(() => done.length === 2 && textOf(button(thread)) === 'Like2');
    expect(done).to.deep.equal(['true', 'false']);
    expect(button(thread).ariaPressed).to.equal('false');
  });

  it('undoes it when the backend refuses, and tells the page', async () => {
    const { adapter, comments, thread } = await placeThread();
    const told: AdapterError[] = [];
    comments.addEventListener('colloquy-error', ({ error }) => told.push(error as AdapterError));
    adapter.fault = () => 'forbidden';
    button(thread).click();
    await until(() => told.length > 0);
    await until(() => button(thread).ariaPressed === 'false');
    expect(textOf(button(thread))).to.equal('Like');
    expect(told.map(({ code }) => code)).to.deep.equal(['forbidden']);
  });

  it('tells the reader when it was refused', async () => {
    const { adapter, thread } = await placeThread();
    adapter.fault = () => 'rate-limited';
    button(thread).click();
    await until(
      () => textOf(thread.shadowRoot).includes('That was a lot in a short time.'),
      'words for the reader on why the reaction is gone again',
    );
  });

  it('can be kept from being sent by the page', async () => {
    const { adapter, comments, thread } = await placeThread();
    let sent = 0;
    adapter.fault = (method) => void (method === 'react' && sent++);
    comments.addEventListener('colloquy-comment-react', (event) => {
      expect(event.commentId).to.equal('a');
      expect(event.reaction).to.equal('like');
      expect(event.chosen).to.equal(true);
      event.preventDefault();
    });
    button(thread).click();
    await settle();
    expect(sent).to.equal(0);
    expect(button(thread).ariaPressed).to.equal('false');
  });

  it('keeps the focus on its button', async () => {
    const { thread } = await placeThread();
    button(thread).focus();
    const before = button(thread);
    before.click();
    await until(() => button(thread).ariaPressed === 'true');
    expectSame(button(thread), before);
    expectSame(thread.shadowRoot!.activeElement, before);
  });

  it('up and down exclude each other and move the score', async () => {
    const { thread } = await placeThread(sample('a', { score: 5 }), { votes: 'up-down' });
    const [up, down] = partsOf(thread, 'reaction-button');
    expect(textOf(up) + textOf(down)).to.equal('AgreeDisagree');
    up!.click();
    await until(() => textOf(findPart(thread, 'score')) === 'Score 6');
    await settle();
    partsOf(thread, 'reaction-button')[1]!.click();
    await until(() => textOf(findPart(thread, 'score')) === 'Score 4');
    expect(partsOf(thread, 'reaction-button').map(({ ariaPressed }) => ariaPressed)).to.deep.equal([
      'false',
      'true',
    ]);
  });

  it('are only counted where the reader cannot choose one', async () => {
    const reactions = [
      { name: 'like', count: 1200 },
      { name: 'down', count: 0 },
    ];
    for (const [comment, capabilities] of [
      [sample('a', { reactions }), { votes: 'none' }],
      [sample('a', { reactions, can: { react: false } }), {}],
    ] as const) {
      const { comments, thread } = await placeThread(comment, capabilities);
      expect(findPart(thread, 'reaction-button')).to.equal(null);
      expect(partsOf(thread, 'tally').map(textOf)).to.deep.equal(['Like1,200']);
      await expectAccessible(comments);
    }
  });

  it('show the score where that is all there is', async () => {
    const { thread } = await placeThread(sample('a', { score: 7 }), { votes: 'none' });
    expect(textOf(partOf(thread, 'score'))).to.equal('Score 7');
  });

  it('offers any set of reactions by the names that the backend has', async () => {
    const { thread } = await placeThread(sample('a', { reactions: [{ name: '🎉', count: 1200 }] }), {
      votes: 'reactions',
      reactionNames: ['🎉', '👀'],
    });
    expect(partsOf(thread, 'reaction-button').map((each) => textOf(each))).to.deep.equal(['🎉1,200', '👀']);
  });

  it('offers none where the backend or the comment has none', async () => {
    const { thread } = await placeThread(sample('a'), { votes: 'none' });
    expectSame(findPart(thread, 'reaction-button'), null);
    const other = await placeThread(sample('a', { can: { react: false } }));
    expectSame(findPart(other.thread, 'reaction-button'), null);
  });
});
