/** In a file of its own: where this fails, it takes the page with it. */
import { expect } from '@open-wc/testing';
import { selectPage } from '../../../../src/core/model/select-page.ts';
import { compareComments } from '../../../../src/core/model/sort.ts';
import { buildTree } from '../../../../src/core/model/tree.ts';
import { byId, sampleComment } from '../samples.ts';

const SIZE = 100_000;

/** `SIZE` comments; the one with the index i answers the one that `parentOf(i)` names. */
function threadOf(parentOf: (index: number) => string | null) {
  return byId(
    Array.from({ length: SIZE }, (_, index) => sampleComment(`${index}`, { parentId: parentOf(index) })),
  );
}

const SHAPES: Readonly<Record<string, (index: number) => string | null>> = {
  'all on the top level': () => null,
  'each answering the one before': (index) => (index === 0 ? null : `${index - 1}`),
  'all answering the first': (index) => (index === 0 ? null : '0'),
  'in one circle': (index) => `${(index + 1) % SIZE}`,
  'each answering itself': (index) => `${index}`,
  'all orphans': () => 'unknown',
};

describe(`a thread of ${SIZE} comments`, () => {
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
