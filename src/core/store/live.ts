import { toAdapterError } from '../adapter/adapter-error.ts';
import type { CommentPage, ListQuery, ThreadChange } from '../adapter/adapter.ts';
import { checkComment, isRecord } from '../adapter/check-answer.ts';
import { report } from '../report.ts';
import type { CatchUp } from './catch-up.ts';
import type { LiveContext } from './live-context.ts';
import type { Polling } from './polling.ts';

/** Milliseconds until the first look where a backend does not tell of changes. */
const FIRST_LOOK = 20_000;

/** What others do in a thread: as the backend tells it, or by looking again and again where it cannot. */
export class Live {
  readonly #context: LiveContext;
  #started = false;
  #active = true;
  #polling: Polling | null = null;
  #catchingUp: Promise<CatchUp> | null = null;

  constructor(context: LiveContext) {
    this.#context = context;
  }

  /**
   * Begins with the first page that was read.
   *
   * @param query what that page answers
   */
  start(page: CommentPage, query: ListQuery): void {
    if (this.#started) return;
    this.#started = true;
    const { adapter, thread, signal, reading, onChange } = this.#context;
    if (!page.capabilities.watch || !adapter.watch) {
      this.#poll({ page, query, located: reading.located });
      return;
    }
    try {
      const tell = (change: ThreadChange) => {
        const checked = signal.aborted ? null : checkChange(change);
        if (checked?.kind === 'unknown') void this.#catchUp();
        else if (checked) onChange(checked);
      };
      adapter.watch(thread, tell, { signal });
    } catch (thrown) {
      // Without live changes the thread is still whole.
      report(toAdapterError(thrown));
    }
  }

  /** Whether anybody is looking. */
  setActive(active: boolean): void {
    this.#active = active;
    this.#polling?.setActive(active);
  }

  /** Begins late: who has left by then does not load what looking takes. */
  #poll(first: { page: CommentPage; query: ListQuery; located: boolean }): void {
    const { signal } = this.#context;
    const timer = setTimeout(() => {
      void import('./poll-for-changes.ts').then(
        ({ pollForChanges }) => {
          if (!signal.aborted) this.#polling = pollForChanges(this.#context, first, this.#active);
        },
        // It may come the next time.
        () => !signal.aborted && this.#poll(first),
      );
    }, FIRST_LOOK);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }

  /** Finds out what has changed. Most pages never have to. */
  async #catchUp(): Promise<void> {
    try {
      this.#catchingUp ??= import('./catch-up.ts').then(({ CatchUp }) => new CatchUp(this.#context));
      await (await this.#catchingUp).start();
    } catch {
      // The file did not come.
      this.#catchingUp = null;
      await this.#context.reading.reload();
    }
  }
}

/** A well-formed change, or null for what is none. */
function checkChange(change: unknown): ThreadChange | null {
  if (!isRecord(change)) return null;
  if (change['kind'] === 'saved') {
    const comment = checkComment(change['comment']);
    return comment && { kind: 'saved', comment, existing: change['existing'] === true };
  }
  if (change['kind'] === 'removed') return { kind: 'removed', id: String(change['id']) };
  return { kind: 'unknown' };
}
