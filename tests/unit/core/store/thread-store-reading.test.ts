import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { CommentPage, CommentsAdapter, ListQuery } from '../../../../src/core/adapter/adapter.ts';
import { AdapterError } from '../../../../src/core/adapter/adapter-error.ts';
import { READ_ONLY } from '../../../../src/core/adapter/capabilities.ts';
import type { Sort } from '../../../../src/core/model/sort.ts';
import { createThreadStore, ThreadStore } from '../../../../src/core/store/thread-store.ts';
import { defer, sampleComment, samplePage, THREAD, WRITABLE } from '../samples.ts';
import { type Setup, setUp, setUpLoaded, shown, turn } from './fake-backend.ts';

/** Answers the latest read with comments of these ids. */
async function answer(
  { backend }: Setup,
  ids: readonly string[],
  page: Partial<CommentPage> = {},
): Promise<void> {
  await turn();
  backend.lists.at(-1)!.resolve(
    samplePage(
      ids.map((id) => sampleComment(id)),
      page,
    ),
  );
  await turn();
}

/** With what no Error is, as careless adapters do. */
function rejection(reason: unknown): Promise<never> {
  const { promise, reject } = defer<never>();
  reject(reason);
  return promise;
}

const askedLast = ({ backend }: Setup) => backend.lists.at(-1)!.asked;

describe('ThreadStore, before it is loaded', () => {
  it('shows nothing and can do nothing', () => {
    const { backend, store } = setUp();
    expect(store.getSnapshot()).to.deep.include({
      thread: THREAD,
      status: 'idle',
      reading: null,
      error: null,
      capabilities: READ_ONLY,
      total: null,
      hasMore: false,
      pageNumber: null,
      pageCount: null,
      closed: false,
      incoming: 0,
      dropped: 0,
    });
    expect(shown({ store })).to.deep.equal([]);
    expect(backend.lists).to.deep.equal([]);
  });

  it('is made by a function too', () => {
    const store = createThreadStore({ adapter: setUp().backend, thread: THREAD });
    expect(store).to.be.instanceOf(ThreadStore);
  });
});

describe('ThreadStore.load', () => {
  it('asks for the beginning of the thread', async () => {
    const setup = setUp();
    void setup.store.load();
    expect(setup.store.getSnapshot()).to.include({ status: 'loading', reading: 'replacing' });
    await turn();
    expect(askedLast(setup)).to.deep.equal({ sort: 'newest', limit: 20 });
  });

  it('asks for as many comments as it is told', async () => {
    const setup = setUp({ pageSize: 3, sort: 'top' });
    void setup.store.load();
    await turn();
    expect(askedLast(setup)).to.deep.equal({ sort: 'top', limit: 3 });
  });

  it('shows the answer', async () => {
    const { store } = await setUpLoaded([sampleComment('1'), sampleComment('2', { parentId: '1' })], {
      total: 7,
      nextCursor: 'next',
      thread: { closed: true },
    });
    expect(shown({ store })).to.deep.equal(['1']);
    expect(store.getSnapshot()).to.deep.include({
      status: 'ready',
      reading: null,
      error: null,
      total: 7,
      hasMore: true,
      closed: true,
      capabilities: WRITABLE,
    });
  });

  it('asks once, however often it is called', async () => {
    const setup = setUp();
    void setup.store.load();
    void setup.store.load();
    await answer(setup, ['1']);
    await setup.store.load();
    expect(setup.backend.lists.length).to.equal(1);
  });

  it('gives the total only where the backend knows it', async () => {
    const { store } = await setUpLoaded([sampleComment('1')], { total: null });
    expect(store.getSnapshot().total).to.equal(null);
  });

  it('shows a comment once that comes twice', async () => {
    const { store } = await setUpLoaded([sampleComment('1'), sampleComment('1', { pinned: true })]);
    expect(shown({ store })).to.deep.equal(['1']);
  });

  it('leaves out what is malformed, and counts it', async () => {
    const { store } = await setUpLoaded([sampleComment('1'), null, { id: 5 }] as never);
    expect(shown({ store })).to.deep.equal(['1']);
    expect(store.getSnapshot().dropped).to.equal(2);
  });

  it('takes a backend without capabilities for one that only shows comments', async () => {
    const { store } = await setUpLoaded([sampleComment('1')], { capabilities: undefined as never });
    expect(store.getSnapshot().capabilities).to.deep.equal(READ_ONLY);
  });
});

describe('ThreadStore, when a read fails', () => {
  it('says why, and shows the answer of the next try', async () => {
    const setup = setUp();
    const loading = setup.store.load();
    await turn();
    setup.backend.lists[0]!.reject(new AdapterError('offline'));
    await loading;
    expect(setup.store.getSnapshot()).to.include({ status: 'error', reading: null });
    expect(setup.store.getSnapshot().error).to.have.property('code', 'offline');

    void setup.store.reload();
    expect(setup.store.getSnapshot()).to.include({ status: 'loading', error: null });
    await answer(setup, ['1']);
    expect(setup.store.getSnapshot()).to.include({ status: 'ready', error: null });
    expect(shown(setup)).to.deep.equal(['1']);
  });

  it('goes on showing what it has', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    const reloading = setup.store.reload();
    await turn();
    setup.backend.lists[1]!.reject(new AdapterError('server'));
    await reloading;
    expect(setup.store.getSnapshot()).to.include({ status: 'ready', reading: null });
    expect(setup.store.getSnapshot().error).to.have.property('code', 'server');
    expect(shown(setup)).to.deep.equal(['1']);
    void setup.store.reload();
    expect(setup.store.getSnapshot().error).to.equal(null);
  });

  const faulty: Readonly<Record<string, readonly [code: string, list: () => unknown]>> = {
    'throws before its first await': [
      'server',
      () => {
        throw new TypeError('x is undefined');
      },
    ],
    'rejects with an ordinary error': ['server', () => Promise.reject(new Error('no'))],
    'rejects with nothing': ['server', () => rejection(undefined)],
    'rejects with an object without a prototype': ['server', () => rejection(Object.create(null))],
    'answers with nothing': ['bad-response', async () => undefined],
    'answers with null': ['bad-response', () => null],
    'answers with a text': ['bad-response', async () => '<!doctype html>'],
    'answers with a list': ['bad-response', async () => [sampleComment('1')]],
    'answers with comments that are no list': ['bad-response', async () => ({ comments: { length: 1 } })],
    'never answers': ['timeout', () => new Promise(() => {})],
  };
  for (const [name, [code, list]] of Object.entries(faulty)) {
    it(`says so of an adapter that ${name}`, async () => {
      const adapter = { name: 'faulty', list } as unknown as CommentsAdapter;
      const store = new ThreadStore({ adapter, thread: THREAD, timeout: 1 });
      await store.load();
      expect(store.getSnapshot()).to.include({ status: 'error', reading: null });
      expect(store.getSnapshot().error).to.be.instanceOf(AdapterError);
      expect(store.getSnapshot().error).to.have.property('code', code);
    });
  }

  it('says so of an adapter that has no list', async () => {
    const store = new ThreadStore({ adapter: {} as CommentsAdapter, thread: THREAD });
    await store.load();
    expect(store.getSnapshot().error).to.have.property('code', 'server');
  });
});

describe('ThreadStore and the sort', () => {
  const sorting = (sorts: readonly Sort[]) => ({ capabilities: { ...WRITABLE, sorts } });

  it('is the first that the backend can, where none is asked for', async () => {
    const setup = setUp();
    void setup.store.load();
    await answer(setup, ['1', '2'], sorting(['oldest', 'newest']));
    expect(setup.store.getSnapshot().sort).to.equal('oldest');
    expect(shown(setup)).to.deep.equal(['1', '2']);
  });

  it('is the first that the backend can, where it cannot do what is asked for', async () => {
    const setup = setUp({ sort: 'top' });
    void setup.store.load();
    await answer(setup, ['1', '2'], sorting(['oldest']));
    expect(setup.store.getSnapshot().sort).to.equal('oldest');
  });

  it('is the one asked for, where the backend can', async () => {
    const setup = setUp({ sort: 'oldest' });
    void setup.store.load();
    await answer(setup, ['1', '2'], sorting(['newest', 'oldest']));
    expect(setup.store.getSnapshot().sort).to.equal('oldest');
    expect(shown(setup)).to.deep.equal(['1', '2']);
  });

  it('can be set before loading', async () => {
    const setup = setUp();
    await setup.store.setSort('oldest');
    expect(setup.backend.lists.length).to.equal(0);
    expect(setup.store.getSnapshot().status).to.equal('idle');
    void setup.store.load();
    await turn();
    expect(askedLast(setup).sort).to.equal('oldest');
  });

  it('reads the beginning anew when it changes', async () => {
    const setup = await setUpLoaded([sampleComment('1')], { pageNumber: 1, pageCount: 3 });
    void setup.store.goToPage(3);
    await answer(setup, ['9'], { pageNumber: 3, pageCount: 3 });
    void setup.store.setSort('oldest');
    expect(setup.store.getSnapshot()).to.include({ sort: 'oldest', reading: 'replacing', status: 'ready' });
    await turn();
    expect(askedLast(setup)).to.deep.equal({ sort: 'oldest', limit: 20 });
    await answer(setup, ['1', '2']);
    expect(shown(setup)).to.deep.equal(['1', '2']);
  });

  it('reads nothing when it stays', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    await setup.store.setSort('newest');
    expect(setup.backend.lists.length).to.equal(1);
  });

  it('takes the place of the first read that is under way', async () => {
    const setup = setUp();
    void setup.store.load();
    await turn();
    void setup.store.setSort('oldest');
    await turn();
    expect(setup.backend.lists[0]!.signal.aborted).to.be.true;
    await answer(setup, ['2', '1']);
    setup.backend.lists[0]!.resolve(samplePage([sampleComment('stale')]));
    await turn();
    expect(shown(setup)).to.deep.equal(['1', '2']);
  });

  it('by votes moves no row when a vote arrives', async () => {
    const liked = sampleComment('1', { reactions: [{ name: 'like', count: 2 }] });
    const other = sampleComment('2', { reactions: [{ name: 'like', count: 1 }] });
    const setup = await setUpLoaded([liked, other], {}, { sort: 'top' });
    expect(shown(setup)).to.deep.equal(['1', '2']);
    setup.backend.watches[0]!.tell({
      kind: 'saved',
      comment: { ...other, reactions: [{ name: 'like', count: 50 }] },
    });
    expect(shown(setup)).to.deep.equal(['1', '2']);
    expect(setup.store.getSnapshot().tree.nodes.get('2')!.comment.reactions![0]!.count).to.equal(50);
    void setup.store.reload();
    await turn();
    setup.backend.lists
      .at(-1)!
      .resolve(samplePage([liked, { ...other, reactions: [{ name: 'like', count: 50 }] }]));
    await turn();
    expect(shown(setup)).to.deep.equal(['2', '1']);
  });
});

describe('ThreadStore and pages', () => {
  it('shows a page in place of another', async () => {
    const setup = await setUpLoaded([sampleComment('1')], { pageNumber: 1, pageCount: 7 });
    expect(setup.store.getSnapshot()).to.include({ pageNumber: 1, pageCount: 7, hasMore: true });
    void setup.store.goToPage(2);
    expect(setup.store.getSnapshot().reading).to.equal('replacing');
    expect(shown(setup)).to.deep.equal(['1']);
    await turn();
    expect(askedLast(setup)).to.deep.equal({ sort: 'newest', limit: 20, page: 2 });
    await answer(setup, ['2'], { pageNumber: 2, pageCount: 7 });
    expect(shown(setup)).to.deep.equal(['2']);
    expect(setup.store.getSnapshot()).to.include({ pageNumber: 2, pageCount: 7, reading: null });
  });

  it('reads the page that is shown when it reads again', async () => {
    const setup = await setUpLoaded([sampleComment('1')], { pageNumber: 1, pageCount: 7 });
    void setup.store.goToPage(4);
    await answer(setup, ['4'], { pageNumber: 4, pageCount: 7 });
    void setup.store.reload();
    await turn();
    expect(askedLast(setup).page).to.equal(4);
  });

  it('says nothing of pages where the backend has none', async () => {
    const { store } = await setUpLoaded([sampleComment('1')]);
    expect(store.getSnapshot()).to.include({ pageNumber: null, pageCount: null, hasMore: false });
  });

  it('adds more by cursor', async () => {
    const setup = await setUpLoaded([sampleComment('3')], { nextCursor: 'a' });
    void setup.store.loadMore();
    expect(setup.store.getSnapshot()).to.include({ reading: 'appending', hasMore: true });
    await turn();
    expect(askedLast(setup)).to.deep.equal({ sort: 'newest', limit: 20, cursor: 'a' });
    await answer(setup, ['2'], { nextCursor: 'b' });
    void setup.store.loadMore();
    await turn();
    expect(askedLast(setup).cursor).to.equal('b');
    await answer(setup, ['1']);
    expect(shown(setup)).to.deep.equal(['3', '2', '1']);
    expect(setup.store.getSnapshot()).to.include({ reading: null, hasMore: false });
  });

  it('adds more by number', async () => {
    const setup = await setUpLoaded([sampleComment('3')], { pageNumber: 1, pageCount: 2 });
    void setup.store.loadMore();
    await turn();
    expect(askedLast(setup)).to.deep.equal({ sort: 'newest', limit: 20, page: 2 });
    await answer(setup, ['2'], { pageNumber: 2, pageCount: 2 });
    expect(shown(setup)).to.deep.equal(['3', '2']);
    expect(setup.store.getSnapshot().hasMore).to.be.false;
  });

  it('shows a reply where it belongs that came before what it answers', async () => {
    const setup = await setUpLoaded([sampleComment('5', { parentId: '1' })], { nextCursor: 'a' });
    expect(shown(setup)).to.deep.equal(['5']);
    void setup.store.loadMore();
    await answer(setup, ['1']);
    expect(shown(setup)).to.deep.equal(['1']);
  });

  it('adds once, however often it is asked meanwhile', async () => {
    const setup = await setUpLoaded([sampleComment('3')], { nextCursor: 'a' });
    void setup.store.loadMore();
    void setup.store.loadMore();
    await turn();
    void setup.store.loadMore();
    await turn();
    expect(setup.backend.lists.length).to.equal(2);
  });

  it('adds nothing before the thread is loaded, nor after its end', async () => {
    const setup = setUp();
    await setup.store.loadMore();
    expect(setup.backend.lists.length).to.equal(0);
    const loaded = await setUpLoaded([sampleComment('1')], { pageNumber: 2, pageCount: 2 });
    await loaded.store.loadMore();
    expect(loaded.backend.lists.length).to.equal(1);
  });

  it('can try again to add what did not come', async () => {
    const setup = await setUpLoaded([sampleComment('3')], { nextCursor: 'a' });
    const adding = setup.store.loadMore();
    await turn();
    setup.backend.lists[1]!.reject(new AdapterError('offline'));
    await adding;
    expect(setup.store.getSnapshot()).to.include({ status: 'ready', reading: null, hasMore: true });
    expect(setup.store.getSnapshot().error).to.have.property('code', 'offline');
    void setup.store.loadMore();
    await turn();
    expect(askedLast(setup).cursor).to.equal('a');
  });

  it('counts what was left out of all that is shown', async () => {
    const setup = await setUpLoaded([sampleComment('3'), null] as never, { nextCursor: 'a' });
    void setup.store.loadMore();
    await turn();
    setup.backend.lists[1]!.resolve(samplePage([null, sampleComment('2'), null] as never));
    await turn();
    expect(setup.store.getSnapshot().dropped).to.equal(3);
    void setup.store.reload();
    await answer(setup, ['3']);
    expect(setup.store.getSnapshot().dropped).to.equal(0);
  });

  it('does not let more of the old view take the place of a new one', async () => {
    const setup = await setUpLoaded([sampleComment('3')], { nextCursor: 'a' });
    void setup.store.setSort('oldest');
    await turn();
    void setup.store.loadMore();
    await turn();
    expect(setup.backend.lists[1]!.signal.aborted).to.be.false;
    setup.backend.lists[1]!.resolve(samplePage([sampleComment('1')], { nextCursor: 'b' }));
    await turn();
    expect(shown(setup)).to.deep.equal(['1']);
  });

  it('still begins at the beginning when it reads again what it has added to', async () => {
    const setup = await setUpLoaded([sampleComment('3')], { pageNumber: 1, pageCount: 3, nextCursor: 'a' });
    void setup.store.loadMore();
    await answer(setup, ['2'], { pageNumber: 2, pageCount: 3, nextCursor: 'b' });
    void setup.store.reload();
    await turn();
    expect(askedLast(setup).page ?? 1).to.equal(1);
    expect(askedLast(setup).cursor).to.equal(undefined);
  });

  it('numbers a view anew when it takes the place of another, and only then', async () => {
    const setup = await setUpLoaded([sampleComment('3')], { nextCursor: 'a' });
    const first = setup.store.getSnapshot().view;
    void setup.store.loadMore();
    await answer(setup, ['2']);
    setup.backend.watches[0]!.tell({ kind: 'removed', id: '2' });
    expect(setup.store.getSnapshot().view).to.equal(first);
    void setup.store.setSort('oldest');
    expect(setup.store.getSnapshot().view).to.equal(first);
    await answer(setup, ['1']);
    expect(setup.store.getSnapshot().view).not.to.equal(first);
  });
});

describe('ThreadStore, asked for one view after the other', () => {
  /** Shows which question it answers. */
  const answerTo = ({ sort, page = 1 }: ListQuery) =>
    samplePage([sampleComment(`${sort} page ${page}`)], { pageNumber: page, pageCount: 4 });

  it('shows the last one, whatever the order of the answers, and leaves no rejection', async () => {
    const unhandled: unknown[] = [];
    const note = ({ reason }: PromiseRejectionEvent) => void unhandled.push(reason);
    window.addEventListener('unhandledrejection', note);
    const command = fc.oneof(
      fc.constantFrom<Sort>('newest', 'oldest', 'top').map((sort) => ({
        name: `sort by ${sort}`,
        run: (store: ThreadStore) => store.setSort(sort),
      })),
      fc.integer({ min: 1, max: 4 }).map((page) => ({
        name: `page ${page}`,
        run: (store: ThreadStore) => store.goToPage(page),
      })),
      fc.constant({ name: 'reload', run: (store: ThreadStore) => store.reload() }),
    );
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(command, { maxLength: 8 }), async (scheduler, commands) => {
        const asked: ListQuery[] = [];
        const adapter: CommentsAdapter = {
          name: 'scheduled',
          list: (_thread, query) => {
            asked.push(query);
            const label = `${query.sort} ${query.page}`;
            const read = scheduler.schedule(Promise.resolve(answerTo(query)), label);
            // Page 4 cannot be read.
            return query.page === 4 ? read.then(() => Promise.reject(new AdapterError('server'))) : read;
          },
        };
        const store = new ThreadStore({ adapter, thread: THREAD });
        void store.load();
        await turn();
        const { task } = scheduler.scheduleSequence(
          commands.map(({ name, run }) => ({
            label: name,
            builder: async () => {
              void run(store);
              await turn();
            },
          })),
        );
        await scheduler.waitIdle();
        await task;
        await turn();

        const last = asked.at(-1)!;
        const snapshot = store.getSnapshot();
        expect(snapshot.reading).to.equal(null);
        if (last.page === 4) expect(snapshot.error).to.have.property('code', 'server');
        else {
          expect(snapshot.error).to.equal(null);
          expect(shown({ store })).to.deep.equal([`${last.sort} page ${last.page ?? 1}`]);
        }
      }),
      { numRuns: 2_000 },
    );
    await new Promise((resolve) => setTimeout(resolve));
    window.removeEventListener('unhandledrejection', note);
    expect(unhandled).to.deep.equal([]);
  });

  it('shows the last one though it was asked for in the very moment in which another came', async () => {
    for (let steps = 0; steps < 16; steps++) {
      const setup = setUp();
      const { backend, store } = setup;
      void store.load();
      await turn();
      backend.lists[0]!.resolve(answerTo({ sort: 'newest', limit: 20 }));
      for (let step = 0; step < steps; step++) await Promise.resolve();
      void store.setSort('oldest');
      await turn();
      expect(store.getSnapshot().reading, `while reading, ${steps} steps after`).to.equal('replacing');
      void store.goToPage(3);
      await turn();
      expect(backend.lists.length).to.equal(3);
      for (const call of backend.lists.toReversed()) {
        call.resolve(answerTo(call.asked));
        await turn();
      }
      expect(shown(setup), `${steps} steps after`).to.deep.equal(['oldest page 3']);
    }
  });
});
