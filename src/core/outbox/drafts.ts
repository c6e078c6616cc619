import { Subscribers } from '../subscribers.ts';

/** Where in a thread a text is typed: as a comment on the page, a reply to a comment, or in place of one. */
export type DraftPlace = string | null | readonly ['edit', id: string];

/** Texts not yet sent, one for each place where one can be typed. */
export class Drafts {
  readonly #texts = new Map<string, string>();
  readonly #subscribers = new Subscribers();

  get(threadKey: string, place: DraftPlace): string {
    return this.#texts.get(keyOf(threadKey, place)) ?? '';
  }

  /** An empty text is no draft. */
  set(threadKey: string, place: DraftPlace, text: string): void {
    const key = keyOf(threadKey, place);
    if (text === '') this.#texts.delete(key);
    else this.#texts.set(key, text);
  }

  /** Puts a text back that had left its place, below what is there now, and tells the place's form. */
  restore(threadKey: string, place: DraftPlace, text: string): void {
    const current = this.get(threadKey, place);
    this.set(threadKey, place, current ? `${current}\n\n${text}` : text);
    this.#subscribers.notify();
  }

  /** Calls `listener` after a text was put back, until the signal aborts. */
  subscribe(listener: () => void, options: { readonly signal: AbortSignal }): void {
    this.#subscribers.add(listener, options.signal);
  }
}

/** As JSON, so that no character in a key or an id can make two places one. */
function keyOf(threadKey: string, place: DraftPlace): string {
  return JSON.stringify([threadKey, place]);
}
