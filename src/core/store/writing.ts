import type { NewComment } from '../adapter/adapter.ts';
import { checkComment } from '../adapter/check-answer.ts';
import type { Comment, CommentBody } from '../model/comment.ts';
import { Delay } from './delay.ts';
import {
  createIdempotencyKey,
  type PendingChange,
  type PendingCreate,
  type PendingReaction,
  withPending,
} from './pending.ts';
import { Sending, type SubmitOutcome } from './sending.ts';
import { requireComment, write, type WritingContext } from './writing-context.ts';

export type { SubmitOutcome };

/** Milliseconds in which a removal can be undone. */
const UNDO_TIME = 6_000;

/**
 * What the viewer does in a thread: it shows at once, and is forgotten when the server has answered. Loaded
 * when somebody first writes or reacts, which most readers never do.
 */
export class Writing {
  readonly #context: WritingContext;
  readonly #sending: Sending;
  /** By idempotency key; a reaction by what it is about. */
  readonly #changes = new Map<string, PendingChange>();
  /** Time left to undo the removal of a comment, by its id. */
  readonly #removals = new Map<string, Delay>();

  constructor(context: WritingContext) {
    this.#context = context;
    this.#sending = new Sending(context);
  }

  get creates(): readonly PendingCreate[] {
    return this.#sending.creates;
  }

  /** Ids of comments that are about to be removed, or are being. */
  get removing(): Iterable<string> {
    return this.#removals.keys();
  }

  /** Puts what is pending over the server's comments. */
  overlay(comments: Map<string, Comment>, creates: readonly PendingCreate[]): ReadonlyMap<string, Comment> {
    return withPending(comments, creates, this.#changes.values());
  }

  submit(input: NewComment, challengeAnswer?: string): Promise<SubmitOutcome> {
    return this.#sending.submit(input, challengeAnswer);
  }

  retry(temporaryId: string): Promise<SubmitOutcome | null> {
    return this.#sending.retry(temporaryId);
  }

  withdraw(temporaryId: string): NewComment | null {
    return this.#sending.withdraw(temporaryId);
  }

  recognizes(comment: Comment): boolean {
    return this.#sending.recognizes(comment);
  }

  reconcile(): void {
    this.#sending.reconcile();
  }

  async react(id: string, name: string, chosen: boolean): Promise<void> {
    const { adapter, thread, state } = this.#context;
    const key = JSON.stringify([name, id]);
    const change: PendingReaction = { kind: 'react', id, name, chosen };
    if (this.#changes.has(key)) {
      // Sent when the one on its way has its answer: the last choice counts.
      this.#changes.set(key, change);
      return this.#context.changed();
    }
    await this.#during(key, change, async () => {
      for (let sent: PendingChange | undefined; sent !== this.#changes.get(key);) {
        sent = this.#changes.get(key);
        const reaction = { name, chosen: (sent as PendingReaction).chosen };
        const comment = checkComment(
          await write(this.#context, (options) => adapter.react?.(thread, id, reaction, options)),
        );
        if (comment && state.comments.has(id)) state.merge([comment]);
      }
    });
  }

  async edit(id: string, body: CommentBody): Promise<Comment> {
    const { adapter, thread, state } = this.#context;
    const idempotencyKey = createIdempotencyKey();
    return this.#during(idempotencyKey, { kind: 'edit', id, body }, async () => {
      const answer = await write(this.#context, (options) => adapter.edit?.(thread, id, body, options), {
        idempotencyKey,
      });
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
    const idempotencyKey = createIdempotencyKey();
    await this.#during(idempotencyKey, { kind: 'remove', id }, async () => {
      try {
        if (!(await delay.over())) return;
        // Not tied to the store's life: who leaves the page has decided.
        const { signal } = new AbortController();
        const left = checkComment(
          await write(this.#context, (options) => adapter.remove?.(thread, id, options), {
            idempotencyKey,
            signal,
          }),
        );
        if (left) state.merge([left]);
        else for (const gone of branchOf(id, state.comments)) state.forget(gone);
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
    await write(this.#context, (options) => adapter.report?.(thread, id, reason, options));
  }

  async preview(body: CommentBody, signal: AbortSignal): Promise<CommentBody> {
    const { adapter, thread } = this.#context;
    const answer = await write(this.#context, (options) => adapter.preview?.(thread, body, options), {
      signal,
    });
    return requireComment({ id: 'preview', body: answer }, 'preview()').body;
  }

  /** Shows a change for as long as the work takes. */
  async #during<T>(key: string, change: PendingChange, work: () => Promise<T>): Promise<T> {
    this.#changes.set(key, change);
    this.#context.changed();
    try {
      return await work();
    } finally {
      this.#changes.delete(key);
      this.#context.changed();
    }
  }
}

/** A comment, and all that is loaded of what hangs on it: where nothing is left of it, they have gone, too. */
function branchOf(id: string, comments: ReadonlyMap<string, Comment>): Iterable<string> {
  const branch = new Set([id]);
  // What is put in meanwhile is gone through as well.
  for (const parent of branch) {
    for (const comment of comments.values()) if (comment.parentId === parent) branch.add(comment.id);
  }
  return branch;
}
