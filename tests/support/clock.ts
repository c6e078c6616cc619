import { replaceProperty } from './replace.ts';

/** Time that only passes when the test says so; until the test is over. */
export class Clock {
  now = 1_000_000;
  #timers = new Map<number, { readonly at: number; readonly run: () => void }>();
  #id = 0;

  constructor() {
    replaceProperty(Date, 'now', () => this.now);
    replaceProperty(globalThis, 'setTimeout', (run: () => void, delay = 0) => {
      this.#timers.set(++this.#id, { at: this.now + delay, run });
      return this.#id;
    });
    replaceProperty(globalThis, 'clearTimeout', (id: number) => void this.#timers.delete(id));
  }

  async pass(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      this.#timers.delete(due[0]);
      this.now = due[1].at;
      due[1].run();
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    }
    this.now = end;
  }
}
