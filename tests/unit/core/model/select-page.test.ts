import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Comment } from '../../../../src/core/model/comment.ts';
import { type Selection, type SelectionQuery, selectPage } from '../../../../src/core/model/select-page.ts';
import { byId, sampleComment } from '../samples.ts';

function thread(count: number): Map<string, Comment> {
  return byId(Array.from({ length: count }, (_, index) => sampleComment(String(index + 1))));
}

const idsOf = (selection: Selection) => selection.comments.map((comment) => comment.id);
const oldest = (query: Partial<SelectionQuery> = {}): SelectionQuery => ({
  sort: 'oldest',
  limit: 2,
  ...query,
});

/** All pages from the first on, by cursor. */
function follow(all: ReadonlyMap<string, Comment>, query: SelectionQuery): string[] {
  const pages = [selectPage(all, query)];
  for (let cursor = pages[0]!.nextCursor; cursor !== null; cursor = pages.at(-1)!.nextCursor) {
    pages.push(selectPage(all, { ...query, cursor }));
  }
  return pages.flatMap(idsOf);
}

describe('selectPage', () => {
  it('gives one empty page of an empty thread', () => {
    expect(selectPage(new Map(), oldest())).to.deep.equal({
      comments: [],
      total: 0,
      nextCursor: null,
      pageNumber: 1,
      pageCount: 1,
    });
  });

  it('cuts at the limit and counts the pages', () => {
    const pages = [1, 2, 3].map((page) => selectPage(thread(5), oldest({ page })));
    expect(pages.map(idsOf)).to.deep.equal([['1', '2'], ['3', '4'], ['5']]);
    expect(pages.map((page) => page.pageNumber)).to.deep.equal([1, 2, 3]);
    expect(pages.map((page) => page.pageCount)).to.deep.equal([3, 3, 3]);
  });

  it('ends after a page that is just full', () => {
    const last = selectPage(thread(4), oldest({ page: 2 }));
    expect(last.nextCursor).to.equal(null);
    expect(last.pageCount).to.equal(2);
  });

  for (const [page, expected] of [
    [0, 1],
    [-3, 1],
    [2.9, 2],
    [99, 3],
    [Infinity, 3],
  ] as const) {
    it(`takes page ${page} of 3 for page ${expected}`, () => {
      expect(selectPage(thread(5), oldest({ page })).pageNumber).to.equal(expected);
    });
  }

  it('sorts as asked', () => {
    expect(idsOf(selectPage(thread(3), { sort: 'newest', limit: 2 }))).to.deep.equal(['3', '2']);
    const liked = new Map(thread(3)).set('1', sampleComment('1', { score: 5 }));
    expect(idsOf(selectPage(liked, { sort: 'top', limit: 2 }))).to.deep.equal(['1', '3']);
  });

  it('brings all replies along, at all depths, and does not count them as a page', () => {
    const all = thread(3);
    all.set('10', sampleComment('10', { parentId: '1' }));
    all.set('11', sampleComment('11', { parentId: '10' }));
    const first = selectPage(all, oldest());
    expect(idsOf(first)).to.have.members(['1', '2', '10', '11']);
    expect(first.pageCount).to.equal(2);
    expect(idsOf(selectPage(all, oldest({ page: 2 })))).to.deep.equal(['3']);
  });

  it('counts what is published, at all levels', () => {
    const all = thread(2);
    all.set('3', sampleComment('3', { parentId: '1' }));
    all.set('4', sampleComment('4', { status: 'pending' }));
    all.set('5', sampleComment('5', { status: 'deleted' }));
    all.set('6', sampleComment('6', { parentId: '5' }));
    expect(selectPage(all, oldest()).total).to.equal(4);
  });

  it('leaves out holes that nothing answers', () => {
    const all = thread(3).set('2', sampleComment('2', { status: 'deleted' }));
    expect(follow(all, oldest())).to.deep.equal(['1', '3']);
  });

  describe('by cursor', () => {
    it('leads to the end', () => {
      expect(follow(thread(5), oldest())).to.deep.equal(['1', '2', '3', '4', '5']);
    });

    it('goes on after the comment it names, though others came before it', () => {
      const query = { sort: 'newest', limit: 2 } as const;
      const cursor = selectPage(thread(5), query).nextCursor!;
      expect(idsOf(selectPage(thread(8), { ...query, cursor }))).to.deep.equal(['3', '2']);
    });

    it('goes on where the comment stood that it names, if that is gone', () => {
      const all = thread(5);
      const cursor = selectPage(all, oldest()).nextCursor!;
      all.delete('2');
      expect(idsOf(selectPage(all, oldest({ cursor })))).to.deep.equal(['3', '4']);
    });

    it('goes on in the same way if that has become a hole without replies', () => {
      const all = thread(5);
      const cursor = selectPage(all, oldest()).nextCursor!;
      all.set('2', sampleComment('2', { status: 'deleted' }));
      expect(idsOf(selectPage(all, oldest({ cursor })))).to.deep.equal(['3', '4']);
    });

    it('says which page comes next', () => {
      const cursor = selectPage(thread(5), oldest()).nextCursor!;
      expect(selectPage(thread(5), oldest({ cursor })).pageNumber).to.equal(2);
    });

    for (const cursor of ['', 'x', '-1:1', '1.5:1', '__proto__', '{"id":"1"}', ':', '\u0000']) {
      it(`begins anew for the cursor ${JSON.stringify(cursor)}, which is not its own`, () => {
        expect(idsOf(selectPage(thread(3), oldest({ cursor })))).to.deep.equal(['1', '2']);
      });
    }

    for (const id of ['2:3', 'a\nb', ':', '"', '🦊']) {
      it(`takes any id, such as ${JSON.stringify(id)}`, () => {
        const all = byId([sampleComment(id, { createdAt: null }), sampleComment('1'), sampleComment('2')]);
        expect(follow(all, oldest({ limit: 1 }))).to.deep.equal([id, '1', '2']);
      });
    }
  });

  it('shows every comment once, by cursor as by number, whatever the thread', () => {
    const threads = fc
      .array(
        fc.record({
          parent: fc.option(fc.nat(20)),
          second: fc.nat(3),
          score: fc.integer({ min: -2, max: 2 }),
        }),
        {
          maxLength: 21,
        },
      )
      .map((items) =>
        byId(
          items.map(({ parent, second, score }, index) =>
            sampleComment(String(index), {
              parentId: parent === null ? null : String(parent),
              createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
              score,
            }),
          ),
        ),
      );
    const queries = fc.record({
      sort: fc.constantFrom('newest' as const, 'oldest' as const, 'top' as const),
      limit: fc.integer({ min: 1, max: 7 }),
    });
    fc.assert(
      fc.property(threads, queries, (all, query) => {
        const everything = [...all.keys()].toSorted();
        expect(follow(all, query).toSorted()).to.deep.equal(everything);
        const { pageCount } = selectPage(all, query);
        const pages = Array.from({ length: pageCount }, (_, index) =>
          selectPage(all, { ...query, page: index + 1 }),
        );
        expect(pages.flatMap(idsOf).toSorted()).to.deep.equal(everything);
      }),
    );
  });
});
