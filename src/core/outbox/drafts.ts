import { isRecord } from '../adapter/check-answer.ts';
import { Subscribers } from '../subscribers.ts';
import { type DeviceStorage, pageStorage } from './device.ts';

/** Where in a thread a text is typed: as a comment on the page, a reply to a comment, or in place of one. */
export type DraftPlace = string | null | readonly ['edit', id: string];

export function isSamePlace(a: DraftPlace, b: DraftPlace): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const PREFIX = 'colloquy:draft:';

/** A draft that nobody has touched for so long is forgotten. In milliseconds. */
const MAX_AGE = 30 * 24 * 3_600_000;

/** Texts not yet sent, one for each place where one can be typed, as this device keeps them. */
export class Drafts {
  readonly #storage: DeviceStorage;
  readonly #restored = new Subscribers<[threadKey: string, place: DraftPlace]>();

  constructor(storage: DeviceStorage = pageStorage()) {
    this.#storage = storage;
    for (const name of storage.names(PREFIX)) {
      const { at } = this.#read(name);
      if (!(Math.abs(Date.now() - at) < MAX_AGE)) storage.write(name, null);
    }
  }

  /** Whether the drafts will still be there after the page. */
  get durable(): boolean {
    return this.#storage.durable;
  }

  get(threadKey: string, place: DraftPlace): string {
    return this.#read(nameOf(threadKey, place)).text;
  }

  /** An empty text is no draft. */
  set(threadKey: string, place: DraftPlace, text: string): void {
    const name = nameOf(threadKey, place);
    this.#storage.write(name, text === '' ? null : JSON.stringify({ text, at: Date.now() }));
  }

  /** Puts a text back that had left its place, below what is there now, and tells the place's form. */
  restore(threadKey: string, place: DraftPlace, text: string): void {
    const current = this.get(threadKey, place);
    this.set(threadKey, place, current ? `${current}\n\n${text}` : text);
    this.#restored.notify(threadKey, place);
  }

  /** Calls `listener` after a text was put back, until the signal aborts. */
  onRestored(
    listener: (threadKey: string, place: DraftPlace) => void,
    options: { readonly signal: AbortSignal },
  ): void {
    this.#restored.add(listener, options.signal);
  }

  /** Calls `listener` when any draft may have changed, be it in another page. */
  onChange(listener: () => void, options: { readonly signal: AbortSignal }): void {
    this.#storage.subscribe((name) => {
      if (name === null || name.startsWith(PREFIX)) listener();
    }, options);
  }

  /** What is stored may be anything. */
  #read(name: string): { readonly text: string; readonly at: number } {
    const nothing = { text: '', at: NaN };
    try {
      const stored: unknown = JSON.parse(this.#storage.read(name) ?? 'null');
      if (!isRecord(stored) || typeof stored['text'] !== 'string') return nothing;
      return { text: stored['text'], at: Number(stored['at']) };
    } catch {
      return nothing;
    }
  }
}

/** As JSON, so that no character in a key or an id can make two places one. */
function nameOf(threadKey: string, place: DraftPlace): string {
  return PREFIX + JSON.stringify([threadKey, place]);
}
