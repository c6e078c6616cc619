import { type CommentNode, type CommentTree, freezeNode, isHole } from './comment-node.ts';
import type { Comment } from './comment.ts';

type Comments = ReadonlyMap<string, Comment>;
type Nodes = ReadonlyMap<string, CommentNode>;

/** The top level in the order in which it was, and after it what has come. */
export interface PatchedTree extends CommentTree {
  /** How many at the end of the top level are new. */
  readonly added: number;
}

/**
 * The tree after a change as most are: a vote, an edit, a top-level comment that came or went. Only those nodes are
 * made anew for which it matters; the top level is not sorted. Null after any other change.
 *
 * @param before what `tree` was made from
 */
export function patchTree(
  comments: Comments,
  before: Comments,
  { nodes, roots }: CommentTree,
): PatchedTree | null {
  const touched = new Set<CommentNode>();
  const added: Comment[] = [];
  const removed: Comment[] = [];
  // Lists are quicker to walk along than maps.
  const olds = [...before.values()];
  let at = 0;
  for (const comment of [...comments.values()]) {
    const old = olds[at++];
    if (old === comment) continue;
    if (old?.id !== comment.id) {
      added.push(comment);
      if (old) removed.push(old);
    } else if (!staysInPlace(old, comment)) {
      return null;
    } else {
      // A hole that nothing answers has no node.
      const node = nodes.get(comment.id);
      if (node) for (const other of withDependents(node, nodes)) touched.add(other);
    }
  }
  removed.push(...olds.slice(at));
  if (touched.size + added.length + removed.length === 0) return { nodes, roots, added: 0 };

  const patched = new Map(nodes);
  for (const { comment, parent, depth, replies } of [...touched].sort((a, b) => b.depth - a.depth)) {
    const node = {
      comment: comments.get(comment.id)!,
      parent: parent && comments.get(parent.id)!,
      depth,
      replies: replies.map((reply) => patched.get(reply.comment.id)!),
    };
    patched.set(comment.id, freezeNode(node));
  }
  for (const { id } of removed) {
    if (comments.has(id) || !isSingle(nodes.get(id))) return null;
    patched.delete(id);
  }
  for (const comment of added) {
    const { id, parentId } = comment;
    const isNew = parentId === null && !isHole(comment) && !before.has(id);
    if (!isNew || roots.some((root) => root.comment.parentId === id)) return null;
    patched.set(id, freezeNode({ comment, parent: null, depth: 0, replies: [] }));
  }
  const kept = removed.length > 0 ? roots.filter(({ comment }) => patched.has(comment.id)) : roots;
  return {
    added: added.length,
    nodes: patched,
    roots: [
      ...kept.map((root) => (touched.has(root) ? patched.get(root.comment.id)! : root)),
      ...added.map(({ id }) => patched.get(id)!),
    ],
  };
}

function staysInPlace(old: Comment, comment: Comment): boolean {
  return (
    old.parentId === comment.parentId &&
    old.createdAt === comment.createdAt &&
    old.pinned === comment.pinned &&
    isHole(old) === isHole(comment)
  );
}

/** Whether it is on the top level and nothing is listed under it. */
function isSingle(node: CommentNode | undefined): boolean {
  return node?.depth === 0 && node.replies.length === 0;
}

/** A node with those that answer it, and all that these are listed under. */
function* withDependents(node: CommentNode, nodes: Nodes): Iterable<CommentNode> {
  const host = hostOf(node, nodes);
  yield node;
  for (const reply of node.replies) if (reply.parent === node.comment) yield reply;
  // What answers the deepest level is listed beside it.
  for (const reply of host?.replies ?? []) if (reply.parent === node.comment) yield reply;
  for (let at = host; at; at = hostOf(at, nodes)) yield at;
}

/** What a node is listed under. */
function hostOf({ parent, depth }: CommentNode, nodes: Nodes): CommentNode | undefined {
  let at = parent ? nodes.get(parent.id) : undefined;
  while (at && at.depth >= depth) at = at.parent ? nodes.get(at.parent.id) : undefined;
  return at;
}
