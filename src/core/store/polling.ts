/** Milliseconds between two looks where something happens, and at most. */
const SHORTEST = 20_000;
const LONGEST = 300_000;

/**
 * Looks for changes again and again: at ease where nothing happens, and not at all while nobody is looking.
 */
export class Polling {
  readonly #look: () => Promise<boolean>;
  #interval = SHORTEST;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #active: boolean;
  #stopped = false;
  #due = Date.now();

  /**
   * Begins with a look.
   *
   * @param look resolves with whether something was new; may reject
   * @param active whether anybody is looking
   */
  constructor(look: () => Promise<boolean>, active: boolean) {
    this.#look = look;
    this.#active = active;
    if (active) this.#wait();
  }

  /** Whether anybody is looking. What fell due meanwhile is done at once. */
  setActive(active: boolean): void {
    if (active === this.#active) return;
    this.#active = active;
    clearTimeout(this.#timer);
    if (active) this.#wait();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #wait(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.#run(), Math.max(0, this.#due - Date.now()));
  }

  async #run(): Promise<void> {
    let found = false;
    try {
      found = await this.#look();
    } catch {
      // The next look is later; what the reader asks for themselves says when it fails.
    }
    this.#interval = found ? SHORTEST : Math.min(this.#interval * 1.5, LONGEST);
    this.#due = Date.now() + this.#interval;
    if (this.#active) this.#wait();
  }
}
