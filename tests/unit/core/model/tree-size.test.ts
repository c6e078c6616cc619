import { expect } from '@open-wc/testing';
import { selectPage } from '../../../../src/core/model/select-page.ts';
import { compareComments } from '../../../../src/core/model/sort.ts';
import { buildTree } from '../../../../src/core/model/tree.ts';
import { byId, sampleComment } from '../samples.ts';

const SIZE = 100_000;

/** `size` comments; the one with the index i answers the one that `parentOf(i)` names. */
function threadOf(parentOf: (index: number) => string | null, size = SIZE) {
  return byId(
    Array.from({ length: size }, (_, index) => sampleComment(`${index}`, { parentId: parentOf(index) })),
  );
}

/** How often a tree of this size looks at the time of a comment. */
function countLooks(parentOf: (index: number) => string | null, size: number): number {
  let looks = 0;
  const comments = [...threadOf(parentOf, size).values()].map((comment) => ({
    ...comment,
    get createdAt() {
      looks++;
      return comment.createdAt;
    },
  }));
  buildTree(byId(comments), compareComments('newest'));
  return looks;
}

const SHAPES: Readonly<Record<string, (index: number) => string | null>> = {
  'all on the top level': () => null,
  'each answering the one before': (index) => (index === 0 ? null : `${index - 1}`),
  'all answering the first': (index) => (index === 0 ? null : '0'),
  'in one circle': (index) => `${(index + 1) % SIZE}`,
  'each answering itself': (index) => `${index}`,
  'all orphans': () => 'unknown',
};

describe(`a thread of ${SIZE} comments`, function () {
  // They take a second or two, and several where other things run beside them.
  this.timeout(30_000);

  // With work that grows by the square of the size, the tests below would hang the browser.
  before(() => {
    for (const [name, parentOf] of Object.entries(SHAPES)) {
      const [looks, twice] = [1_000, 2_000].map((size) => countLooks(parentOf, size)) as [number, number];
      expect(twice, `work for twice as many comments, ${name}`).to.be.lessThan(looks * 3 + 1_000);
    }
  });

  for (const [name, parentOf] of Object.entries(SHAPES)) {
    it(`becomes a tree, ${name}`, () => {
      expect(buildTree(threadOf(parentOf), compareComments('newest')).nodes.size).to.equal(SIZE);
    });

    it(`is paged, ${name}`, () => {
      const { comments, total } = selectPage(threadOf(parentOf), { sort: 'newest', limit: SIZE });
      expect(comments.length).to.equal(SIZE);
      expect(total).to.equal(SIZE);
    });
  }
});
