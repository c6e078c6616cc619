import { type AdapterError, toAdapterError } from '../adapter/adapter-error.ts';
import type { CreateResult } from '../adapter/adapter.ts';
import { MAX_TRIES, pauseAfter } from './backoff.ts';
import type { Device } from './device.ts';
import type { Outbox, OutboxEntry, OutboxError } from './outbox.ts';

export interface SenderContext {
  readonly outbox: Outbox;
  readonly device: Device;
  /** Under which pages take turns. */
  readonly name: string;
  /** Aborts when the page needs no more to be sent; what is left stays in the outbox. */
  readonly signal: AbortSignal;
  /** Whether the backend takes a repeat under the same key for the same comment. */
  readonly knowsKeys: () => boolean;
  readonly create: (entry: OutboxEntry) => Promise<CreateResult>;
  /** Whether it was written in this page. */
  readonly isOwn: (entry: OutboxEntry) => boolean;
  /** Looks in the thread for a comment that may have arrived. */
  readonly find: (entry: OutboxEntry) => Promise<CreateResult | null>;
  /** Hears of each try in vain, with more than the outbox keeps of it. */
  readonly onError: (entry: OutboxEntry, error: AdapterError) => void;
}

/**
 * How long a new comment is left to the page in which it was written: a server that asks for a proof asks that page, and
 * it has the answer. In milliseconds.
 */
const HEAD_START = 1_000;

/** A comment older than this is not sent without asking its author again. In milliseconds. */
const MAX_AGE = 24 * 3_600_000;

/**
 * Sends what is in the outbox, the oldest first and one at a time, until the server has it: whichever page has
 * its turn. A comment leaves the outbox only on the server's word.
 */
export class Sender {
  readonly #context: SenderContext;
  #busy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: SenderContext) {
    this.#context = context;
    const { device, signal } = context;
    device.onConnection(() => this.#onConnection(), { signal });
    signal.addEventListener('abort', () => clearTimeout(this.#timer), { once: true });
  }

  /** Goes on with what is due, and comes back for what is not yet. */
  wake(): void {
    const { device, name, outbox, signal } = this.#context;
    clearTimeout(this.#timer);
    if (this.#busy || signal.aborted) return;
    outbox.forgetSettled();
    const next = this.#next();
    if (!next || !device.online) return;
    const pause = this.#dueAt(next) - Date.now();
    if (pause > 0) {
      this.#timer = setTimeout(() => this.wake(), pause);
      return;
    }
    this.#busy = true;
    device
      .inTurn(name, () => this.#send(next.key), { signal })
      .catch((thrown) => {
        if (!signal.aborted) throw thrown;
      })
      .finally(() => {
        this.#busy = false;
        this.wake();
      });
  }

  #next(): OutboxEntry | undefined {
    const entries = this.#context.outbox.entries;
    const stale = entries.find(
      (entry) => isOpen(entry) && Date.now() - Date.parse(entry.createdAt) > MAX_AGE,
    );
    if (stale) this.#context.outbox.put(failed(stale, stale.error ?? { code: 'timeout' }));
    return this.#context.outbox.entries.find(isOpen);
  }

  #dueAt(entry: OutboxEntry): number {
    const { dueAt, order, tries, doubtful } = entry;
    const isNew = tries === 0 && !doubtful;
    // Where it is in the order is when it was written.
    return isNew && !this.#context.isOwn(entry) ? Math.max(dueAt, order + HEAD_START) : dueAt;
  }

  async #send(key: string): Promise<void> {
    const { outbox, knowsKeys, find, create, signal, onError } = this.#context;
    // Another page may have sent it while this one waited for its turn.
    const entry = outbox.get(key);
    if (!entry || !isOpen(entry) || this.#dueAt(entry) > Date.now()) return;
    // Written down before the request leaves: whoever finds it so does not know whether it has arrived.
    outbox.put({ ...entry, doubtful: true, confirmed: false, error: null });
    const unsure = entry.doubtful && !knowsKeys();
    try {
      const found = unsure ? await find(entry) : null;
      // Sent again it could appear twice, so its author decides.
      if (unsure && !found && !entry.confirmed) outbox.put(failed(entry, entry.error ?? { code: 'timeout' }));
      else outbox.settle(entry, found ?? (await create(entry)));
    } catch (thrown) {
      if (signal.aborted) return;
      const error = toAdapterError(thrown);
      if (error.code === 'duplicate' && entry.doubtful) {
        const found = await find(entry).catch(() => null);
        if (found) return outbox.settle(entry, found);
      }
      onError(entry, error);
      const { code, fields, challenge } = error;
      const why = { code, fields, ...(challenge && { challenge }) };
      outbox.put(error.retryable ? afterFailure(entry, error) : failed(entry, why));
    }
  }

  #onConnection(): void {
    const { outbox, device } = this.#context;
    if (!device.online) return;
    for (const entry of outbox.entries) {
      // What the server asked to wait for is still to be waited for.
      if (isOpen(entry) && entry.error && entry.error.code !== 'rate-limited')
        outbox.put({ ...entry, dueAt: 0 });
    }
    this.wake();
  }
}

/** Whether it is still to be sent. */
function isOpen({ failed, sent }: OutboxEntry): boolean {
  return !failed && !sent;
}

function failed(entry: OutboxEntry, error: OutboxError): OutboxEntry {
  return { ...entry, failed: true, confirmed: false, error };
}

/** @param error one that sending again may mend */
function afterFailure(entry: OutboxEntry, error: AdapterError): OutboxEntry {
  const { code, retryAfter } = error;
  // Without a connection nothing was tried.
  const tries = entry.tries + (code === 'offline' ? 0 : 1);
  return {
    ...entry,
    tries,
    dueAt: Date.now() + pauseAfter(Math.max(1, tries), retryAfter),
    // A server that says no has not taken it; any other silence may hide a yes.
    doubtful: entry.doubtful || code !== 'rate-limited',
    confirmed: false,
    error: { code },
    failed: tries >= MAX_TRIES,
  };
}
