import { Subscribers } from '../subscribers.ts';

/** Texts not yet sent, one for each place where one can be typed. */
export class Drafts {
  readonly #texts = new Map<string, string>();
  readonly #subscribers = new Subscribers();

  get(threadKey: string, parentId: string | null): string {
    return this.#texts.get(placeOf(threadKey, parentId)) ?? '';
  }

  /** An empty text is no draft. */
  set(threadKey: string, parentId: string | null, text: string): void {
    const place = placeOf(threadKey, parentId);
    if (text === '') this.#texts.delete(place);
    else this.#texts.set(place, text);
  }

  /** Puts a text back that had left its place, below what is there now, and tells the place's form. */
  restore(threadKey: string, parentId: string | null, text: string): void {
    const current = this.get(threadKey, parentId);
    this.set(threadKey, parentId, current ? `${current}\n\n${text}` : text);
    this.#subscribers.notify();
  }

  /** Calls `listener` after a text was put back, until the signal aborts. */
  subscribe(listener: () => void, options: { readonly signal: AbortSignal }): void {
    this.#subscribers.add(listener, options.signal);
  }
}

/** As JSON, so that no character in a key or an id can make two places one. */
function placeOf(threadKey: string, parentId: string | null): string {
  return JSON.stringify([threadKey, parentId]);
}
