import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Comment } from '../../../../src/core/model/comment.ts';
import { compareComments } from '../../../../src/core/model/sort.ts';
import {
  buildTree,
  type CommentNode,
  type CommentTree,
  EMPTY_TREE,
  MAX_NESTING,
} from '../../../../src/core/model/tree.ts';
import { byId, sampleComment } from '../samples.ts';

/** Indented by depth: `1 (2 (4) 3)` is 2 and 3 answering 1, and 4 answering 2. */
function outline(nodes: readonly CommentNode[]): string {
  return nodes
    .map(({ comment, replies }) => comment.id + (replies.length > 0 ? ` (${outline(replies)})` : ''))
    .join(' ');
}

/** One for all, as a tree is sorted again where another sorts it. */
const OLDEST = compareComments('oldest');

function treeOf(comments: readonly Comment[], previous?: CommentTree): CommentTree {
  return buildTree(byId(comments), OLDEST, previous);
}

function reply(id: string, parentId: string, changes: Partial<Comment> = {}): Comment {
  return sampleComment(id, { parentId, ...changes });
}

/** `1 2 3 …`, each answering the one before. */
function chain(length: number): Comment[] {
  return Array.from({ length }, (_, index) =>
    sampleComment(String(index + 1), index === 0 ? {} : { parentId: String(index) }),
  );
}

function* walk(nodes: readonly CommentNode[]): Generator<CommentNode> {
  for (const node of nodes) {
    yield node;
    yield* walk(node.replies);
  }
}

describe('buildTree', () => {
  it('makes nothing of nothing', () => {
    const tree = treeOf([]);
    expect(tree.roots).to.deep.equal([]);
    expect(tree.nodes.size).to.equal(0);
    expect(EMPTY_TREE.roots).to.deep.equal([]);
  });

  it('hangs replies on what they answer, in whatever order they come', () => {
    const comments = [
      sampleComment('1'),
      reply('2', '1'),
      reply('3', '1'),
      reply('4', '2'),
      sampleComment('5'),
    ];
    expect(outline(treeOf(comments).roots)).to.equal('1 (2 (4) 3) 5');
    expect(outline(treeOf(comments.toReversed()).roots)).to.equal('1 (2 (4) 3) 5');
  });

  it('sorts the top level as it is told, and replies oldest first', () => {
    const comments = byId([sampleComment('1'), reply('3', '1'), reply('2', '1'), sampleComment('4')]);
    expect(outline(buildTree(comments, compareComments('newest')).roots)).to.equal('4 1 (2 3)');
  });

  it('tells of each comment its parent and depth', () => {
    const [one, two] = [sampleComment('1'), reply('2', '1')];
    const { nodes } = treeOf([two, one]);
    expect(nodes.get('1')).to.include({ comment: one, parent: null, depth: 0 });
    expect(nodes.get('2')).to.include({ comment: two, parent: one, depth: 1 });
    expect(nodes.get('1')!.replies[0]).to.equal(nodes.get('2'));
  });

  it('puts orphans on the top level', () => {
    const { roots } = treeOf([sampleComment('1'), reply('2', 'not-loaded'), reply('3', '2')]);
    expect(outline(roots)).to.equal('1 2 (3)');
    expect(roots[1]).to.include({ parent: null, depth: 0 });
  });

  it('takes an empty or odd parent id for an id like any other', () => {
    expect(
      outline(treeOf([reply('1', ''), reply('2', '__proto__'), reply('3', 'constructor')]).roots),
    ).to.equal('1 2 3');
  });

  it('takes __proto__ for an id', () => {
    expect(outline(treeOf([sampleComment('__proto__'), reply('1', '__proto__')]).roots)).to.equal(
      '__proto__ (1)',
    );
  });

  for (const length of [1, 2, 3, 10]) {
    it(`cuts a cycle of ${length} at its oldest member`, () => {
      const cycle = chain(length).map((comment) =>
        comment.id === '1' ? { ...comment, parentId: String(length) } : comment,
      );
      const whole = [...cycle, reply('50', String(length)), sampleComment('60')];
      for (const comments of [whole, whole.toReversed()]) {
        const { roots, nodes } = treeOf(comments);
        expect(roots.map((node) => node.comment.id)).to.deep.equal(['1', '60']);
        expect(nodes.size).to.equal(length + 2);
      }
    });
  }

  it('cuts each of several cycles', () => {
    const cycles = [reply('1', '2'), reply('2', '1'), reply('3', '4'), reply('4', '3'), reply('5', '5')];
    expect(outline(treeOf(cycles).roots)).to.equal('1 (2) 3 (4) 5');
  });

  it('takes the last of comments with one id', () => {
    const tree = treeOf([sampleComment('1'), reply('2', '1'), reply('2', '1', { editedAt: '2026-02-01' })]);
    expect(outline(tree.roots)).to.equal('1 (2)');
    expect(tree.nodes.get('2')!.comment.editedAt).to.equal('2026-02-01');
  });

  for (const status of ['deleted', 'hidden'] as const) {
    it(`keeps a ${status} comment while something answers it`, () => {
      expect(outline(treeOf([sampleComment('1', { status }), reply('2', '1')]).roots)).to.equal('1 (2)');
    });

    it(`leaves a ${status} comment out that nothing answers`, () => {
      const tree = treeOf([sampleComment('1', { status }), sampleComment('2'), reply('3', '2', { status })]);
      expect(outline(tree.roots)).to.equal('2');
      expect([...tree.nodes.keys()]).to.deep.equal(['2']);
    });

    it(`leaves a whole branch out of which everything is ${status}`, () => {
      const branch = [
        sampleComment('1', { status }),
        reply('2', '1', { status }),
        reply('3', '2', { status }),
      ];
      expect(outline(treeOf([...branch, sampleComment('4')]).roots)).to.equal('4');
      expect(outline(treeOf([...branch, reply('4', '3')]).roots)).to.equal('1 (2 (3 (4)))');
    });
  }

  it('keeps pending comments', () => {
    expect(outline(treeOf([sampleComment('1', { status: 'pending' })]).roots)).to.equal('1');
  });

  describe('deeper than it shows', () => {
    it('lists what answers the deepest level beside it, oldest first', () => {
      const long = chain(MAX_NESTING + 4);
      const tree = treeOf(long);
      const deepest = [...walk(tree.roots)].filter((node) => node.depth === MAX_NESTING);
      expect(deepest.map((node) => Number(node.comment.id))).to.deep.equal([9, 10, 11, 12]);
      expect(deepest.every((node) => node.replies.length === 0)).to.be.true;
      expect(tree.nodes.get('8')!.replies).to.deep.equal(deepest);
    });

    it('still tells whom each answers', () => {
      const long = chain(MAX_NESTING + 4);
      const { nodes } = treeOf(long);
      for (const comment of long.slice(1)) {
        expect(nodes.get(comment.id)!.parent?.id).to.equal(comment.parentId);
      }
    });

    it('sorts what is flat by time, whatever answers what', () => {
      const long = chain(MAX_NESTING + 1);
      const flat = [reply('30', '9'), reply('20', '9'), reply('40', '20'), reply('25', '30')];
      const { nodes } = treeOf([...long, ...flat]);
      const ids = nodes.get('8')!.replies.map((node) => node.comment.id);
      expect(ids).to.deep.equal(['9', '20', '25', '30', '40']);
    });

    it('keeps a hole there while something answers it', () => {
      const long = chain(MAX_NESTING + 2).map((comment) =>
        comment.id === '9' ? { ...comment, status: 'deleted' as const } : comment,
      );
      const idsIn = (tree: CommentTree) => tree.nodes.get('8')!.replies.map((node) => node.comment.id);
      expect(idsIn(treeOf(long))).to.deep.equal(['9', '10']);
      expect(idsIn(treeOf(long.slice(0, -1)))).to.deep.equal([]);
    });
  });

  describe('built again', () => {
    const comments = [
      sampleComment('1'),
      reply('2', '1'),
      reply('3', '2'),
      sampleComment('4'),
      reply('5', '4'),
    ];

    it('uses every node again when nothing changed', () => {
      const first = treeOf(comments);
      const second = treeOf(comments, first);
      for (const [id, node] of first.nodes) expect(second.nodes.get(id), id).to.equal(node);
    });

    it('makes new nodes for what changed and what is above it, and no others', () => {
      const first = treeOf(comments);
      const changed = comments.map((comment) =>
        comment.id === '3' ? { ...comment, editedAt: '2026-02-01' } : comment,
      );
      const second = treeOf(changed, first);
      const reused = [...second.nodes].filter(([id, node]) => first.nodes.get(id) === node).map(([id]) => id);
      expect(reused.toSorted()).to.deep.equal(['4', '5']);
    });

    it('makes new nodes for those whose parent changed, as they name it', () => {
      const first = treeOf(comments);
      const renamed = comments.map((comment) =>
        comment.id === '4' ? { ...comment, author: { name: 'New name' } } : comment,
      );
      expect(treeOf(renamed, first).nodes.get('5')!.parent!.author.name).to.equal('New name');
    });

    it('makes a new node where a reply came or went', () => {
      const first = treeOf(comments);
      const more = treeOf([...comments, reply('6', '4')], first);
      expect(more.nodes.get('4')).not.to.equal(first.nodes.get('4'));
      expect(more.nodes.get('5')).to.equal(first.nodes.get('5'));
      expect(treeOf(comments, more).nodes.get('4')!.replies.length).to.equal(1);
    });

    it('never takes a node for one of another depth', () => {
      const deep = [...comments, reply('6', '5')];
      const first = treeOf(deep);
      const moved = deep.map((comment) => (comment.id === '4' ? { ...comment, parentId: '3' } : comment));
      // Of 6 nothing changed but how far up its thread begins.
      expect(treeOf(moved, first).nodes.get('6')!.depth).to.equal(5);
    });
  });

  it('freezes what it gives', () => {
    const { roots, nodes } = treeOf([sampleComment('1'), reply('2', '1')]);
    const node = nodes.get('1')!;
    expect([roots, node, node.replies].every((part) => Object.isFrozen(part))).to.be.true;
  });

  describe('of any comments', () => {
    /** Up to 40 comments that answer each other, themselves, unknown ones or nothing. */
    const threads = fc.integer({ min: 1, max: 40 }).chain((size) =>
      fc.array(
        fc.record({
          parent: fc.oneof(
            { weight: 6, arbitrary: fc.nat(size - 1).map(String) },
            { weight: 2, arbitrary: fc.constant(null) },
            { weight: 1, arbitrary: fc.constant('unknown') },
          ),
          status: fc.constantFrom('published', 'published', 'pending', 'deleted', 'hidden'),
          second: fc.nat(5),
        }),
        { minLength: size, maxLength: size },
      ),
    );
    const comments = threads.map((items) =>
      items.map(({ parent, status, second }, index) =>
        sampleComment(String(index), {
          parentId: parent,
          status,
          createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
        }),
      ),
    );
    const shuffled = comments.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );

    it('shows each one that is there exactly once, whatever the order', () => {
      fc.assert(
        fc.property(shuffled, ([list, order]) => {
          const tree = treeOf(order);
          const shown = [...walk(tree.roots)].map((node) => node.comment.id);
          expect(new Set(shown).size).to.equal(shown.length);
          const present = list.filter(({ status }) => status === 'published' || status === 'pending');
          expect(shown).to.include.members(present.map((comment) => comment.id));
          expect([...tree.nodes.keys()].toSorted()).to.deep.equal(shown.toSorted());
        }),
      );
    });

    it('gives the same tree, whatever the order', () => {
      fc.assert(
        fc.property(shuffled, ([list, order]) => {
          expect(outline(treeOf(order).roots)).to.equal(outline(treeOf(list).roots));
        }),
      );
    });

    it('shows a hole only where something hangs on it', () => {
      fc.assert(
        fc.property(comments, (list) => {
          const nodes = [...treeOf(list).nodes.values()];
          for (const { comment } of nodes) {
            if (comment.status !== 'deleted' && comment.status !== 'hidden') continue;
            expect(nodes.some((node) => node.parent === comment)).to.be.true;
          }
        }),
      );
    });

    it('hangs each on its parent, or beside it at the deepest level', () => {
      fc.assert(
        fc.property(comments, (list) => {
          const tree = treeOf(list);
          for (const node of tree.nodes.values()) {
            expect(node.depth).to.be.within(0, MAX_NESTING);
            if (!node.parent) continue;
            expect(node.parent.id).to.equal(node.comment.parentId);
            const parent = tree.nodes.get(node.parent.id)!;
            expect(node.depth).to.equal(Math.min(parent.depth + 1, MAX_NESTING));
            if (parent.depth < MAX_NESTING) expect(parent.replies).to.include(node);
          }
        }),
      );
    });

    it('gives the same from an earlier tree as from none, where some changed in their place', () => {
      const changed = comments.chain((list) =>
        fc.tuple(fc.constant(list), fc.subarray(list), fc.constantFrom('published', 'deleted')),
      );
      fc.assert(
        fc.property(changed, ([list, some, status]) => {
          const before = treeOf(list);
          const after = list.map((comment, index) =>
            some.includes(comment)
              ? { ...comment, status, pinned: index % 3 === 0, author: { name: 'New name' } }
              : comment,
          );
          const fresh = treeOf(after);
          const again = treeOf(after, before);
          expect(outline(again.roots)).to.equal(outline(fresh.roots));
          for (const [id, node] of fresh.nodes) expect(again.nodes.get(id)).to.deep.equal(node);
        }),
      );
    });

    it('gives the same from an earlier tree as from none, where top-level ones came and went', () => {
      const changed = comments.chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.nat(list.length),
          fc.nat(list.length),
          fc.array(fc.nat(6), { maxLength: 3 }),
        ),
      );
      fc.assert(
        fc.property(changed, ([list, at, count, seconds]) => {
          const added = seconds.map((second, index) =>
            sampleComment(['added', 'unknown', 'further'][index]!, {
              createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
            }),
          );
          const after = [...list.toSpliced(at, count), ...added];
          const fresh = treeOf(after);
          const again = treeOf(after, treeOf(list));
          expect(outline(again.roots)).to.equal(outline(fresh.roots));
          expect([...again.nodes.keys()].toSorted()).to.deep.equal([...fresh.nodes.keys()].toSorted());
          for (const [id, node] of fresh.nodes) expect(again.nodes.get(id)).to.deep.equal(node);
        }),
      );
    });

    it('gives the same from an earlier tree as from none', () => {
      fc.assert(
        fc.property(comments, comments, (before, after) => {
          const fresh = treeOf(after);
          const again = treeOf(after, treeOf(before));
          expect(outline(again.roots)).to.equal(outline(fresh.roots));
          for (const [id, node] of fresh.nodes) expect(again.nodes.get(id)).to.deep.equal(node);
        }),
      );
    });
  });
});
