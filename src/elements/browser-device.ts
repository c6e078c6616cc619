import type { Device, DeviceStorage } from '../core/outbox/device.ts';
import { Subscribers } from '../core/subscribers.ts';

/** What `localStorage` refuses, or all where it is blocked, is kept with the page instead. */
class LocalTexts implements DeviceStorage {
  readonly #refused = new Map<string, string>();
  readonly #subscribers = new Subscribers<[name: string | null]>();

  constructor() {
    // As long as the page: there is one of this.
    window.addEventListener('storage', ({ key, storageArea }) => {
      if (storageArea === attempt(() => localStorage)) this.#subscribers.notify(key);
    });
  }

  get durable(): boolean {
    return this.#refused.size === 0;
  }

  names(prefix: string): readonly string[] {
    const kept = attempt(() => Object.keys(localStorage)) ?? [];
    return [...new Set([...kept, ...this.#refused.keys()])].filter((name) => name.startsWith(prefix));
  }

  read(name: string): string | null {
    return this.#refused.get(name) ?? attempt(() => localStorage.getItem(name)) ?? null;
  }

  write(name: string, text: string | null): void {
    this.#refused.delete(name);
    if (text === null) attempt(() => localStorage.removeItem(name));
    else if (attempt(() => localStorage.setItem(name, text) ?? true) !== true) this.#refused.set(name, text);
    this.#subscribers.notify(name);
  }

  subscribe(listener: (name: string | null) => void, { signal }: { readonly signal: AbortSignal }): void {
    this.#subscribers.add(listener, signal);
  }
}

/** Storage can be forbidden, full or absent; then there is nothing. */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

/** Work of this page that waits for earlier work, by name; for where pages cannot take turns. */
const lastWork = new Map<string, Promise<unknown>>();

function inTurnHere(name: string, work: () => Promise<void>): Promise<void> {
  const turn = (lastWork.get(name) ?? Promise.resolve()).then(work);
  const over = turn.catch(() => {});
  lastWork.set(name, over);
  return turn;
}

/** Resolves when the page is hidden away: one that is frozen must not keep the others waiting. */
function leaving(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => window.addEventListener('pagehide', () => resolve(), { signal }));
}

let device: Device | undefined;

/** The browser that the page is in, as all threads of the page share it. */
export function browserDevice(): Device {
  device ??= {
    storage: new LocalTexts(),
    lasting: true,
    get online() {
      return navigator.onLine !== false;
    },
    onConnection(listener, options) {
      window.addEventListener('online', listener, options);
      window.addEventListener('offline', listener, options);
    },
    async inTurn(name, work, { signal }) {
      // There are none on plain http pages, nor in a document without an origin.
      const locks = attempt(() => (navigator as Partial<Navigator>).locks);
      if (!locks || window.origin === 'null') return inTurnHere(name, work);
      const over = new AbortController();
      await locks.request(name, { signal }, async () => {
        try {
          await Promise.race([work(), leaving(over.signal)]);
        } finally {
          over.abort();
        }
      });
    },
  };
  return device;
}
