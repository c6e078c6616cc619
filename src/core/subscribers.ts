import { report } from './report.ts';

/** Listeners that leave by an AbortSignal, so that an element's one AbortController ends them all. */
export class Subscribers<Told extends readonly unknown[] = []> {
  readonly #listeners = new Set<(...told: Told) => void>();

  add(listener: (...told: Told) => void, signal?: AbortSignal): void {
    if (signal?.aborted) return;
    this.#listeners.add(listener);
    signal?.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /** A listener that throws must not keep the others from hearing. */
  notify(...told: Told): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(...told);
      } catch (error) {
        report(error);
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
