import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { expectAccessible } from '../../support/axe.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { findRow, inner, placeComments, placeReady, row } from '../../support/place.ts';
import { sample, samples } from '../../support/sample.ts';
import { until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

const STATES = ['loading', 'empty', 'error', 'closed'];

/** The custom states an element is in. */
function statesOf(element: Element): string[] {
  return STATES.filter((state) => element.matches(`:state(${state})`));
}

async function placeThread(adapter: ReturnType<typeof memoryAdapter>) {
  const comments = placeComments({ adapter });
  return until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
}

describe('<colloquy-thread> states', () => {
  const errors = collectConsoleErrors();

  it('loading: a skeleton that says so', async () => {
    const adapter = memoryAdapter({ comments: samples(2) });
    adapter.fault = () => 'silent';
    const thread = await placeThread(adapter);
    const skeleton = await until(() => findPart(thread, 'skeleton'));
    expect(skeleton.ariaLabel).to.equal('Loading comments…');
    expect(skeleton.ariaBusy).to.equal('true');
    expect(skeleton.getBoundingClientRect().height).to.be.greaterThan(100);
    await until(() => statesOf(thread).join() === 'loading');
    expect(textOf(partOf(thread, 'heading'))).to.equal('Comments');
  });

  it('empty: invites to write', async () => {
    const thread = await placeThread(memoryAdapter());
    const empty = await until(() => findPart(thread, 'empty'));
    expect(textOf(empty)).to.equal('No comments yet. Yours could be the first.');
    await until(() => statesOf(thread).join() === 'empty');
  });

  it('empty, where nobody may write: does not invite', async () => {
    const thread = await placeThread(memoryAdapter({ capabilities: { create: false } }));
    const empty = await until(() => findPart(thread, 'empty'));
    expect(textOf(empty)).to.equal('No comments yet.');
  });

  it('ready', async () => {
    const thread = await placeThread(memoryAdapter({ comments: samples(2) }));
    await until(() => findPart(thread, 'list'));
    await until(() => statesOf(thread).length === 0);
    expectSame(findPart(thread, 'skeleton'), null);
  });

  it('error: what is wrong and what to do, and a further try that works', async () => {
    const adapter = memoryAdapter({ comments: samples(2) });
    adapter.fault = () => 'offline';
    const thread = await placeThread(adapter);
    const error = await until(() => findPart(thread, 'error'));
    expect(error.role).to.equal('alert');
    expect(textOf(error.querySelector('p'))).to.equal('You seem to be offline.');
    await until(() => statesOf(thread).join() === 'error');
    expect(errors).to.have.length(1);
    adapter.fault = null;
    expect(textOf(error.querySelector('button'))).to.equal('Try again');
    error.querySelector('button')!.click();
    await until(() => findRow(thread, 'c2'));
    expectSame(findPart(thread, 'error'), null);
    await until(() => statesOf(thread).length === 0);
  });

  it('error again: the message stays or comes back', async () => {
    const adapter = memoryAdapter({ comments: samples(2) });
    adapter.fault = () => 'server';
    const thread = await placeThread(adapter);
    const first = await until(() => findPart(thread, 'error'));
    adapter.fault = () => 'forbidden';
    first.querySelector('button')!.click();
    await until(() => textOf(findPart(thread, 'error')).startsWith('You are not allowed'));
  });

  it('closed: says so and offers neither form nor reply', async () => {
    const comments = await placeReady({ adapter: memoryAdapter({ comments: samples(2), closed: true }) });
    const thread = inner(comments, 'colloquy-thread');
    expect(textOf(partOf(thread, 'note'))).to.equal('This discussion is closed.');
    expectSame(findPart(thread, 'reply-button'), null);
    const form = inner(comments, 'colloquy-form');
    await until(() => !findPart(form, 'textarea'));
    expect(statesOf(thread)).to.deep.equal(['closed']);
  });

  it('says where comments are kept when that is not a server', async () => {
    for (const [storage, note] of [
      ['device', 'Comments here stay in this browser. Nobody else sees them.'],
      ['page', 'Comments here are gone when the page is closed.'],
      ['server', ''],
    ] as const) {
      const adapter = memoryAdapter({ capabilities: { storage } });
      const thread = inner(await placeReady({ adapter }), 'colloquy-thread');
      expect(textOf(findPart(thread, 'note')), storage).to.equal(note);
    }
  });

  it('pending and edited comments say so', async () => {
    const editedAt = '2026-03-04T05:06:07.000Z';
    const comments = [sample('waits', { status: 'pending' }), sample('changed', { editedAt })];
    const thread = inner(await placeReady({ comments }), 'colloquy-thread');
    const waits = row(thread, 'waits');
    expect(textOf(partOf(waits, 'notice'))).to.equal('Waiting for approval. Only you can see it.');
    expectSame(findPart(waits, 'reply-button'), null);
    const edited = partOf(row(thread, 'changed'), 'edited');
    expect(textOf(edited)).to.equal('edited');
    expect(edited.title).to.include('2026');
  });

  it('replies that the backend keeps back are counted, with the way to them where they have a place', async () => {
    const permalink = 'https://forum.example/t/1';
    const adapter = memoryAdapter();
    const { list } = adapter;
    adapter.list = async (...args) => ({
      ...(await list(...args)),
      comments: [
        sample('elsewhere', { hiddenReplies: 3, permalink }),
        sample('nowhere', { hiddenReplies: 1, permalink: 'javascript:alert(1)' }),
        sample('none', { hiddenReplies: 0 }),
      ],
    });
    const comments = await placeReady({ adapter });
    const thread = inner(comments, 'colloquy-thread');
    const shown = (id: string) => findPart(row(thread, id), 'hidden-replies');
    expect(textOf(shown('elsewhere'))).to.equal('3 more replies are not shown here.');
    expect(shown('elsewhere')!.querySelector('a')!.href).to.equal(permalink);
    expect(textOf(shown('nowhere'))).to.equal('1 more reply is not shown here.');
    expectSame(shown('nowhere')!.querySelector('a'), null);
    expectSame(shown('none'), null);
    await expectAccessible(comments);
  });

  it('a comment that moderators hide says so, and what answers it still shows', async () => {
    const hidden = [sample('a', { status: 'hidden' }), sample('b', { parentId: 'a' })];
    const thread = inner(await placeReady({ comments: hidden }), 'colloquy-thread');
    expect(row(thread, 'a').part.contains('hidden')).to.equal(true);
    expect(row(thread, 'b').getBoundingClientRect().height).to.be.greaterThan(20);
    expect(getComputedStyle(row(thread, 'a')).clipPath).to.equal('none');
  });

  it('new comments by others wait for the reader to ask for them', async () => {
    const adapter = memoryAdapter({ comments: samples(1) });
    const comments = await placeReady({ adapter });
    const thread = inner(comments, 'colloquy-thread');
    const { signal } = new AbortController();
    for (const idempotencyKey of ['n1', 'n2']) {
      const input = {
        parentId: null,
        author: { name: 'Cy' },
        body: { format: 'text', value: 'New' },
      } as const;
      await adapter.create(comments.store!.thread, input, { signal, idempotencyKey });
    }
    await until(() => textOf(findPart(thread, 'incoming-button')) === 'Show 2 new comments');
    expect(partOf(thread, 'incoming-button').closest('[role=status]')).to.exist;
    expectSame(findRow(thread, 'n1'), null);
    partOf(thread, 'incoming-button').click();
    await until(() => findRow(thread, 'n1') && findRow(thread, 'n2') && !findPart(thread, 'incoming-button'));
    expect(textOf(partOf(thread, 'heading'))).to.equal('3 comments');
  });
});
