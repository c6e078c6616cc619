import { sameItems } from '../same-items.ts';
import type { Comment } from './comment.ts';
import { compareTime } from './sort.ts';

/** A comment with its replies. Immutable; equal subtrees keep their identity from one build to the next. */
export interface CommentNode {
  readonly comment: Comment;
  /** The comment it answers, where loaded. */
  readonly parent: Comment | null;
  /** Steps below the top level as displayed, 0 to `MAX_NESTING`. */
  readonly depth: number;
  readonly replies: readonly CommentNode[];
}

/** Replies below this depth are listed flat, each naming whom it answers. Bounds DOM depth for any thread. */
export const MAX_NESTING = 8;

interface Draft {
  readonly comment: Comment;
  readonly children: Draft[];
  /** What is listed under it. */
  readonly replies: CommentNode[];
  parent: Draft | null;
  /** Under which it is listed: the parent, or where that is too deep already, the one that has the parent. */
  host: Draft | null;
  depth: number;
  /** Something that stays answers it. */
  answered: boolean;
}

/**
 * Builds the tree from comments in any order. Orphans and one member of each cycle become top-level; a
 * deleted or hidden comment stays only while something answers it. Linear but for sorting, and without
 * recursion, so depth is no danger.
 *
 * @param compareRoots order of the top level; replies are oldest first.
 * @param previous the last result, whose unchanged nodes are used again.
 */
export function buildTree(
  comments: ReadonlyMap<string, Comment>,
  compareRoots: (a: Comment, b: Comment) => number,
  previous?: CommentTree,
): CommentTree {
  const drafts = new Map<string, Draft>();
  for (const comment of comments.values()) {
    drafts.set(comment.id, {
      comment,
      children: [],
      replies: [],
      parent: null,
      host: null,
      depth: 0,
      answered: false,
    });
  }
  const roots: Draft[] = [];
  for (const draft of drafts.values()) {
    const { parentId } = draft.comment;
    draft.parent = (parentId !== null && drafts.get(parentId)) || null;
    if (!draft.parent) roots.push(draft);
  }
  for (const draft of breakCycles(drafts)) roots.push(draft);
  for (const draft of drafts.values()) draft.parent?.children.push(draft);
  return freezeBottomUp(orderTopDown(roots), compareRoots, previous);
}

export interface CommentTree {
  readonly roots: readonly CommentNode[];
  readonly nodes: ReadonlyMap<string, CommentNode>;
}

export const EMPTY_TREE: CommentTree = { roots: [], nodes: new Map() };

/** Cuts each cycle at its oldest member and returns those, to be roots. */
function breakCycles(drafts: ReadonlyMap<string, Draft>): Draft[] {
  const cut: Draft[] = [];
  const settled = new Set<Draft>();
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
    for (const child of draft.children) {
      child.depth = Math.min(draft.depth + 1, MAX_NESTING);
      child.host = draft.depth === MAX_NESTING ? draft.host : draft;
      order.push(child);
    }
  }
  return order;
}

function freezeBottomUp(
  topDown: Draft[],
  compareRoots: (a: Comment, b: Comment) => number,
  previous: CommentTree | undefined,
): CommentTree {
  const nodes = new Map<string, CommentNode>();
  const roots: CommentNode[] = [];
  for (const { comment, parent, host, depth, replies, answered } of topDown.reverse()) {
    if (!answered && (comment.status === 'deleted' || comment.status === 'hidden')) continue;
    if (parent) parent.answered = true;
    replies.sort((a, b) => compareTime(a.comment, b.comment));
    const node = reuse(previous, { comment, parent: parent?.comment ?? null, depth, replies });
    nodes.set(comment.id, node);
    (host?.replies ?? roots).push(node);
  }
  roots.sort((a, b) => compareRoots(a.comment, b.comment));
  return { roots: Object.freeze(roots), nodes };
}

function reuse(previous: CommentTree | undefined, node: CommentNode): CommentNode {
  const old = previous?.nodes.get(node.comment.id);
  const same =
    old?.comment === node.comment &&
    old.parent === node.parent &&
    old.depth === node.depth &&
    sameItems(old.replies, node.replies);
  if (same) return old;
  Object.freeze(node.replies);
  return Object.freeze(node);
}
