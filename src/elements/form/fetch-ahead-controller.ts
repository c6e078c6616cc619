import type { LitElement, ReactiveController } from 'lit';
import { NearViewportController } from '../../controllers/near-viewport-controller.ts';

/** Milliseconds for which all else on the page comes first. */
const DELAY = 3_000;

/**
 * Fetches what it takes to write once the form has come near, while there is a connection: who begins to write in a
 * tunnel should be able to finish.
 */
export class FetchAheadController implements ReactiveController {
  readonly #host: LitElement;
  readonly #mayWrite: () => boolean;
  readonly #near: NearViewportController;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement, mayWrite: () => boolean) {
    this.#host = host;
    this.#mayWrite = mayWrite;
    this.#near = new NearViewportController(host, () => {
      this.#timer ??= setTimeout(fetchAhead, DELAY);
    });
  }

  hostUpdated(): void {
    this.#near.watch(this.#mayWrite() && this.#timer === undefined ? this.#host : null);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

function fetchAhead(): void {
  // What does not come is asked for when it is needed.
  Promise.all([import('./composer.ts'), import('../../core/store/writing.ts')]).catch(() => {});
}
