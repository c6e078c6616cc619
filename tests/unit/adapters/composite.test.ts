import { expect } from '@open-wc/testing';
import { compositeAdapter } from '../../../src/adapters/composite.ts';
import { memoryAdapter, type MemoryAdapterOptions } from '../../../src/adapters/memory.ts';
import type { CommentPage, CommentsAdapter, ListQuery } from '../../../src/core/adapter/adapter.ts';
import { AdapterError } from '../../../src/core/adapter/adapter-error.ts';
import { READ_ONLY } from '../../../src/core/adapter/capabilities.ts';
import type { Comment } from '../../../src/core/model/comment.ts';
import { sampleComment, samplePage, THREAD } from '../core/samples.ts';
import { call, failure, write } from './answers.ts';

/** A backend with comments written in these seconds, under a name of its own. */
function backend(
  name: string,
  seconds: readonly number[],
  options: MemoryAdapterOptions = {},
): ReturnType<typeof memoryAdapter> {
  const comments = seconds.map((second) => sampleComment(`${second}`));
  return Object.assign(memoryAdapter({ comments, ...options }), { name });
}

const broken = (name: string, code: 'server' | 'forbidden' = 'server'): CommentsAdapter => ({
  name,
  list: () => Promise.reject(new AdapterError(code)),
});

const only = (name: string, list: CommentsAdapter['list']): CommentsAdapter => ({ name, list });

async function pagesOf(adapter: CommentsAdapter, query: ListQuery): Promise<CommentPage[]> {
  const pages: CommentPage[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await adapter.list(THREAD, { ...query, ...(cursor && { cursor }) }, call());
    pages.push(page);
    cursor = page.nextCursor;
  } while (cursor && pages.length < 30);
  return pages;
}

const idsOf = ({ comments }: CommentPage) => comments.map(({ id }) => id);
const draft = (parentId: string | null = null) => ({
  parentId,
  author: { name: 'Ana' },
  body: { format: 'text', value: 'Hello' } as const,
});

describe('compositeAdapter', () => {
  for (const [paging, other] of [
    ['numbered', 'cursor'],
    ['cursor', 'cursor'],
    ['numbered', 'numbered'],
  ] as const) {
    it(`sorts pages of ${paging} and ${other} paging into one order`, async () => {
      const adapter = compositeAdapter([
        backend('a', [1, 2, 3, 4, 12, 13], { capabilities: { paging } }),
        backend('b', [5, 6, 7, 8, 9, 10, 11], { capabilities: { paging: other } }),
        backend('c', []),
      ]);
      const oldest = await pagesOf(adapter, { sort: 'oldest', limit: 3 });
      expect(oldest.map(idsOf)).to.deep.equal([
        ['a:1', 'a:2', 'a:3'],
        ['a:4', 'b:5', 'b:6'],
        ['b:7', 'b:8', 'b:9'],
        ['b:10', 'b:11', 'a:12'],
        ['a:13'],
      ]);
      const newest = await pagesOf(adapter, { sort: 'newest', limit: 5 });
      expect(newest.map(idsOf)).to.deep.equal([
        ['a:13', 'a:12', 'b:11', 'b:10', 'b:9'],
        ['b:8', 'b:7', 'b:6', 'b:5', 'a:4'],
        ['a:3', 'a:2', 'a:1'],
      ]);
      expect(newest.map(({ total }) => total)).to.deep.equal([13, 13, 13]);
    });
  }

  it('sorts by score, the likes of one and the points of the other', async () => {
    const scored = (id: string, changes: Partial<Comment>) => sampleComment(id, changes);
    const a = [scored('1', { score: 5 }), scored('2', { score: 1 })];
    const b = [scored('3', { reactions: [{ name: 'like', count: 3 }] }), scored('4', {})];
    const adapter = compositeAdapter([
      { ...memoryAdapter({ comments: a }), name: 'a' },
      { ...memoryAdapter({ comments: b }), name: 'b' },
    ]);
    const pages = await pagesOf(adapter, { sort: 'top', limit: 2 });
    expect(pages.map(idsOf)).to.deep.equal([
      ['a:1', 'b:3'],
      ['a:2', 'b:4'],
    ]);
  });

  it('takes a source that cannot sort so in its own order', async () => {
    const own = only('own', async () =>
      samplePage([sampleComment('7'), sampleComment('1'), sampleComment('9')], {
        capabilities: { ...READ_ONLY, sorts: ['newest'] },
      }),
    );
    const adapter = compositeAdapter([own, backend('b', [2, 8])]);
    const [page] = await pagesOf(adapter, { sort: 'oldest', limit: 10 });
    expect(idsOf(page!)).to.deep.equal(['b:2', 'own:7', 'own:1', 'b:8', 'own:9']);
    expect(page!.capabilities.sorts).to.deep.equal(['newest', 'oldest', 'top']);
  });

  it('keeps replies with what they answer, and ids of sources of one name apart', async () => {
    const comments = [sampleComment('1'), sampleComment('2', { parentId: '1' })];
    const adapter = compositeAdapter([memoryAdapter({ comments }), memoryAdapter({ comments })]);
    const [page] = await pagesOf(adapter, { sort: 'oldest', limit: 10 });
    expect(page!.comments.map(({ id, parentId, source }) => [id, parentId, source])).to.deep.equal([
      ['memory:1', null, 'memory'],
      ['memory:2', 'memory:1', 'memory'],
      ['memory2:1', null, 'memory'],
      ['memory2:2', 'memory2:1', 'memory'],
    ]);
  });

  it('reads no further than it must', async () => {
    let reads = 0;
    const far = backend('far', [1, 2, 3, 4, 5, 6], { capabilities: { paging: 'cursor' } });
    const counting: CommentsAdapter = {
      ...far,
      list: (...args) => {
        reads++;
        return far.list(...args);
      },
    };
    const adapter = compositeAdapter([counting, backend('near', [11, 12, 13, 14])]);
    await pagesOf(adapter, { sort: 'newest', limit: 2 });
    expect(reads).to.equal(3);
  });

  it('names a source that fails, and shows the others', async () => {
    const adapter = compositeAdapter([broken('a'), backend('b', [1, 2, 3]), broken('c', 'forbidden')]);
    const pages = await pagesOf(adapter, { sort: 'oldest', limit: 2 });
    expect(pages.map(idsOf)).to.deep.equal([['b:1', 'b:2'], ['b:3']]);
    for (const { failedSources, total } of pages) {
      expect(failedSources).to.deep.equal([
        { source: 'a', code: 'server' },
        { source: 'c', code: 'forbidden' },
      ]);
      expect(total).to.equal(3);
    }
  });

  it('says nothing of failures where there are none', async () => {
    const [page] = await pagesOf(compositeAdapter([backend('b', [1])]), { sort: 'oldest', limit: 2 });
    expect(page).not.to.have.property('failedSources');
  });

  it('goes on without a source that fails on a later page', async () => {
    const a = backend('a', [1, 2, 3, 4], { capabilities: { paging: 'cursor' } });
    const adapter = compositeAdapter([a, backend('b', [5, 6, 7, 8])]);
    const query = { sort: 'oldest', limit: 2 } as const;
    const first = await adapter.list(THREAD, query, call());
    a.fault = () => 'rate-limited';
    const second = await adapter.list(THREAD, { ...query, cursor: first.nextCursor! }, call());
    expect(idsOf(second)).to.deep.equal(['b:5', 'b:6']);
    expect(second.failedSources).to.deep.equal([{ source: 'a', code: 'rate-limited' }]);
  });

  it('fails where nothing else is left to show, and can be tried again from there', async () => {
    const a = backend('a', [1, 2, 3, 4], { capabilities: { paging: 'cursor' } });
    const adapter = compositeAdapter([a]);
    const query = { sort: 'oldest', limit: 2 } as const;
    const { nextCursor } = await adapter.list(THREAD, query, call());
    const more = () => adapter.list(THREAD, { ...query, cursor: nextCursor! }, call());
    a.fault = () => 'timeout';
    expect((await failure(more())).code).to.equal('timeout');
    a.fault = null;
    expect(idsOf(await more())).to.deep.equal(['a:3', 'a:4']);
  });

  it('fails as the first does where all fail', async () => {
    const adapter = compositeAdapter([broken('a', 'forbidden'), broken('b')]);
    expect((await failure(adapter.list(THREAD, { sort: 'newest', limit: 2 }, call()))).code).to.equal(
      'forbidden',
    );
    expect(
      (await failure(compositeAdapter([]).list(THREAD, { sort: 'newest', limit: 2 }, call()))).code,
    ).to.equal('unsupported');
  });

  it('takes a crash or nonsense of one source for its failure', async () => {
    const crash = only('crash', () => {
      throw new TypeError('oops');
    });
    const nonsense = only('nonsense', async () => 'nonsense' as never);
    const adapter = compositeAdapter([crash, nonsense, backend('b', [1])]);
    const [page] = await pagesOf(adapter, { sort: 'newest', limit: 2 });
    expect(page!.failedSources).to.deep.equal([
      { source: 'crash', code: 'server' },
      { source: 'nonsense', code: 'bad-response' },
    ]);
  });

  it('leaves malformed items for the store to count', async () => {
    const bad = only('bad', async () => samplePage([sampleComment('1'), null as never, {} as never]));
    const [page] = await pagesOf(compositeAdapter([bad]), { sort: 'newest', limit: 2 });
    expect(page!.comments.filter((one) => one === null)).to.have.length(2);
  });

  it('ends the reading of a source that never ends', async () => {
    let reads = 0;
    const endless = only('endless', async () => samplePage([], { nextCursor: `${reads++}` }));
    const adapter = compositeAdapter([endless, backend('b', [1])]);
    const pages = await pagesOf(adapter, { sort: 'newest', limit: 2 });
    expect(pages.flatMap(idsOf)).to.deep.equal(['b:1']);
    expect(reads).to.be.below(30);
  });

  it('sends new comments to the first that takes any, and answers to where the question is', async () => {
    const reader = backend('reader', [1], { capabilities: { create: false } });
    const adapter = compositeAdapter([reader, backend('first', [2]), backend('second', [3])]);
    const [page] = await pagesOf(adapter, { sort: 'oldest', limit: 10 });
    expect(page!.comments.map(({ id, can }) => [id, can?.reply ?? true])).to.deep.equal([
      ['reader:1', false],
      ['first:2', true],
      ['second:3', true],
    ]);
    const created = async (parentId: string | null) => {
      const { comment } = await adapter.create!(THREAD, draft(parentId), write(`key of ${parentId}`));
      return [comment.source, comment.parentId];
    };
    expect(await created(null)).to.deep.equal(['first', null]);
    expect(await created('first:2')).to.deep.equal(['first', 'first:2']);
    expect(await created('second:3')).to.deep.equal(['second', 'second:3']);
  });

  it('passes over a thread that is closed where another takes comments', async () => {
    const adapter = compositeAdapter([backend('closed', [1], { closed: true }), backend('open', [2])]);
    const [page] = await pagesOf(adapter, { sort: 'oldest', limit: 10 });
    expect(page!.thread?.closed).to.be.false;
    expect(page!.comments[0]!.can?.reply).to.be.false;
    expect((await adapter.create!(THREAD, draft(), write())).comment.source).to.equal('open');
  });

  it('offers votes of one kind, and not where a source has another', async () => {
    const adapter = compositeAdapter([
      backend('none', [1], { capabilities: { votes: 'none' } }),
      backend('like', [2]),
      backend('up-down', [3], { capabilities: { votes: 'up-down' } }),
    ]);
    const [page] = await pagesOf(adapter, { sort: 'oldest', limit: 10 });
    expect(page!.capabilities.votes).to.equal('like');
    expect(page!.comments.map(({ can }) => can?.react ?? true)).to.deep.equal([false, true, false]);
  });

  it('adds the counts up, of those that answer', async () => {
    const [a, b] = [backend('a', [1, 2]), backend('b', [3])];
    const adapter = compositeAdapter([a, b]);
    expect(await adapter.counts!([THREAD, { ...THREAD, key: 'other' }], call())).to.deep.equal([3, 3]);
    a.fault = () => 'server';
    expect(await adapter.counts!([THREAD], call())).to.deep.equal([1]);
    b.fault = () => 'forbidden';
    expect((await failure(adapter.counts!([THREAD], call()))).code).to.equal('server');
  });

  it('knows no total where one source tells none', async () => {
    const silent = only('silent', async () => samplePage([sampleComment('1')], { total: null }));
    const [page] = await pagesOf(compositeAdapter([silent, backend('b', [2])]), { sort: 'newest', limit: 5 });
    expect(page!.total).to.equal(null);
    expect(page!.capabilities).to.include({ counts: false, watch: false });
  });

  it('knows neither ids nor cursors of others', async () => {
    const adapter = compositeAdapter([backend('a', [1])]);
    for (const id of ['1', 'b:1', 'constructor:1', '']) {
      expect((await failure(adapter.edit!(THREAD, id, draft().body, write()))).code).to.equal('not-found');
    }
    const query = { sort: 'newest', limit: 1, cursor: 'x' } as const;
    expect((await failure(adapter.list(THREAD, query, call()))).code).to.equal('invalid');
  });

  it('signs in at the first source where one can, and out of all', async () => {
    const log: string[] = [];
    const signing = (name: string): CommentsAdapter => ({
      ...only(name, async () =>
        samplePage([], { viewer: { name }, capabilities: { ...READ_ONLY, signIn: true } }),
      ),
      signIn: async () => void log.push(`in ${name}`),
      signOut: async () => void log.push(`out ${name}`),
    });
    const adapter = compositeAdapter([backend('a', []), signing('b'), signing('c')]);
    const page = await adapter.list(THREAD, { sort: 'newest', limit: 1 }, call());
    expect(page.viewer).to.deep.equal({ name: 'b' });
    expect(page.capabilities.signIn).to.be.true;
    await adapter.signIn!(call());
    await adapter.signOut!(call());
    expect(log).to.deep.equal(['in b', 'out b', 'out c']);
  });
});
