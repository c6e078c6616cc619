type Timer = { readonly at: number; readonly run: () => void };

const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout, now: Date.now };

/** Time that passes only when a schedule says so: ten minutes of retries take a few milliseconds. */
export class VirtualClock {
  now = Date.parse('2026-01-01T00:00:00Z');
  readonly #timers = new Map<number, Timer>();
  #lastId = 0;

  install(): void {
    Date.now = () => this.now;
    const setTimeout = (run: () => void, delay = 0): number => {
      this.#timers.set(++this.#lastId, { at: this.now + delay, run });
      return this.#lastId;
    };
    Object.assign(globalThis, { setTimeout, clearTimeout: (id: number) => void this.#timers.delete(id) });
  }

  restore(): void {
    Date.now = real.now;
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
  }

  /** Runs what falls due in the order in which it does, and lets follow what follows from it. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    await settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      const [id, { at, run }] = next;
      this.#timers.delete(id);
      this.now = Math.max(this.now, at);
      run();
      await settle();
    }
    this.now = end;
  }

  #next(end: number): [number, Timer] | undefined {
    let first: [number, Timer] | undefined;
    for (const timer of this.#timers) {
      if (timer[1].at <= end && (!first || timer[1].at < first[1].at)) first = timer;
    }
    return first;
  }
}

/** More microtasks than any chain of promises in the store is long. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve();
}
