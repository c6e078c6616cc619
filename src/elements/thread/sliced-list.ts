import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CommentNode } from '../../core/model/tree.ts';
import { type Chunk, chunkRoots } from './chunks.ts';

/** Milliseconds of rendering between two chances for the browser to answer the reader. */
const SLICE = 8;

/**
 * Renders a long list in slices: the first chunk at once, the rest in pieces that fit beside input and
 * painting. All of it gets rendered; nothing is taken away again when out of sight.
 */
export class SlicedList implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #chunks: readonly Chunk[] = [];
  #shown = 1;
  #view: unknown;
  #perSlice = 1;
  #started = 0;
  #waiting = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The chunks to render now. */
  get visible(): readonly Chunk[] {
    return this.#chunks.slice(0, this.#shown);
  }

  /** @param view stands for what is looked at: with another one, the list is shown from its top again. */
  setRoots(roots: readonly CommentNode[], view: unknown): void {
    const anew = view !== this.#view;
    this.#view = view;
    if (anew) this.#shown = this.#perSlice = 1;
    this.#chunks = chunkRoots(roots, anew ? [] : this.#chunks);
  }

  hostUpdate(): void {
    this.#started = performance.now();
  }

  hostUpdated(): void {
    if (this.#waiting || this.#shown >= this.#chunks.length) return;
    const took = performance.now() - this.#started;
    this.#perSlice = Math.max(1, Math.floor((this.#perSlice * SLICE) / Math.max(took, 1)));
    this.#waiting = true;
    void yieldToBrowser().then(() => {
      this.#waiting = false;
      this.#shown += this.#perSlice;
      this.#host.requestUpdate();
    });
  }
}

function yieldToBrowser(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}
