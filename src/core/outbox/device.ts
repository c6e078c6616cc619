import { Subscribers } from '../subscribers.ts';

/** Named texts that outlive the page and are shared by the site's pages. No method throws. */
export interface DeviceStorage {
  /** Whether all that was written will outlive the page: no longer once the device has refused a text. */
  readonly durable: boolean;
  /** Names that begin so. */
  names(prefix: string): readonly string[];
  read(name: string): string | null;
  /** @param text null for none. */
  write(name: string, text: string | null): void;
  /** Calls `listener` with the name of each text that was written, here or in another page; null if any was. */
  subscribe(listener: (name: string | null) => void, options: { readonly signal: AbortSignal }): void;
}

/** What writing needs of the device: what it keeps, whether it is connected, and whose turn it is. */
export interface Device {
  readonly storage: DeviceStorage;
  /** Whether what is kept may be read by others than who wrote it: by another page, or later. */
  readonly lasting: boolean;
  readonly online: boolean;
  /** Calls `listener` when the connection comes or goes. */
  onConnection(listener: () => void, options: { readonly signal: AbortSignal }): void;
  /**
   * Does the work while no other page does any under this name. Where pages cannot agree on that, the work
   * of this page is still done one after the other.
   */
  inTurn(name: string, work: () => Promise<void>, options: { readonly signal: AbortSignal }): Promise<void>;
}

/** A device that knows nothing beyond this page. */
export function pageDevice(): Device {
  let last: Promise<unknown> = Promise.resolve();
  return {
    storage: pageStorage(),
    lasting: false,
    online: true,
    onConnection() {},
    inTurn(_name, work, { signal }) {
      const turn = last.then(() => {
        signal.throwIfAborted();
        return work();
      });
      last = turn.catch(() => {});
      return turn;
    },
  };
}

/** Texts that are gone with the page. */
export function pageStorage(): DeviceStorage {
  const texts = new Map<string, string>();
  const subscribers = new Subscribers<[name: string | null]>();
  return {
    durable: false,
    names: (prefix) => [...texts.keys()].filter((name) => name.startsWith(prefix)),
    read: (name) => texts.get(name) ?? null,
    write(name, text) {
      if (text === null) texts.delete(name);
      else texts.set(name, text);
      subscribers.notify(name);
    },
    subscribe: (listener, { signal }) => subscribers.add(listener, signal),
  };
}
