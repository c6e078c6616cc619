import { expect } from '@open-wc/testing';
import {
  type Comment,
  freezeComment,
  type Reaction,
  scoreOf,
  withReaction,
} from '../../../../src/core/model/comment.ts';
import { holeFor } from '../../../../src/core/model/removal.ts';
import { sampleComment } from '../samples.ts';

describe('scoreOf', () => {
  it('is the given score', () => {
    expect(scoreOf(sampleComment('1', { score: -3, reactions: [{ name: 'up', count: 9 }] }))).to.equal(-3);
  });

  it('is what was counted, with a vote down against', () => {
    const reactions = [
      { name: 'up', count: 5 },
      { name: 'down', count: 2 },
      { name: 'heart', count: 1 },
    ];
    expect(scoreOf(sampleComment('1', { reactions }))).to.equal(4);
  });

  it('is 0 where nothing is known', () => {
    expect(scoreOf(sampleComment('1'))).to.equal(0);
    expect(scoreOf(sampleComment('1', { reactions: [{ name: 'like' }] }))).to.equal(0);
  });
});

describe('freezeComment', () => {
  it('freezes the comment and everything in it', () => {
    const comment = freezeComment(
      sampleComment('1', { reactions: [{ name: 'like', count: 1 }], can: { edit: true } }),
    );
    const parts = [
      comment,
      comment.author,
      comment.body,
      comment.reactions,
      comment.reactions![0],
      comment.can,
    ];
    expect(parts.every((part) => Object.isFrozen(part))).to.be.true;
  });

  it('is the same object, and does without what is optional', () => {
    const comment = sampleComment('1');
    expect(freezeComment(comment)).to.equal(comment);
    expect(Object.isFrozen(comment)).to.be.true;
  });
});

describe('withReaction', () => {
  const reactionsAfter = (reactions: readonly Reaction[] | undefined, name: string, chosen: boolean) =>
    withReaction(sampleComment('1', reactions && { reactions }), name, chosen).reactions;

  it('counts a choice, and takes it back', () => {
    expect(reactionsAfter([{ name: 'like', count: 4 }], 'like', true)).to.deep.equal([
      { name: 'like', count: 5, chosen: true },
    ]);
    expect(reactionsAfter([{ name: 'like', count: 5, chosen: true }], 'like', false)).to.deep.equal([
      { name: 'like', count: 4, chosen: false },
    ]);
  });

  it('counts a choice once', () => {
    const chosen = [{ name: 'like', count: 5, chosen: true }];
    expect(reactionsAfter(chosen, 'like', true)).to.deep.equal(chosen);
    const not = [{ name: 'like', count: 5, chosen: false }];
    expect(reactionsAfter(not, 'like', false)).to.deep.equal(not);
  });

  it('adds a reaction that nobody chose before', () => {
    expect(reactionsAfter(undefined, 'heart', true)).to.deep.equal([
      { name: 'heart', count: 1, chosen: true },
    ]);
    expect(reactionsAfter([{ name: 'like', count: 1 }], 'heart', true)).to.deep.equal([
      { name: 'like', count: 1 },
      { name: 'heart', count: 1, chosen: true },
    ]);
  });

  it('makes up no count where the backend gives none, and none below 0', () => {
    expect(reactionsAfter([{ name: 'like' }], 'like', true)).to.deep.equal([{ name: 'like', chosen: true }]);
    expect(reactionsAfter([{ name: 'like', count: 0, chosen: true }], 'like', false)).to.deep.equal([
      { name: 'like', count: 0, chosen: false },
    ]);
  });

  for (const [name, opposite] of [
    ['up', 'down'],
    ['down', 'up'],
  ] as const) {
    it(`takes the vote ${opposite} back for a vote ${name}`, () => {
      const before = [
        { name: opposite, count: 3, chosen: true },
        { name, count: 1, chosen: false },
      ];
      expect(reactionsAfter(before, name, true)).to.deep.equal([
        { name: opposite, count: 2, chosen: false },
        { name, count: 2, chosen: true },
      ]);
    });
  }

  it('leaves the other vote alone when one is taken back', () => {
    const before = [
      { name: 'up', count: 3, chosen: true },
      { name: 'down', count: 1, chosen: true },
    ];
    expect(reactionsAfter(before, 'down', false)![0]).to.deep.equal({ name: 'up', count: 3, chosen: true });
  });

  it('moves a total score along', () => {
    const scored = (chosen: 'up' | 'down' | null, score: number): Comment =>
      sampleComment('1', {
        score,
        reactions: [
          { name: 'up', chosen: chosen === 'up' },
          { name: 'down', chosen: chosen === 'down' },
        ],
      });
    expect(withReaction(scored(null, 7), 'up', true).score).to.equal(8);
    expect(withReaction(scored(null, 7), 'down', true).score).to.equal(6);
    expect(withReaction(scored('up', 7), 'down', true).score).to.equal(5);
    expect(withReaction(scored('down', 7), 'up', true).score).to.equal(9);
    expect(withReaction(scored('up', 7), 'up', false).score).to.equal(6);
    expect(withReaction(scored('up', 7), 'up', true).score).to.equal(7);
  });

  it('gives a frozen comment and leaves the one it was given', () => {
    const before = freezeComment(sampleComment('1', { reactions: [{ name: 'like', count: 1 }] }));
    const after = withReaction(before, 'like', true);
    expect(before.reactions).to.deep.equal([{ name: 'like', count: 1 }]);
    expect([after, after.reactions, after.reactions![0]].every((part) => Object.isFrozen(part))).to.be.true;
    expect(after).to.deep.equal({ ...before, reactions: after.reactions });
  });
});

describe('holeFor', () => {
  it('keeps what replies hang on, and nothing that was said', () => {
    const comment = sampleComment('2', {
      parentId: '1',
      author: { id: 'a', name: 'Ana', url: 'https://ana.example/', location: 'Lisbon' },
      body: { format: 'html', value: '<p>Secret', lang: 'pt' },
      editedAt: '2026-01-02T00:00:00.000Z',
      score: 4,
      reactions: [{ name: 'like', count: 4 }],
      pinned: true,
      can: { edit: true, remove: true },
    });
    expect(holeFor(comment)).to.deep.equal({
      id: '2',
      parentId: '1',
      author: { name: '' },
      body: { format: 'text', value: '' },
      createdAt: comment.createdAt,
      status: 'deleted',
      can: {},
    });
    expect(Object.isFrozen(holeFor(comment))).to.be.true;
  });
});
