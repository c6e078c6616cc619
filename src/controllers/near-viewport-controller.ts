import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How far beyond the viewport counts as near. */
const MARGIN = '400px';

/** Calls back whenever a watched element comes near the viewport. */
export class NearViewportController implements ReactiveController {
  readonly #onNear: () => void;
  #observer: IntersectionObserver | undefined;
  #watched: Element | null = null;

  constructor(host: ReactiveControllerHost, onNear: () => void) {
    this.#onNear = onNear;
    host.addController(this);
  }

  /** Watches this element instead of the one before; null for none. */
  watch(element: Element | null): void {
    if (element === this.#watched) return;
    if (this.#watched) this.#observer?.unobserve(this.#watched);
    this.#watched = element;
    if (!element) return;
    this.#observer ??= new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.#onNear();
      },
      { rootMargin: MARGIN },
    );
    this.#observer.observe(element);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#watched = null;
  }
}
