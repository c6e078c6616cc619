import type { Comment } from './comment.ts';

/** A comment with its replies. Immutable; equal subtrees keep their identity from one tree to the next. */
export interface CommentNode {
  readonly comment: Comment;
  /** The comment it answers, where loaded. */
  readonly parent: Comment | null;
  /** Steps below the top level as displayed, 0 to `MAX_NESTING`. */
  readonly depth: number;
  readonly replies: readonly CommentNode[];
}

export interface CommentTree {
  readonly roots: readonly CommentNode[];
  readonly nodes: ReadonlyMap<string, CommentNode>;
}

export function freezeNode(node: CommentNode): CommentNode {
  Object.freeze(node.replies);
  return Object.freeze(node);
}

/** Whether nothing of a comment is left to show; it stays in the thread only for what answers it. */
export function isHole({ status }: Comment): boolean {
  return status === 'deleted' || status === 'hidden';
}
