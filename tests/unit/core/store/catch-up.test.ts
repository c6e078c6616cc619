import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { AdapterError } from '../../../../src/core/adapter/adapter-error.ts';
import type {
  CommentPage,
  CommentsAdapter,
  ListQuery,
  ThreadChange,
} from '../../../../src/core/adapter/adapter.ts';
import type { Comment } from '../../../../src/core/model/comment.ts';
import { selectPage } from '../../../../src/core/model/select-page.ts';
import type { Sort } from '../../../../src/core/model/sort.ts';
import { ThreadStore, type ThreadStoreOptions } from '../../../../src/core/store/thread-store.ts';
import { Clock } from '../../../support/clock.ts';
import { settle, until } from '../../../support/until.ts';
import { byId, sampleComment, samplePage, THREAD, WRITABLE } from '../samples.ts';
import { shown } from './fake-backend.ts';

/** A backend that tells of changes no more than that there were some. */
class VagueBackend implements CommentsAdapter {
  readonly name = 'vague';
  readonly queries: ListQuery[] = [];
  readonly comments: Map<string, Comment>;
  fails: AdapterError | null = null;
  /** What else a page says. */
  page: Partial<CommentPage> = {};
  #tell: (change: ThreadChange) => void = () => {};

  constructor(comments: readonly Comment[]) {
    this.comments = byId(comments);
  }

  async list(_thread: unknown, query: ListQuery): Promise<CommentPage> {
    this.queries.push(query);
    if (this.fails) throw this.fails;
    const { comments, ...rest } = selectPage(this.comments, query);
    return { ...samplePage(comments), ...rest, ...this.page };
  }

  async locate(_thread: unknown, id: string, query: ListQuery): Promise<CommentPage> {
    for (let page = 1; ; page++) {
      const found = await this.list(_thread, { ...query, page });
      if (found.comments.some((comment) => comment.id === id)) return found;
      if (page >= found.pageCount!) throw new AdapterError('not-found');
    }
  }

  watch(_thread: unknown, tell: (change: ThreadChange) => void): void {
    this.#tell = tell;
  }

  tellUnknown(): void {
    this.#tell({ kind: 'unknown' });
  }

  add(...comments: readonly Comment[]): void {
    for (const comment of comments) this.comments.set(comment.id, comment);
  }
}

function numbered(...numbers: readonly number[]): Comment[] {
  return numbers.map((number) => sampleComment(`${number}`));
}

/** The thread as somebody has read it up to the given page. */
async function read(comments: readonly Comment[], options: Partial<ThreadStoreOptions> = {}, pages = 1) {
  const backend = new VagueBackend(comments);
  const store = new ThreadStore({ adapter: backend, thread: THREAD, ...options });
  await store.load();
  for (let page = 1; page < pages; page++) await store.loadMore();
  backend.queries.length = 0;
  return { backend, store };
}

type Setup = Awaited<ReturnType<typeof read>>;

/** Tells that something has changed, and waits for as many questions as that brings. */
async function missed({ backend, store }: Setup, questions = 1): Promise<void> {
  const before = backend.queries.length;
  const snapshot = store.getSnapshot();
  backend.tellUnknown();
  await until(() => backend.queries.length >= before + questions && store.getSnapshot() !== snapshot);
}

describe('Catching up with what was missed', () => {
  it('lets new comments wait, and leaves everything where it is', async () => {
    const setup = await read(numbered(1, 2, 3));
    const { view } = setup.store.getSnapshot();
    setup.backend.add(sampleComment('4'), sampleComment('5', { parentId: '2' }));
    await missed(setup);
    expect(shown(setup)).to.deep.equal(['3', '2', '1']);
    expect(setup.store.getSnapshot()).to.include({ incoming: 2, total: 3, view, reading: null, error: null });
    setup.store.showIncoming();
    expect(shown(setup)).to.deep.equal(['4', '3', '2', '1']);
    expect(setup.store.getSnapshot().tree.nodes.get('2')!.replies.length).to.equal(1);
    expect(setup.store.getSnapshot()).to.include({ incoming: 0, total: 5 });
  });

  it('shows what was edited, and takes away what was removed', async () => {
    const setup = await read([...numbered(1, 2, 3), sampleComment('4', { parentId: '3' })]);
    setup.backend.add(sampleComment('1', { body: { format: 'text', value: 'Edited' } }));
    for (const id of ['2', '4']) setup.backend.comments.delete(id);
    await missed(setup);
    expect(shown(setup)).to.deep.equal(['3', '1']);
    const { nodes } = setup.store.getSnapshot().tree;
    expect(nodes.get('1')!.comment.body.value).to.equal('Edited');
    expect(nodes.get('3')!.replies.length).to.equal(0);
    expect(setup.store.getSnapshot()).to.include({ incoming: 0, total: 2 });
  });

  it('takes those away who waited, where they were removed', async () => {
    const setup = await read(numbered(1));
    setup.backend.add(sampleComment('2'));
    await missed(setup);
    setup.backend.comments.delete('2');
    await missed(setup);
    expect(setup.store.getSnapshot()).to.include({ incoming: 0, total: 1 });
  });

  it('keeps all pages that were read, with the way to the next', async () => {
    const setup = await read(numbered(1, 2, 3, 4, 5, 6, 7), { pageSize: 2 }, 2);
    expect(shown(setup)).to.deep.equal(['7', '6', '5', '4']);
    setup.backend.add(...numbered(8, 9));
    for (const id of ['6', '4']) setup.backend.comments.delete(id);
    await missed(setup, 3);
    expect(shown(setup)).to.deep.equal(['7', '5']);
    setup.store.showIncoming();
    while (setup.store.getSnapshot().hasMore) await setup.store.loadMore();
    expect(shown(setup)).to.deep.equal(['9', '8', '7', '5', '3', '2', '1']);
    expect(setup.store.getSnapshot().total).to.equal(7);
  });

  it('shows at once what moved up where others were removed', async () => {
    const setup = await read(numbered(1, 2, 3, 4), { pageSize: 2 });
    for (const id of ['3', '4']) setup.backend.comments.delete(id);
    await missed(setup);
    expect(shown(setup)).to.deep.equal(['2', '1']);
    expect(setup.store.getSnapshot()).to.include({ incoming: 0, total: 2, hasMore: false });
  });

  it('says of a thread that it was closed', async () => {
    const setup = await read(numbered(1));
    setup.backend.page = { thread: { closed: true } };
    await missed(setup);
    expect(setup.store.getSnapshot().closed).to.equal(true);
  });

  it('takes nothing away where one of several backends could not be read', async () => {
    const setup = await read(numbered(1, 2));
    setup.backend.comments.delete('1');
    setup.backend.page = { failedSources: [{ source: 'other', code: 'server' }] };
    await missed(setup);
    expect(shown(setup)).to.deep.equal(['2', '1']);
    expect(setup.store.getSnapshot().failedSources.length).to.equal(1);
  });

  it('looks at the page on which the reader is', async () => {
    const setup = await read(numbered(1, 2, 3, 4, 5), { pageSize: 2 });
    await setup.store.goToPage(2);
    setup.backend.comments.delete('3');
    await missed(setup);
    expect(shown(setup)).to.deep.equal(['2', '1']);
    expect(setup.backend.queries.at(-1)).to.include({ page: 2 });
  });

  it('looks around the comment that was asked for, and leaves all as it is where that has gone', async () => {
    const setup = await read(numbered(1, 2, 3, 4, 5), { pageSize: 2 });
    setup.backend.page = { capabilities: { ...WRITABLE, locate: true } };
    await setup.store.reload();
    await setup.store.reveal('1');
    expect(shown(setup)).to.deep.equal(['1']);
    setup.backend.add(sampleComment('6', { parentId: '1' }));
    await missed(setup, 3);
    expect(setup.store.getSnapshot()).to.include({ incoming: 1, total: 5 });
    setup.backend.comments.clear();
    setup.backend.add(...numbered(2, 3, 4, 5));
    setup.backend.tellUnknown();
    await settle();
    expect(shown(setup)).to.deep.equal(['1']);
    expect(setup.store.getSnapshot().error).to.equal(null);
  });

  it('shows what was written in another tab and waits for a moderator', async () => {
    const setup = await read(numbered(1));
    setup.backend.add(sampleComment('2', { status: 'pending' }));
    await missed(setup);
    expect(shown(setup)).to.deep.equal(['2', '1']);
  });

  it('tries again later, quietly, where it fails', async () => {
    const clock = new Clock();
    const setup = await read(numbered(1));
    setup.backend.fails = new AdapterError('server');
    setup.backend.add(sampleComment('2'));
    setup.backend.tellUnknown();
    await until(() => setup.backend.queries.length === 1);
    await settle();
    expect(setup.store.getSnapshot()).to.include({ error: null, incoming: 0 });
    setup.backend.fails = null;
    await clock.pass(5_000);
    await until(() => setup.store.getSnapshot().incoming === 1);
  });

  it('looks once more, and no oftener, for all that it is told while it looks', async () => {
    const setup = await read(numbered(1));
    await missed(setup);
    for (let times = 0; times < 9; times++) setup.backend.tellUnknown();
    await settle();
    expect(setup.backend.queries.length).to.equal(3);
  });

  it('asks nothing of a store that was disposed of', async () => {
    const setup = await read(numbered(1));
    setup.backend.tellUnknown();
    setup.store.dispose();
    await settle();
    expect(setup.backend.queries.length).to.equal(0);
  });

  const change = fc.oneof(
    fc.record({ kind: fc.constant('write'), under: fc.nat(30) }),
    fc.record({ kind: fc.constant('edit'), under: fc.nat(30) }),
    fc.record({ kind: fc.constant('remove'), under: fc.nat(30) }),
  );

  /** Applies changes to a thread as servers do: removed ones with replies become holes. */
  function apply(backend: VagueBackend, changes: readonly { kind: string; under: number }[]): void {
    for (const { kind, under } of changes) {
      const all = [...backend.comments.values()];
      const chosen = all[under % (all.length + 1)];
      const id = `${1000 + all.length + backend.queries.length * 100}`;
      if (kind === 'write') {
        backend.queries.push({ sort: 'newest', limit: 1 });
        backend.add(sampleComment(id, { parentId: chosen?.id ?? null }));
      } else if (kind === 'edit' && chosen) {
        backend.add({ ...chosen, body: { format: 'text', value: `Edited ${id}` } });
      } else if (chosen && !all.some(({ parentId }) => parentId === chosen.id)) {
        backend.comments.delete(chosen.id);
      }
    }
  }

  it('leaves no gap and nothing that is gone, however much of the thread was read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 15 }),
        fc.array(change, { minLength: 1, maxLength: 8 }),
        fc.constantFrom<Sort>('newest', 'oldest', 'top'),
        fc.integer({ min: 1, max: 3 }),
        async (first, second, sort, pages) => {
          const backend = new VagueBackend(numbered(1, 2, 3));
          apply(backend, first);
          const store = new ThreadStore({ adapter: backend, thread: THREAD, sort, pageSize: 2 });
          await store.load();
          let taken = 1;
          for (; taken < pages && store.getSnapshot().hasMore; taken++) await store.loadMore();
          apply(backend, second);
          await missed({ backend, store });
          store.showIncoming();
          const all = selectPage(backend.comments, { sort, limit: 100 }).comments;
          const roots = all.filter(({ parentId }) => parentId === null).map(({ id }) => id);
          const seen = shown({ store });
          expect(seen).to.deep.equal(roots.slice(0, seen.length));
          expect(seen.length).to.be.at.least(Math.min(roots.length, 2 * taken));
          store.dispose();
        },
      ),
      { numRuns: 200 },
    );
  });

  it('ends, once what waits is let in, with what a fresh look shows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 15 }),
        fc.array(change, { minLength: 1, maxLength: 8 }),
        fc.constantFrom<Sort>('newest', 'oldest', 'top'),
        async (first, second, sort) => {
          const setup = await read(numbered(1, 2, 3));
          apply(setup.backend, first);
          const { backend } = setup;
          const store = new ThreadStore({ adapter: backend, thread: THREAD, sort, pageSize: 100 });
          await store.load();
          apply(backend, second);
          await missed({ backend, store });
          store.showIncoming();
          const fresh = new ThreadStore({ adapter: backend, thread: THREAD, sort, pageSize: 100 });
          await fresh.load();
          expect(said(store)).to.deep.equal(said(fresh));
          for (const each of [store, fresh, setup.store]) each.dispose();
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** What a store has of its thread, in whatever order. */
function said(store: ThreadStore) {
  const { tree, total, incoming } = store.getSnapshot();
  const comments = [...tree.nodes.values()].map(({ comment }) => comment);
  const texts = comments.map(({ id, parentId, body }) => `${id} under ${parentId}: ${body.value}`);
  return { texts: texts.sort(), total, incoming };
}
