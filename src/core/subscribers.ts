/** Listeners that leave by an AbortSignal, so that an element's one AbortController ends them all. */
export class Subscribers {
  readonly #listeners = new Set<() => void>();

  add(listener: () => void, signal?: AbortSignal): void {
    if (signal?.aborted) return;
    this.#listeners.add(listener);
    signal?.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /** A listener that throws must not keep the others from hearing. */
  notify(): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        reportError(error);
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
