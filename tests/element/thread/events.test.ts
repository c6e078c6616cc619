import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { ColloquyErrorEvent } from '../../../src/elements/error.event.ts';
import { ThreadLoadedEvent } from '../../../src/elements/thread/thread.events.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { partOf } from '../../support/parts.ts';
import { create, inner, place, placeReady, shownIds } from '../../support/place.ts';
import { samples } from '../../support/sample.ts';
import { settle, until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

describe('<colloquy-thread> events', () => {
  const errors = collectConsoleErrors();

  it('tells the page when a view has loaded and is shown', async () => {
    const loaded: string[] = [];
    const comments = create('colloquy-comments', { thread: 'test', loading: 'eager', 'page-size': '2' });
    comments.adapter = memoryAdapter({ comments: samples(3) });
    const main = place(comments);
    main.addEventListener('colloquy-thread-loaded', (event) => {
      expect(event).to.be.instanceOf(ThreadLoadedEvent);
      expect(event.composed && event.bubbles && !event.cancelable).to.equal(true);
      const thread = event.composedPath()[0] as Element;
      loaded.push(
        `${event.snapshot.tree.roots.length} of ${event.snapshot.total}: ${shownIds(thread).join()}`,
      );
    });
    await until(() => loaded.length === 1);
    partOf(inner(comments, 'colloquy-thread'), 'more-button').click();
    await until(() => loaded.length === 2);
    await settle();
    expect(loaded).to.deep.equal(['2 of 3: c1,c2', '3 of 3: c1,c2,c3']);
  });

  it('tells the page once when reading failed', async () => {
    const told: string[] = [];
    const comments = create('colloquy-comments', { thread: 'test', loading: 'eager' });
    const adapter = memoryAdapter();
    adapter.fault = () => 'offline';
    comments.adapter = adapter;
    const main = place(comments);
    main.addEventListener('colloquy-error', (event) => {
      expect(event).to.be.instanceOf(ColloquyErrorEvent);
      expect(event.error).to.be.instanceOf(Error);
      told.push((event.error as unknown as { code: string }).code);
    });
    await until(() => told.length > 0);
    comments.requestUpdate();
    inner(comments, 'colloquy-thread').requestUpdate();
    await settle();
    expect(told).to.deep.equal(['offline']);
    expect(errors).to.have.length(1);
  });

  it('tells of a reaction before it is sent, in an event that bubbles out of the thread', async () => {
    const comments = await placeReady({ comments: samples(1) });
    let event: Event | undefined;
    comments.closest('main')!.addEventListener('colloquy-comment-react', (each) => (event = each));
    partOf(inner(comments, 'colloquy-thread'), 'reaction-button').click();
    expect(event?.cancelable).to.equal(true);
    expectSame(event?.target, comments);
  });
});
