/** How many threads are remembered; the ones that have not been touched the longest are forgotten. */
const MAX_THREADS = 100;

/**
 * Small notes on this device, one a thread, under one name. Where storage is blocked or full there are none,
 * and what is in it may be anything: callers check what they get.
 */
export class DeviceNotes {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  read(thread: string): unknown {
    return this.#all().find(([key]) => key === thread)?.[1];
  }

  /** @param note null for none. */
  write(thread: string, note: unknown): void {
    const others = this.#all().filter(([key]) => key !== thread);
    const notes = note === null ? others : [[thread, note], ...others];
    try {
      if (notes.length === 0) localStorage.removeItem(this.#name);
      else localStorage.setItem(this.#name, JSON.stringify(notes.slice(0, MAX_THREADS)));
    } catch {
      // Then it is forgotten with the page.
    }
  }

  /** The one touched last comes first. */
  #all(): [thread: string, note: unknown][] {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(this.#name) ?? '[]');
      return Array.isArray(stored)
        ? stored.filter((entry): entry is [string, unknown] => Array.isArray(entry))
        : [];
    } catch {
      return [];
    }
  }
}
