interface Ownership {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly until: number;
  /** Key of its thread, as long as it waits for a moderator. */
  readonly waitsIn?: string;
}

interface Memory {
  viewer?: string;
  owned: Record<string, Ownership>;
}

/** Each is asked for by itself, so only the latest few are. */
const MAX_WAITING = 10;

/** More than anybody writes before closing the page; of those, the first are forgotten. */
const MAX_OWNED = 200;

/**
 * What lets this device's viewer change their own comments, see those that wait for a moderator, and take back
 * their reactions: tokens that the server gave, and one that the device made. Kept for the tab's session only,
 * and nothing before the viewer has written or reacted.
 */
export class OwnedComments {
  readonly #key: string;
  readonly #memory: Memory;

  /** @param server told apart by its address. */
  constructor(server: string) {
    this.#key = `colloquy:owned:${server}`;
    this.#memory = this.#read();
  }

  get viewer(): string | undefined {
    return this.#memory.viewer;
  }

  /** From now on the server can tell this viewer's own reactions. */
  becomeViewer(): void {
    if (this.#memory.viewer) return;
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    this.#memory.viewer = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    this.#write();
  }

  /** The token that the server wants for a change; undefined where the comment is not ours or the time is over. */
  tokenOf(id: string): string | undefined {
    const own = this.#memory.owned[id];
    return own && own.until > Date.now() ? own.token : undefined;
  }

  /** The token for which the server shows a comment of ours to nobody else, however late. */
  ownerTokenOf(id: string): string | undefined {
    return this.#memory.owned[id]?.token;
  }

  remember(id: string, token: string, until: number): void {
    const { owned } = this.#memory;
    owned[id] = { token, until };
    const [first] = Object.keys(owned).slice(0, -MAX_OWNED);
    if (first !== undefined) delete owned[first];
    this.#write();
  }

  /** Notes of a comment of ours in which thread it waits for a moderator, or with null that it does not. */
  setWaiting(id: string, thread: string | null): void {
    const own = this.#memory.owned[id];
    if (!own || (own.waitsIn ?? null) === thread) return;
    const { token, until } = own;
    this.#memory.owned[id] = { token, until, ...(thread !== null && { waitsIn: thread }) };
    this.#write();
  }

  /** Ids of what waits there. */
  waitingIn(thread: string): readonly string[] {
    const { owned } = this.#memory;
    return Object.keys(owned)
      .filter((id) => owned[id]!.waitsIn === thread)
      .slice(-MAX_WAITING);
  }

  #read(): Memory {
    const empty = { owned: Object.create(null) as Memory['owned'] };
    try {
      const stored = JSON.parse(sessionStorage.getItem(this.#key) ?? '{}') as Partial<Memory>;
      return { ...stored, owned: Object.assign(empty.owned, stored.owned) };
    } catch {
      return empty;
    }
  }

  #write(): void {
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(this.#memory));
    } catch {
      // Without storage the viewer can change their comments until the page is closed.
    }
  }
}
