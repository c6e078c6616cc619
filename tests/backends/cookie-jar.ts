/** A browser's cookies of one site; Node keeps none. */
export class CookieJar {
  readonly #cookies = new Map<string, { readonly value: string; readonly isHidden: boolean }>();

  /** As requests send them. */
  get header(): string {
    return this.#join(true);
  }

  /** As `document.cookie` has them. */
  get readable(): string {
    return this.#join(false);
  }

  /** Takes in what an answer sets and removes. */
  keep({ headers }: Response): void {
    for (const line of headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (/max-age=0\b/i.test(line)) this.#cookies.delete(name!);
      else this.#cookies.set(name!, { value: value!, isHidden: /; *httponly\b/i.test(line) });
    }
  }

  #join(withHidden: boolean): string {
    return [...this.#cookies]
      .filter(([, { isHidden }]) => withHidden || !isHidden)
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
  }
}
