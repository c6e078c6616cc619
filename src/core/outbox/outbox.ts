import type { AdapterErrorCode, Challenge, FieldErrors } from '../adapter/adapter-error.ts';
import type { CreateResult, NewComment } from '../adapter/adapter.ts';
import { checkComment, isRecord } from '../adapter/check-answer.ts';
import type { DeviceStorage } from './device.ts';
import { OUTBOX } from './outbox-name.ts';

/** A comment that has been given to be sent, as it is kept until the server has it. */
export interface OutboxEntry {
  /** Idempotency key, one over all tries. */
  readonly key: string;
  readonly input: NewComment;
  /** ISO 8601, by this device's clock. */
  readonly createdAt: string;
  /** Entries are sent in the order of these numbers. */
  readonly order: number;
  /** How often it was sent in vain since the viewer asked for it. */
  readonly tries: number;
  /** Not to be sent before; milliseconds since 1970. */
  readonly dueAt: number;
  /** Whether it may have reached the server, without word of it. */
  readonly doubtful: boolean;
  /** The viewer has asked for a further try, though it may have arrived. */
  readonly confirmed: boolean;
  /** The newest comment of the thread was written then, by the server's clock; null where none was known. */
  readonly since: string | null;
  /** Why the last try failed; null before, and during one. */
  readonly error: OutboxError | null;
  /** It is not sent again unless the viewer asks for that. */
  readonly failed: boolean;
  /** What the server made of it: other pages may want to know. */
  readonly sent: CreateResult | null;
}

export interface OutboxError {
  readonly code: AdapterErrorCode;
  readonly fields?: FieldErrors;
  readonly challenge?: Challenge;
}

/** How long other pages can read what became of a comment, in milliseconds. */
const NEWS_TIME = 10_000;

/** The comments of one thread that are on their way, as all pages of this device see them. */
export class Outbox {
  readonly #storage: DeviceStorage;
  readonly #prefix: string;
  /** Entries read before, by the text they were read from: the same text is the same entry. */
  readonly #known = new Map<string, { readonly text: string; readonly entry: OutboxEntry | null }>();

  /** @param prefix of the names in the storage, from `outboxName`. */
  constructor(storage: DeviceStorage, prefix: string) {
    this.#storage = storage;
    this.#prefix = prefix;
  }

  /** In the order in which they are to be sent. */
  get entries(): readonly OutboxEntry[] {
    return this.#storage
      .names(this.#prefix)
      .map((name) => this.#read(name))
      .filter((entry) => entry !== null)
      .sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1));
  }

  get(key: string): OutboxEntry | null {
    return this.#read(this.#nameOf(key));
  }

  put(entry: OutboxEntry): void {
    this.#storage.write(this.#nameOf(entry.key), JSON.stringify(entry));
  }

  /** The server has it: other pages can still read that for a while, and no more than that. */
  settle(entry: OutboxEntry, sent: CreateResult): void {
    const { parentId } = entry.input;
    const input: NewComment = { parentId, author: { name: '' }, body: { format: 'text', value: '' } };
    this.put({ ...entry, input, error: null, sent, dueAt: Date.now() });
  }

  /** Forgets what has been sent some time ago, in whatever thread. */
  forgetSettled(): void {
    for (const name of this.#storage.names(OUTBOX)) {
      const entry = this.#read(name);
      if (entry?.sent && Math.abs(Date.now() - entry.dueAt) > NEWS_TIME) this.#forget(name);
    }
  }

  delete(key: string): void {
    this.#forget(this.#nameOf(key));
  }

  #forget(name: string): void {
    this.#known.delete(name);
    this.#storage.write(name, null);
  }

  #nameOf(key: string): string {
    return `${this.#prefix}${JSON.stringify(key)}]`;
  }

  #read(name: string): OutboxEntry | null {
    const text = this.#storage.read(name);
    if (text === null) return null;
    let known = this.#known.get(name);
    if (known?.text !== text) {
      known = { text, entry: parseEntry(text) };
      this.#known.set(name, known);
    }
    return known.entry;
  }
}

/** What is stored may be of another version, or damaged; what is no comment cannot be sent. */
function parseEntry(text: string): OutboxEntry | null {
  try {
    const stored: unknown = JSON.parse(text);
    if (!isRecord(stored) || typeof stored['key'] !== 'string') return null;
    const entry = stored as unknown as OutboxEntry;
    const { author, body } = entry.input;
    if (typeof author.name !== 'string' || typeof body.value !== 'string') return null;
    const comment = entry.sent && checkComment(entry.sent.comment);
    return { ...entry, sent: comment && { status: entry.sent.status, comment } };
  } catch {
    return null;
  }
}
