import { AdapterError, toAdapterError } from '../adapter/adapter-error.ts';
import type { CreateResult, NewComment } from '../adapter/adapter.ts';
import { checkPage } from '../adapter/check-answer.ts';
import type { Comment } from '../model/comment.ts';
import { Outbox, type OutboxEntry } from '../outbox/outbox.ts';
import { looksSent } from '../outbox/same-comment.ts';
import { Sender } from '../outbox/sender.ts';
import { callAdapter } from './call.ts';
import { createIdempotencyKey, type PendingCreate, temporaryComment } from './pending.ts';
import { requireComment, write, type WritingContext } from './writing-context.ts';

/** What became of a comment given to `submit`; with `waiting` it stays in the thread and is sent again by itself. */
export type SubmitOutcome = CreateResult | { readonly status: 'waiting'; readonly error: AdapterError };

interface Waiter {
  readonly entry: OutboxEntry;
  readonly resolve: (outcome: SubmitOutcome) => void;
  readonly reject: (reason: unknown) => void;
}

/** How many of the newest comments are looked through for one that may have arrived. */
const SEARCHED = 50;

/** The viewer's comments on their way to the server, by the outbox that all pages of the device share. */
export class Sending {
  readonly #context: WritingContext;
  readonly #outbox: Outbox;
  readonly #sender: Sender;
  /** Keys of what was written here and is not sent yet. */
  readonly #written = new Set<string>();
  /** Who wants to know what becomes of an entry, by its key. */
  readonly #waiters = new Map<string, Waiter>();
  /** With all that the outbox does not keep of them, by key. */
  readonly #errors = new Map<string, AdapterError>();
  readonly #answers = new Map<string, string>();
  /** As last shown, by entry. */
  #shown = new WeakMap<OutboxEntry, PendingCreate>();
  readonly #comments = new Map<string, Comment>();
  /** Ids of what has been sent, which no other entry can be. */
  readonly #own = new Set<string>();

  constructor(context: WritingContext) {
    this.#context = context;
    const { device, outbox: name, signal, state } = context;
    this.#outbox = new Outbox(device.storage, name);
    this.#sender = new Sender({
      outbox: this.#outbox,
      device,
      name,
      signal,
      knowsKeys: () => state.page?.capabilities.idempotencyKeys ?? false,
      create: (entry) => this.#create(entry),
      isOwn: ({ key }) => this.#written.has(key),
      find: (entry) => this.#find(entry),
      onError: ({ key }, error) => void this.#errors.set(key, error),
    });
    device.storage.subscribe(
      (changed) => {
        if (changed === null || changed.startsWith(name)) this.#onChange();
      },
      { signal },
    );
    device.onConnection(context.changed, { signal });
    signal.addEventListener('abort', () => this.#leave(), { once: true });
    for (const { sent, dueAt } of this.#outbox.entries) {
      // What was sent before the thread was read is in there, and may have been changed or removed since.
      if (sent && dueAt <= state.readAt) this.#own.add(sent.comment.id);
    }
    this.#onChange();
  }

  /** Comments that the viewer should see in the thread, in the order in which they were written. */
  get creates(): readonly PendingCreate[] {
    const creates: PendingCreate[] = [];
    for (const entry of this.#outbox.entries) {
      // One that the thread already shows must not appear twice.
      if (!entry.sent && !this.#arrived(entry)) creates.push(this.#show(entry));
    }
    return creates;
  }

  async submit(input: NewComment, challengeAnswer?: string): Promise<SubmitOutcome> {
    const key = createIdempotencyKey();
    if (challengeAnswer !== undefined) this.#answers.set(key, challengeAnswer);
    return this.#enqueue({
      key,
      input,
      createdAt: new Date().toISOString(),
      order: this.#nextOrder(),
      tries: 0,
      dueAt: 0,
      doubtful: false,
      confirmed: false,
      since: this.#context.state.newestAt,
      error: null,
      failed: false,
      sent: null,
    });
  }

  async retry(temporaryId: string): Promise<SubmitOutcome | null> {
    const entry = this.#resting(temporaryId);
    if (!entry) return null;
    const createdAt = new Date().toISOString();
    const order = entry.failed ? this.#nextOrder() : entry.order;
    return this.#enqueue({
      ...entry,
      createdAt,
      order,
      tries: 0,
      dueAt: 0,
      confirmed: true,
      failed: false,
      error: null,
    });
  }

  withdraw(temporaryId: string): NewComment | null {
    const entry = this.#resting(temporaryId);
    if (!entry) return null;
    this.#drop(entry.key);
    return entry.input;
  }

  /** The thread has been read again: what has turned up in it needs not be sent. */
  reconcile(): void {
    this.#dropArrived();
    this.#sender.wake();
  }

  #dropArrived(): void {
    for (const entry of this.#outbox.entries) {
      const over = entry.failed || !this.#context.state.page?.capabilities.idempotencyKeys;
      if (entry.error && entry.doubtful && !entry.sent && over && this.#arrived(entry)) this.#drop(entry.key);
    }
  }

  #enqueue(entry: OutboxEntry): Promise<SubmitOutcome> {
    const { key } = entry;
    this.#context.signal.throwIfAborted();
    this.#written.add(key);
    this.#errors.delete(key);
    const outcome = new Promise<SubmitOutcome>((resolve, reject) => {
      this.#waiters.set(key, { entry, resolve, reject });
    });
    this.#outbox.put(entry);
    return outcome;
  }

  /** Later than all that there are, also those of other pages. */
  #nextOrder(): number {
    return Math.max(Date.now(), ...this.#outbox.entries.map(({ order }) => order + 1));
  }

  #drop(key: string): void {
    this.#outbox.delete(key);
    this.#forget(key);
  }

  #forget(key: string): void {
    this.#written.delete(key);
    this.#errors.delete(key);
    this.#comments.delete(key);
  }

  /** Whether a comment that has come to light is one that was sent without word of what became of it. */
  recognizes(comment: Comment): boolean {
    return this.#outbox.entries.some((entry) => entry.error && this.#isSent(comment, entry));
  }

  /** The thread is no longer looked at. */
  #leave(): void {
    const { device, signal } = this.#context;
    for (const { resolve, reject } of this.#waiters.values()) {
      // What is kept is sent by the next who looks.
      if (device.lasting) resolve({ status: 'waiting', error: new AdapterError('timeout') });
      else reject(new AdapterError('timeout', { cause: signal.reason }));
    }
    this.#waiters.clear();
  }

  /** An entry has gone while this page did not look: most likely another one has sent it. */
  async #miss(key: string, { entry, resolve, reject }: Waiter): Promise<void> {
    this.#waiters.delete(key);
    try {
      const found = await this.#find(entry);
      if (!found) throw new AdapterError('server', { detail: 'The outbox has lost a comment.' });
      this.#context.state.add(found.comment, found.status);
      this.#context.changed();
      resolve(found);
    } catch (thrown) {
      reject(toAdapterError(thrown));
    }
  }

  /** Something in the outbox has changed, here or in another page. */
  #onChange(): void {
    const { state, signal, changed } = this.#context;
    if (signal.aborted) return;
    // Before the comment that it became is removed, and it would show as not sent.
    this.#dropArrived();
    for (const entry of this.#outbox.entries) this.#settle(entry);
    for (const [key, waiter] of this.#waiters) if (!this.#outbox.get(key)) void this.#miss(key, waiter);
    if (state.page) this.#sender.wake();
    changed();
  }

  #settle(entry: OutboxEntry): void {
    const { key, sent } = entry;
    const waiter = this.#waiters.get(key);
    if (sent) {
      if (!this.#own.has(sent.comment.id)) this.#accept(sent);
      waiter?.resolve(sent);
      this.#waiters.delete(key);
      this.#forget(key);
      return;
    }
    const error = this.#errorOf(entry);
    if (!waiter || !error) return;
    this.#waiters.delete(key);
    if (entry.failed && !error.retryable) {
      // Its author has to correct something, so it goes back to where it was typed.
      this.#drop(key);
      waiter.reject(error);
    } else waiter.resolve({ status: 'waiting', error });
  }

  #accept({ comment, status }: CreateResult): void {
    this.#own.add(comment.id);
    this.#context.state.add(comment, status);
    for (const entry of this.#outbox.entries) {
      // What has not left yet comes after it, and must not be taken for it.
      const later = !entry.sent && !entry.doubtful && (entry.since ?? '') < (comment.createdAt ?? '');
      if (later) this.#outbox.put({ ...entry, since: comment.createdAt });
    }
  }

  #show(entry: OutboxEntry): PendingCreate {
    const { key, input, createdAt } = entry;
    const error = this.#errorOf(entry);
    const state = entry.failed ? 'failed' : error ? 'waiting' : 'sending';
    let shown = this.#shown.get(entry);
    if (shown?.state === state && shown.error === error) return shown;
    let comment = this.#comments.get(key);
    if (!comment) this.#comments.set(key, (comment = temporaryComment(key, input, createdAt)));
    shown = Object.freeze({ comment, input, state, error });
    this.#shown.set(entry, shown);
    return shown;
  }

  /** Why an entry is not being sent, or null if it is. */
  #errorOf({ key, error, failed }: OutboxEntry): AdapterError | null {
    const blocking = failed ? undefined : this.#outbox.entries.find((other) => !other.failed && !other.sent);
    const code =
      error?.code ??
      (!this.#context.device.online ? 'offline' : blocking?.key === key ? undefined : blocking?.error?.code);
    if (!code) return null;
    let known = this.#errors.get(key);
    if (known?.code !== code) {
      const { fields, challenge } = error ?? {};
      known = new AdapterError(code, { ...(fields && { fields }), ...(challenge && { challenge }) });
      this.#errors.set(key, known);
    }
    return known;
  }

  /** An entry that nobody is sending at this moment. */
  #resting(temporaryId: string): OutboxEntry | undefined {
    return this.#outbox.entries.find(
      (entry) => `pending:${entry.key}` === temporaryId && !entry.sent && this.#errorOf(entry),
    );
  }

  /** Whether the thread as read shows the comment. */
  #arrived(entry: OutboxEntry): boolean {
    const { comments, newestAt } = this.#context.state;
    // Nothing has come since; to look through a large thread takes a while.
    if (entry.since !== null && newestAt !== null && newestAt <= entry.since) return false;
    return [...comments.values()].some((comment) => this.#isSent(comment, entry));
  }

  #isSent(comment: Comment, { input, since }: OutboxEntry): boolean {
    return looksSent(comment, input, since) && !this.#own.has(comment.id);
  }

  async #create({ key, input }: OutboxEntry): Promise<CreateResult> {
    const { adapter, thread } = this.#context;
    const challengeAnswer = this.#answers.get(key);
    this.#answers.delete(key);
    const result = await write(this.#context, (options) => adapter.create?.(thread, input, options), {
      idempotencyKey: key,
      ...(challengeAnswer !== undefined && { challengeAnswer }),
    });
    return resultOf(requireComment(result?.comment, 'create()'), result.status);
  }

  async #find(entry: OutboxEntry): Promise<CreateResult | null> {
    const { adapter, thread, signal, timeout, state } = this.#context;
    const sorts = state.page?.capabilities.sorts ?? ['newest'];
    const sort = sorts.includes('newest') ? 'newest' : sorts[0]!;
    const list = (signal: AbortSignal) => adapter.list(thread, { sort, limit: SEARCHED }, { signal });
    const { page } = checkPage(await callAdapter(list, signal, timeout));
    const found = page.comments.find((comment) => this.#isSent(comment, entry));
    return found ? resultOf(found) : null;
  }
}

function resultOf(comment: Comment, status?: CreateResult['status']): CreateResult {
  const pending = status === 'pending' || comment.status === 'pending';
  return { status: pending ? 'pending' : 'published', comment };
}
