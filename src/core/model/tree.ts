import { sameItems } from '../same-items.ts';
import { type CommentNode, type CommentTree, freezeNode, isHole } from './comment-node.ts';
import type { Comment } from './comment.ts';
import { patchTree } from './patch-tree.ts';
import { compareTime } from './sort.ts';

export type { CommentNode, CommentTree };

export const EMPTY_TREE: CommentTree = { roots: [], nodes: new Map() };

/** Replies below this depth are listed flat, each naming whom it answers. Bounds DOM depth for any thread. */
export const MAX_NESTING = 8;

interface Draft {
  readonly comment: Comment;
  /** The comment it answers; null also where a cycle was cut. */
  parent: Draft | null;
  children: Draft[] | null;
  /** Under which it is listed: the parent, or where that is too deep already, the one that has the parent. */
  host: Draft | null;
  /** What is listed under it. */
  replies: CommentNode[] | null;
  depth: number;
  /** Something that stays answers it. */
  answered: boolean;
}

type CompareRoots = (a: Comment, b: Comment) => number;

interface Source {
  readonly comments: ReadonlyMap<string, Comment>;
  readonly compareRoots: CompareRoots;
}

/** What each tree was built from. */
const sources = new WeakMap<CommentTree, Source>();

const NO_REPLIES: readonly CommentNode[] = Object.freeze([]);

/**
 * Builds the tree from comments in any order. Orphans and one member of each cycle become top-level; a
 * deleted or hidden comment stays only while something answers it. Linear but for sorting, and without
 * recursion, so depth is no danger.
 *
 * @param compareRoots order of the top level; replies are oldest first. The same function orders comments that only say
 *   something else the same way.
 * @param previous the last result, whose unchanged nodes are used again.
 */
export function buildTree(
  comments: ReadonlyMap<string, Comment>,
  compareRoots: CompareRoots,
  previous?: CommentTree,
): CommentTree {
  const source = previous && sources.get(previous);
  const patched = source && patchTree(comments, source.comments, previous);
  const { nodes, roots } = patched ?? buildAnew(comments, previous);
  const compare = (a: CommentNode, b: CommentNode) => compareRoots(a.comment, b.comment);
  const isInOrder = patched && source.compareRoots === compareRoots;
  const sorted = isInOrder ? insertLast(roots, patched.added, compare) : [...roots].sort(compare);
  const tree = { roots: Object.freeze(sorted), nodes };
  sources.set(tree, { comments, compareRoots });
  return tree;
}

/** The list with its last few put where they belong in the others, which are in order. */
function insertLast<T>(items: readonly T[], count: number, compare: (a: T, b: T) => number): T[] {
  const sorted = items.slice(0, items.length - count);
  for (const item of items.slice(items.length - count)) {
    let low = 0;
    for (let high = sorted.length; low < high;) {
      const middle = (low + high) >> 1;
      if (compare(sorted[middle]!, item) <= 0) low = middle + 1;
      else high = middle;
    }
    sorted.splice(low, 0, item);
  }
  return sorted;
}

function buildAnew(comments: ReadonlyMap<string, Comment>, previous: CommentTree | undefined): CommentTree {
  const drafts = new Map<string, Draft>();
  for (const comment of comments.values()) {
    drafts.set(comment.id, {
      comment,
      parent: null,
      children: null,
      host: null,
      replies: null,
      depth: 0,
      answered: false,
    });
  }
  const roots: Draft[] = [];
  for (const draft of drafts.values()) {
    const { parentId } = draft.comment;
    draft.parent = (parentId !== null && drafts.get(parentId)) || null;
    if (draft.parent) (draft.parent.children ??= []).push(draft);
    else roots.push(draft);
  }
  const order = orderTopDown(roots);
  // What no root leads to hangs in cycles.
  const cut = order.length < drafts.size ? breakCycles(drafts, new Set(order)) : [];
  return freezeBottomUp([...order, ...orderTopDown(cut)], previous);
}

/** Cuts each cycle at its oldest member and returns those, to be roots. */
function breakCycles(drafts: ReadonlyMap<string, Draft>, settled: Set<Draft>): Draft[] {
  const cut: Draft[] = [];
  for (const start of drafts.values()) {
    const path = new Set<Draft>();
    let at: Draft | null = start;
    while (at && !settled.has(at) && !path.has(at)) {
      path.add(at);
      at = at.parent;
    }
    if (at && path.has(at)) {
      let oldest = at;
      for (let member = at.parent!; member !== at; member = member.parent!) {
        if (compareTime(member.comment, oldest.comment) < 0) oldest = member;
      }
      const siblings = oldest.parent!.children!;
      siblings.splice(siblings.indexOf(oldest), 1);
      oldest.parent = null;
      cut.push(oldest);
    }
    for (const draft of path) settled.add(draft);
  }
  return cut;
}

function orderTopDown(roots: readonly Draft[]): Draft[] {
  const order = [...roots];
  for (let index = 0; index < order.length; index++) {
    const draft = order[index]!;
    if (!draft.children) continue;
    for (const child of draft.children) {
      child.depth = Math.min(draft.depth + 1, MAX_NESTING);
      child.host = draft.depth === MAX_NESTING ? draft.host : draft;
      order.push(child);
    }
  }
  return order;
}

function freezeBottomUp(topDown: Draft[], previous: CommentTree | undefined): CommentTree {
  const nodes = new Map<string, CommentNode>();
  const roots: CommentNode[] = [];
  for (let index = topDown.length - 1; index >= 0; index--) {
    const { comment, parent, host, depth, replies, answered } = topDown[index]!;
    if (!answered && isHole(comment)) continue;
    if (parent) parent.answered = true;
    if (replies && replies.length > 1) replies.sort((a, b) => compareTime(a.comment, b.comment));
    const draft = { comment, parent: parent ? parent.comment : null, depth, replies: replies ?? NO_REPLIES };
    const node = previous ? reuse(previous, draft) : freezeNode(draft);
    nodes.set(comment.id, node);
    if (host) (host.replies ??= []).push(node);
    else roots.push(node);
  }
  return { nodes, roots };
}

function reuse(previous: CommentTree, node: CommentNode): CommentNode {
  const old = previous.nodes.get(node.comment.id);
  const same =
    old?.comment === node.comment &&
    old.parent === node.parent &&
    old.depth === node.depth &&
    sameItems(old.replies, node.replies);
  return same ? old : freezeNode(node);
}
