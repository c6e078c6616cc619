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
  parent: Draft | null;
  depth: number;
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
    drafts.set(comment.id, { comment, children: [], parent: null, depth: 0 });
  }
  const roots: Draft[] = [];
  for (const draft of drafts.values()) {
    const parent = draft.comment.parentId === null ? undefined : drafts.get(draft.comment.parentId);
    if (parent) draft.parent = parent;
    else roots.push(draft);
  }
  roots.push(...breakCycles(drafts));
  for (const draft of drafts.values()) draft.parent?.children.push(draft);

  const topDown = orderTopDown(roots);
  return freezeBottomUp(topDown, compareRoots, previous);
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
      order.push(child);
    }
  }
  return order;
}

function freezeBottomUp(
  topDown: readonly Draft[],
  compareRoots: (a: Comment, b: Comment) => number,
  previous: CommentTree | undefined,
): CommentTree {
  const nodes = new Map<string, CommentNode>();
  const roots: CommentNode[] = [];
  const replies = new Map<Draft, CommentNode[]>();
  for (let index = topDown.length - 1; index >= 0; index--) {
    const draft = topDown[index]!;
    const own = (replies.get(draft) ?? []).sort((a, b) => compareTime(a.comment, b.comment));
    const gone = draft.comment.status === 'deleted' || draft.comment.status === 'hidden';
    if (gone && own.length === 0) continue;
    const flat = draft.depth === MAX_NESTING;
    const node = reuse(previous, {
      comment: draft.comment,
      parent: draft.parent?.comment ?? null,
      depth: draft.depth,
      replies: flat ? [] : own,
    });
    nodes.set(draft.comment.id, node);
    const siblings = draft.parent ? (replies.get(draft.parent) ?? []) : roots;
    siblings.push(node);
    // Below the deepest level the replies become siblings of what they answer.
    if (flat) for (const reply of own) siblings.push(reply);
    if (draft.parent) replies.set(draft.parent, siblings);
  }
  roots.sort((a, b) => compareRoots(a.comment, b.comment));
  return { roots: Object.freeze(roots), nodes };
}

function reuse(previous: CommentTree | undefined, node: CommentNode): CommentNode {
  const old = previous?.nodes.get(node.comment.id);
  const same =
    old !== undefined &&
    old.comment === node.comment &&
    old.parent === node.parent &&
    old.depth === node.depth &&
    old.replies.length === node.replies.length &&
    old.replies.every((reply, index) => reply === node.replies[index]);
  if (same) return old;
  Object.freeze(node.replies);
  return Object.freeze(node);
}
