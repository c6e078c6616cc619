import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../../src/adapters/memory.ts';
import type { CommentsAdapter, ListQuery } from '../../../../src/core/adapter/adapter.ts';
import { type Capabilities, READ_ONLY } from '../../../../src/core/adapter/capabilities.ts';
import type { Comment } from '../../../../src/core/model/comment.ts';
import { ThreadStore } from '../../../../src/core/store/thread-store.ts';
import { Clock } from '../../../support/clock.ts';
import { settle } from '../../../support/until.ts';
import { sampleComment, THREAD } from '../samples.ts';

/** Ten comments, the oldest first in name; newest first, two a page. */
const COMMENTS: readonly Comment[] = Array.from({ length: 10 }, (_, index) =>
  sampleComment(`c${index}`, { author: { name: index % 3 === 0 ? 'Ana' : 'Ben' } }),
);

function setUp(capabilities: Partial<Capabilities> = {}) {
  const memory = memoryAdapter({ comments: COMMENTS, capabilities });
  const asked: string[] = [];
  memory.fault = (method) => void asked.push(method);
  const adapter: CommentsAdapter = { ...memory };
  if (capabilities.locate === false) delete adapter.locate;
  const store = new ThreadStore({ adapter, thread: THREAD, pageSize: 2 });
  return { asked, memory, store };
}

const shown = (store: ThreadStore) => store.getSnapshot().tree.roots.map(({ comment }) => comment.id);

describe('ThreadStore.reveal', () => {
  it('reads the page with the comment, and nothing else, where the backend can locate it', async () => {
    const { asked, store } = setUp();
    expect(await store.reveal('c3')).to.equal(true);
    expect(asked).to.deep.equal(['locate']);
    expect(shown(store)).to.deep.equal(['c3', 'c2']);
    expect(store.getSnapshot()).to.include({ status: 'ready', fromStart: false, pageNumber: 4 });
    await store.restart();
    expect(shown(store)).to.deep.equal(['c9', 'c8']);
    expect(store.getSnapshot().fromStart).to.equal(true);
    store.dispose();
  });

  it('asks nothing for a comment that is shown', async () => {
    const { asked, store } = setUp();
    await store.load();
    expect(await store.reveal('c9')).to.equal(true);
    expect(asked).to.deep.equal(['list']);
    store.dispose();
  });

  it('shows the beginning when there is no such comment, and tells of no error', async () => {
    const { store } = setUp();
    expect(await store.reveal('gone')).to.equal(false);
    expect(shown(store)).to.deep.equal(['c9', 'c8']);
    expect(store.getSnapshot()).to.include({ status: 'ready', error: null, fromStart: true });
    store.dispose();
  });

  it('leaves what is shown when a later search is in vain', async () => {
    const { store } = setUp();
    await store.load();
    await store.loadMore();
    expect(await store.reveal('gone')).to.equal(false);
    expect(shown(store)).to.deep.equal(['c9', 'c8', 'c7', 'c6']);
    expect(store.getSnapshot()).to.include({ status: 'ready', reading: null, error: null });
    store.dispose();
  });

  it('reads on until it is there, where the backend cannot locate', async () => {
    const { asked, store } = setUp({ locate: false });
    expect(await store.reveal('c4')).to.equal(true);
    expect(asked).to.deep.equal(['list', 'list', 'list']);
    expect(shown(store)).to.deep.equal(['c9', 'c8', 'c7', 'c6', 'c5', 'c4']);
    expect(store.getSnapshot().fromStart).to.equal(true);
    store.dispose();
  });

  it('waits for a read that is under way', async () => {
    const { store } = setUp();
    void store.load();
    expect(await store.reveal('c9')).to.equal(true);
    store.dispose();
  });

  it('lets in a comment that arrived meanwhile', async () => {
    const { memory, store } = setUp();
    await store.load();
    const input = { parentId: null, author: { name: 'Cy' }, body: { format: 'text', value: 'hi' } } as const;
    const options = { signal: new AbortController().signal, idempotencyKey: 'new' };
    await memory.create(THREAD, input, options);
    expect(shown(store)).to.not.include('new');
    expect(await store.reveal('new')).to.equal(true);
    expect(shown(store)).to.include('new');
    store.dispose();
  });
});

describe('ThreadStore.setAuthor', () => {
  it('shows one author only, over all pages, and everybody again', async () => {
    const { memory, store } = setUp();
    await store.load();
    await store.setAuthor('Ana');
    expect(shown(store)).to.deep.equal(['c9', 'c6']);
    expect(store.getSnapshot()).to.include({ author: 'Ana', hasMore: true, total: 4 });
    await store.loadMore();
    expect(shown(store)).to.deep.equal(['c9', 'c6', 'c3', 'c0']);

    const input = { parentId: null, author: { name: 'Ben' }, body: { format: 'text', value: 'hi' } } as const;
    const options = { signal: new AbortController().signal, idempotencyKey: 'new' };
    await memory.create(THREAD, input, options);
    expect(store.getSnapshot().incoming, 'of others').to.equal(0);

    await store.setAuthor(null);
    expect(shown(store)).to.deep.equal(['new', 'c9']);
    expect(store.getSnapshot().author).to.equal(null);
    store.dispose();
  });
});

describe('ThreadStore, where the backend cannot watch', () => {
  function setUpPolled() {
    const clock = new Clock();
    let comments = COMMENTS.slice(0, 3);
    const asked: ListQuery[] = [];
    const adapter: CommentsAdapter = {
      name: 'polled',
      list: async (_thread, query) => {
        asked.push(query);
        const capabilities = { ...READ_ONLY, sorts: ['oldest', 'newest'] as const };
        return { comments, total: comments.length, capabilities };
      },
    };
    const store = new ThreadStore({ adapter, thread: THREAD });
    return { asked, clock, store, change: (to: readonly Comment[]) => void (comments = to as Comment[]) };
  }

  /** Lets the time pass until the first look, and what that takes load. */
  async function firstLook(clock: Clock): Promise<void> {
    await clock.pass(20_000);
    await import('../../../../src/core/store/poll-for-changes.ts');
    await settle();
    await clock.pass(0);
  }

  it('looks again by itself, for the newest, and keeps what is new until it is let in', async () => {
    const { asked, clock, store, change } = setUpPolled();
    await store.setSort('newest');
    await store.load();
    const liked = { ...COMMENTS[0]!, score: 5 };
    change([liked, ...COMMENTS.slice(1, 4)]);
    await firstLook(clock);
    expect(asked.map(({ sort }) => sort)).to.deep.equal(['newest', 'newest']);
    expect(store.getSnapshot().incoming).to.equal(1);
    expect(store.getSnapshot().tree.nodes.get('c0')!.comment.score).to.equal(5);
    expect(store.showIncoming()).to.deep.equal(['c3']);
    expect(shown(store)).to.deep.equal(['c3', 'c2', 'c1', 'c0']);
    store.dispose();
  });

  it('does not take for new what only is elsewhere in the thread', async () => {
    const clock = new Clock();
    const { watch: _, ...unwatched } = memoryAdapter({ comments: COMMENTS, capabilities: { watch: false } });
    for (const look of [
      (store: ThreadStore) => store.reveal('c3'),
      (store: ThreadStore) => store.setSort('oldest').then(() => store.load()),
      (store: ThreadStore) => store.load().then(() => store.goToPage(3)),
    ]) {
      const store = new ThreadStore({ adapter: unwatched, thread: THREAD, pageSize: 2 });
      await look(store);
      await firstLook(clock);
      await clock.pass(120_000);
      expect(store.getSnapshot().incoming, look.toString()).to.equal(0);
      store.dispose();
    }
  });

  it('does not look while nobody does, nor once it is disposed of', async () => {
    const { asked, clock, store } = setUpPolled();
    await store.load();
    const read = asked.length;
    store.setActive(false);
    await firstLook(clock);
    await clock.pass(600_000);
    expect(asked).to.have.length(read);
    store.setActive(true);
    await clock.pass(0);
    expect(asked).to.have.length(read + 1);
    store.dispose();
    await clock.pass(600_000);
    expect(asked).to.have.length(read + 1);
  });

  it('says nothing of a look that failed', async () => {
    const { clock, store, change } = setUpPolled();
    await store.load();
    const before = store.getSnapshot();
    change(null as unknown as Comment[]);
    await firstLook(clock);
    await clock.pass(60_000);
    expect(store.getSnapshot()).to.equal(before);
    store.dispose();
  });
});
