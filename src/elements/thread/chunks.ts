import type { CommentNode } from '../../core/model/tree.ts';

/** A run of top-level comments that the browser lays out, or skips, together. */
export interface Chunk {
  readonly key: string;
  readonly nodes: readonly CommentNode[];
}

/** Comments a chunk is meant to hold: fewer cost checks in each frame, more cost layout at each change. */
const CHUNK_SIZE = 25;

/**
 * Cuts the top level into chunks. Where `previous` has placed a comment it stays, so that one inserted on
 * top does not push every other one into the next chunk.
 */
export function chunkRoots(roots: readonly CommentNode[], previous: readonly Chunk[]): readonly Chunk[] {
  const placed = new Map<string, Chunk>();
  for (const chunk of previous) for (const { comment } of chunk.nodes) placed.set(comment.id, chunk);

  const chunks: { key: string; nodes: CommentNode[]; size: number }[] = [];
  const taken = new Set<string>();
  for (const node of roots) {
    const size = sizeOf(node);
    const home = placed.get(node.comment.id);
    const last = chunks[chunks.length - 1];
    const stays = last !== undefined && (home ? home.key === last.key : last.size + size <= 2 * CHUNK_SIZE);
    if (last && stays && !(home === undefined && last.size >= CHUNK_SIZE)) {
      last.nodes.push(node);
      last.size += size;
    } else {
      const key = home && !taken.has(home.key) ? home.key : node.comment.id;
      taken.add(key);
      chunks.push({ key, nodes: [node], size });
    }
  }
  return chunks.map((chunk) => reuse(previous, chunk));
}

function reuse(previous: readonly Chunk[], { key, nodes }: Chunk): Chunk {
  const old = previous.find((chunk) => chunk.key === key);
  const same = old?.nodes.length === nodes.length && nodes.every((node, index) => node === old.nodes[index]);
  return same ? old : { key, nodes };
}

const sizes = new WeakMap<CommentNode, number>();

function sizeOf(root: CommentNode): number {
  let size = sizes.get(root);
  if (size === undefined) {
    const queue = [root];
    for (let index = 0; index < queue.length; index++) queue.push(...queue[index]!.replies);
    size = queue.length;
    sizes.set(root, size);
  }
  return size;
}
