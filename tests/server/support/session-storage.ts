/** What a tab keeps over a reload; Node has no tabs. */
export class SessionStorageInNode {
  readonly #items = new Map<string, string>();

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
}
