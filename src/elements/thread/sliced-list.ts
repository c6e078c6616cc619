import type { LitElement, ReactiveController } from 'lit';
import type { CommentNode } from '../../core/model/tree.ts';
import { sameItems } from '../../core/same-items.ts';
import { type Chunk, chunkRoots } from './chunks.ts';
import type { Rows } from './rows.ts';
import { setChildren } from './set-children.ts';

/** Milliseconds of rendering between two chances for the browser to answer the reader. */
const SLICE = 8;

/**
 * Fills the host's list in slices: the first chunk at once, the rest in pieces that fit beside input and
 * painting. All of it gets rendered; nothing is taken away again when out of sight.
 */
export class SlicedList implements ReactiveController {
  readonly #host: LitElement;
  readonly #rows: Rows;
  #chunks: readonly Chunk[] = [];
  #shown = 1;
  #view: unknown;
  #roots: readonly CommentNode[] = [];
  #perSlice = 1;
  #waiting = false;
  /** What chunks were last filled with. */
  #filled = new WeakMap<Element, readonly CommentNode[]>();
  /** What elements were last made to hold: to compare lists is quicker than to ask the page. */
  readonly #held = new WeakMap<Element, readonly Element[]>();

  constructor(host: LitElement, rows: Rows) {
    this.#host = host;
    this.#rows = rows;
    host.addController(this);
  }

  /** @param view stands for what is looked at: with another one, the list is shown from its top again. */
  setRoots(roots: readonly CommentNode[], view: unknown): void {
    const anew = view !== this.#view;
    if (!anew && sameItems(roots, this.#roots)) return;
    this.#view = view;
    this.#roots = roots;
    if (anew) this.#shown = this.#perSlice = 1;
    this.#chunks = chunkRoots(roots, anew ? [] : this.#chunks);
    // What is shown stays so, whatever has come above it.
    const last = this.#chunks.findLastIndex(({ element }) => element.isConnected);
    this.#shown = Math.max(this.#shown, last + 1);
  }

  /** Shows at least as much as it takes to have this comment, from the next update on. */
  include(id: string): void {
    const holds = ({ comment, replies }: CommentNode): boolean => comment.id === id || replies.some(holds);
    const index = this.#chunks.findIndex(({ nodes }) => nodes.some(holds));
    this.#shown = Math.max(this.#shown, index + 1);
  }

  hostUpdated(): void {
    const list = this.#list;
    // What changes meanwhile is made up for when it is back.
    if (!list) {
      this.#filled = new WeakMap();
      return;
    }
    const shown = this.#chunks.slice(0, this.#shown);
    this.#hold(
      list,
      shown.map(({ element }) => element),
    );
    for (const chunk of shown) this.#fill(chunk);
    void this.#fillRest();
  }

  #fill({ element, nodes }: Chunk): void {
    if (this.#filled.get(element) === nodes && !this.#rows.stale) return;
    this.#filled.set(element, nodes);
    this.#hold(element, this.#rows.rowsOf(nodes));
  }

  #hold(element: Element, children: readonly Element[]): void {
    if (sameItems(children, this.#held.get(element) ?? [])) return;
    setChildren(element, children);
    this.#held.set(element, children);
  }

  /** Adds what is left, without rendering anew what is there. */
  async #fillRest(): Promise<void> {
    if (this.#waiting || this.#shown >= this.#chunks.length) return;
    this.#waiting = true;
    // The rest would keep the browser from showing what is there.
    await painted();
    while (this.#shown < this.#chunks.length) {
      await yieldToBrowser();
      // It may have gone meanwhile; when it comes back, `hostUpdated` begins again.
      const list = this.#list;
      if (!list) break;
      const next = this.#chunks.slice(this.#shown, this.#shown + this.#perSlice);
      const started = performance.now();
      for (const chunk of next) {
        // Rows that come from elsewhere in the page then move only once.
        list.append(chunk.element);
        this.#fill(chunk);
      }
      this.#held.delete(list);
      this.#shown += next.length;
      const took = Math.max(performance.now() - started, 1);
      this.#perSlice = Math.max(1, Math.floor((next.length * SLICE) / took));
    }
    this.#waiting = false;
  }

  get #list(): Element | null {
    return this.#host.isConnected ? this.#host.renderRoot.querySelector('.list') : null;
  }
}

/** Until what is there is painted; a tab that nobody looks at has no frames. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });
}

function yieldToBrowser(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}
