import type { CommentNode } from '../../core/model/tree.ts';

/** A run of top-level comments that the browser lays out, or skips, together. */
export interface Chunk {
  readonly element: HTMLElement;
  readonly nodes: readonly CommentNode[];
}

/** Comments a chunk is meant to hold: fewer cost checks in each frame, more cost layout at each change. */
const CHUNK_SIZE = 25;

/**
 * Cuts the top level into chunks. Where `previous` has placed a comment it stays, so that one inserted on
 * top does not push every other one into the next chunk.
 */
export function chunkRoots(roots: readonly CommentNode[], previous: readonly Chunk[]): readonly Chunk[] {
  return sameChunks(roots, previous) ?? cutAnew(roots, previous);
}

/** Where the same comments stand in the same order: chunks of which nothing has changed stay the same. */
function sameChunks(roots: readonly CommentNode[], previous: readonly Chunk[]): readonly Chunk[] | null {
  const chunks: Chunk[] = [];
  let end = 0;
  for (const chunk of previous) {
    const start = end;
    let isSame = true;
    for (const node of chunk.nodes) {
      const root = roots[end++];
      if (root?.comment.id !== node.comment.id) return null;
      if (root !== node) isSame = false;
    }
    chunks.push(isSame ? chunk : { element: chunk.element, nodes: roots.slice(start, end) });
  }
  return end === roots.length ? chunks : null;
}

function cutAnew(roots: readonly CommentNode[], previous: readonly Chunk[]): readonly Chunk[] {
  const homes = new Map<string, HTMLElement>();
  for (const { element, nodes } of previous) {
    for (const { comment } of nodes) homes.set(comment.id, element);
  }
  // A comment that was sent gets another id; its chunk is emptied and filled again, as to replace it would take longer.
  const empty = new Set(previous.map(({ element }) => element));
  for (const { comment } of roots) empty.delete(homes.get(comment.id)!);
  const spare = [...empty];
  const chunks: { element: HTMLElement; nodes: CommentNode[]; size: number }[] = [];
  const taken = new Set<HTMLElement>();
  for (const node of roots) {
    const home = homes.get(node.comment.id);
    let chunk = chunks.at(-1);
    if (!chunk || (home ? home !== chunk.element : chunk.size >= CHUNK_SIZE)) {
      const element = home && !taken.has(home) ? home : (spare.shift() ?? createChunkElement());
      taken.add(element);
      chunk = { element, nodes: [], size: 0 };
      chunks.push(chunk);
    }
    chunk.nodes.push(node);
    // One that is filled already takes as many again, as it is not worth the while to count it.
    if (!home) chunk.size += sizeOf(node);
  }
  return chunks;
}

function createChunkElement(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'chunk';
  return element;
}

function sizeOf({ replies }: CommentNode): number {
  return replies.reduce((size, reply) => size + sizeOf(reply), 1);
}
