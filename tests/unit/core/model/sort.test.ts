import { expect } from '@open-wc/testing';
import { compareComments, compareTime } from '../../../../src/core/model/sort.ts';
import type { Comment } from '../../../../src/core/model/comment.ts';
import { sampleComment } from '../samples.ts';

const sorted = (comments: readonly Comment[], compare: (a: Comment, b: Comment) => number) =>
  comments.toSorted(compare).map((comment) => comment.id);

describe('compareComments', () => {
  const [one, two, three] = ['1', '2', '3'].map((id) => sampleComment(id)) as [Comment, Comment, Comment];

  it('puts the newest first', () => {
    expect(sorted([two, one, three], compareComments('newest'))).to.deep.equal(['3', '2', '1']);
  });

  it('puts the oldest first', () => {
    expect(sorted([two, one, three], compareComments('oldest'))).to.deep.equal(['1', '2', '3']);
  });

  it('puts the highest score first, and of equal scores the newest', () => {
    const liked = sampleComment('0', { reactions: [{ name: 'like', count: 2 }] });
    const disliked = sampleComment('4', { score: -1 });
    expect(sorted([disliked, two, liked, three], compareComments('top'))).to.deep.equal(['0', '3', '2', '4']);
  });

  for (const sort of ['newest', 'oldest', 'top'] as const) {
    it(`puts pinned comments before all others, by ${sort} too`, () => {
      const pinned = sampleComment('2', { pinned: true, score: -9 });
      expect(sorted([one, pinned, three], compareComments(sort))[0]).to.equal('2');
    });

    it(`knows an order for comments of one moment, by ${sort}`, () => {
      const createdAt = one.createdAt;
      const same = ['a', 'b', 'c'].map((id) => sampleComment(id, { createdAt }));
      const compare = compareComments(sort);
      expect(sorted(same, compare)).to.deep.equal(sorted(same.toReversed(), compare));
      expect(compare(same[0]!, same[1]!)).not.to.equal(0);
    });
  }
});

describe('compareTime', () => {
  it('is 0 for one comment only', () => {
    expect(compareTime(sampleComment('1'), sampleComment('1'))).to.equal(0);
  });

  it('puts comments of unknown time first', () => {
    const unknown = sampleComment('9', { createdAt: null });
    expect(sorted([sampleComment('1'), unknown], compareTime)).to.deep.equal(['9', '1']);
  });
});
