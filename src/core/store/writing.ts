import { AdapterError, toAdapterError } from '../adapter/adapter-error.ts';
import type { CommentsAdapter, CreateResult, NewComment, WriteOptions } from '../adapter/adapter.ts';
import { checkComment } from '../adapter/check-answer.ts';
import type { Comment, CommentBody } from '../model/comment.ts';
import type { ThreadRef } from '../model/thread.ts';
import { callAdapter } from './call.ts';
import { Delay } from './delay.ts';
import { createIdempotencyKey, pendingCreate, type PendingCreate, type PendingOperation } from './pending.ts';
import type { ThreadState } from './thread-state.ts';

/** Milliseconds in which a removal can be undone. */
const UNDO_TIME = 6_000;

/** What became of a comment given to `submit`; with `failed` it stays in the thread, to be tried again. */
export type SubmitOutcome = CreateResult | { readonly status: 'failed'; readonly error: AdapterError };

/** The store, as far as writing is concerned. */
export interface WritingContext {
  readonly adapter: CommentsAdapter;
  readonly thread: ThreadRef;
  /** Milliseconds to wait for an answer. */
  readonly timeout: number;
  /** Aborts when the store is disposed of. */
  readonly signal: AbortSignal;
  readonly state: ThreadState;
  readonly changed: () => void;
}

/** What the viewer does in a thread: each operation shows at once and is forgotten when the server has answered. */
export class Writing {
  readonly #context: WritingContext;
  /** By idempotency key; a reaction by what it is about. */
  readonly #operations = new Map<string, PendingOperation>();
  /** Time left to undo the removal of a comment, by its id. */
  readonly #removals = new Map<string, Delay>();

  constructor(context: WritingContext) {
    this.#context = context;
  }

  get operations(): Iterable<PendingOperation> {
    return this.#operations.values();
  }

  /** Ids of comments that are about to be removed, or are being. */
  get removing(): Iterable<string> {
    return this.#removals.keys();
  }

  async submit(input: NewComment): Promise<SubmitOutcome> {
    return this.#send(pendingCreate(createIdempotencyKey(), input));
  }

  async retry(temporaryId: string): Promise<SubmitOutcome | null> {
    const operation = this.#failed(temporaryId);
    return operation ? this.#send(operation) : null;
  }

  withdraw(temporaryId: string): NewComment | null {
    const operation = this.#failed(temporaryId);
    if (!operation) return null;
    this.#pend(operation.key, null);
    return operation.input;
  }

  async react(id: string, name: string, chosen: boolean): Promise<void> {
    const { adapter, thread, state } = this.#context;
    const key = JSON.stringify([name, id]);
    if (this.#operations.has(key)) return;
    await this.#during(key, { kind: 'react', key, id, name, chosen }, async () => {
      const reaction = { name, chosen };
      const comment = checkComment(
        await this.#call((options) => adapter.react?.(thread, id, reaction, options)),
      );
      if (comment && state.comments.has(id)) state.merge([comment]);
    });
  }

  async edit(id: string, body: CommentBody): Promise<Comment> {
    const { adapter, thread, state } = this.#context;
    const key = createIdempotencyKey();
    return this.#during(key, { kind: 'edit', id, body }, async () => {
      const answer = await this.#call((options) => adapter.edit?.(thread, id, body, options), key);
      const comment = requireComment(answer, 'edit()');
      state.merge([comment]);
      return comment;
    });
  }

  async remove(id: string): Promise<void> {
    const { adapter, thread, state } = this.#context;
    if (this.#removals.has(id)) return;
    const delay = new Delay(UNDO_TIME);
    this.#removals.set(id, delay);
    const key = createIdempotencyKey();
    await this.#during(key, { kind: 'remove', id }, async () => {
      try {
        if (!(await delay.over())) return;
        // Not tied to the store's life: who leaves the page has decided.
        const { signal } = new AbortController();
        const left = checkComment(
          await this.#call((options) => adapter.remove?.(thread, id, options), key, signal),
        );
        if (left) state.merge([left]);
        else state.forget(id);
      } finally {
        this.#removals.delete(id);
      }
    });
  }

  undoRemoval(id: string): void {
    this.#removals.get(id)?.undo();
  }

  /** Removes now what waits for the time to undo to be over. */
  finishRemovals(): void {
    for (const delay of this.#removals.values()) delay.end();
  }

  async report(id: string, reason: string): Promise<void> {
    const { adapter, thread } = this.#context;
    await this.#call((options) => adapter.report?.(thread, id, reason, options));
  }

  async #send(operation: PendingCreate): Promise<SubmitOutcome> {
    const { adapter, thread, state, signal } = this.#context;
    const { key, input } = operation;
    this.#pend(key, { ...operation, error: null });
    try {
      const result = await this.#call((options) => adapter.create?.(thread, input, options), key);
      const comment = requireComment(result?.comment, 'create()');
      const status = result.status === 'pending' || comment.status === 'pending' ? 'pending' : 'published';
      state.add(comment, status);
      this.#pend(key, null);
      return { status, comment };
    } catch (thrown) {
      const error = toAdapterError(thrown);
      const kept = error.retryable && !signal.aborted;
      this.#pend(key, kept ? { ...operation, error } : null);
      if (!kept) throw error;
      return { status: 'failed', error };
    }
  }

  /** Shows an operation for as long as the work takes. */
  async #during<T>(key: string, operation: PendingOperation, work: () => Promise<T>): Promise<T> {
    this.#pend(key, operation);
    try {
      return await work();
    } finally {
      this.#pend(key, null);
    }
  }

  /** @param call gives nothing where the adapter has no such method */
  async #call<T>(
    call: (options: WriteOptions) => Promise<T> | undefined,
    idempotencyKey = createIdempotencyKey(),
    ends = this.#context.signal,
  ): Promise<T> {
    return callAdapter(
      async (signal) => {
        const answer = call({ signal, idempotencyKey });
        if (!answer) throw new AdapterError('unsupported');
        return answer;
      },
      ends,
      this.#context.timeout,
    );
  }

  #failed(temporaryId: string): PendingCreate | undefined {
    for (const operation of this.operations) {
      if (operation.kind !== 'create' || operation.comment.id !== temporaryId) continue;
      return operation.error ? operation : undefined;
    }
    return undefined;
  }

  /** Puts a pending operation in the place it had, or with null forgets it. */
  #pend(key: string, operation: PendingOperation | null): void {
    if (operation) this.#operations.set(key, operation);
    else this.#operations.delete(key);
    this.#context.changed();
  }
}

function requireComment(answer: unknown, method: string): Comment {
  const comment = checkComment(answer);
  if (!comment) throw new AdapterError('bad-response', { detail: `${method} gave no well-formed comment.` });
  return comment;
}
