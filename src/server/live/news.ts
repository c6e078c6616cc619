/** What happened to a comment; `unseen` is of no interest to readers. */
export interface Change {
  readonly kind: 'saved' | 'removed' | 'unseen';
  readonly id: string;
  /** Of what is saved: whether readers saw it before. */
  readonly existing?: boolean;
}

/** What happened in a thread, small enough to be passed between processes: readers fetch the rest. */
export interface ThreadNewsItem {
  readonly threadId: string;
  readonly version: number;
  /** None: nothing that readers see. Null stands for "much": read again. */
  readonly changes: readonly Change[] | null;
}

/** Brings news from whoever writes to whoever watches, in this process and others. */
export interface ThreadNews {
  /** Called after the transaction that made the change. */
  announce(item: ThreadNewsItem): Promise<void>;
  watch(threadId: string, listener: (item: ThreadNewsItem) => void): () => void;
  close(): Promise<void>;
}

/** News within one process. */
export class LocalNews implements ThreadNews {
  readonly #listeners = new Map<string, Set<(item: ThreadNewsItem) => void>>();

  async announce(item: ThreadNewsItem): Promise<void> {
    this.deliver(item);
  }

  deliver(item: ThreadNewsItem): void {
    this.#listeners.get(item.threadId)?.forEach((listener) => listener(item));
  }

  /** Something was missed, nobody knows what. */
  deliverUnknown(): void {
    for (const threadId of this.#listeners.keys()) this.deliver({ threadId, version: 0, changes: null });
  }

  get watchedThreads(): readonly string[] {
    return [...this.#listeners.keys()];
  }

  watch(threadId: string, listener: (item: ThreadNewsItem) => void): () => void {
    const listeners = this.#listeners.get(threadId) ?? new Set();
    this.#listeners.set(threadId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(threadId) === listeners)
        this.#listeners.delete(threadId);
    };
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }
}
