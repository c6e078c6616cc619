import type { CommentsAdapter } from '../adapter/adapter.ts';
import type { ThreadRef } from '../model/thread.ts';
import type { ThreadState } from './thread-state.ts';

/** What reading, writing and live changes have of their store in common. */
export interface StoreContext {
  readonly adapter: CommentsAdapter;
  readonly thread: ThreadRef;
  /** Milliseconds to wait for an answer. */
  readonly timeout: number;
  /** Aborts when the store is disposed of. */
  readonly signal: AbortSignal;
  readonly state: ThreadState;
  readonly changed: () => void;
}
