/** Time in which what is about to happen can still be taken back. */
export class Delay {
  readonly #done: Promise<boolean>;
  #settle!: (goOn: boolean) => void;

  /** @param length in milliseconds */
  constructor(length: number) {
    const timer = setTimeout(() => this.#settle(true), length);
    this.#done = new Promise<boolean>((resolve) => (this.#settle = resolve)).finally(() =>
      clearTimeout(timer),
    );
  }

  /** Resolves with whether to go on. */
  over(): Promise<boolean> {
    return this.#done;
  }

  /** Goes on at once. */
  end(): void {
    this.#settle(true);
  }

  undo(): void {
    this.#settle(false);
  }
}
