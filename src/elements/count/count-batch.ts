import type { CommentsAdapter } from '../../core/adapter/adapter.ts';
import { AdapterError } from '../../core/adapter/adapter-error.ts';
import type { ThreadRef } from '../../core/model/thread.ts';
import { callAdapter, DEFAULT_TIMEOUT } from '../../core/store/call.ts';

/** Threads in one question; more are asked for in several. */
const MAX_THREADS = 100;

interface Wanted {
  readonly thread: ThreadRef;
  readonly resolve: (count: number) => void;
  readonly reject: (reason: unknown) => void;
}

const waiting = new Map<CommentsAdapter, Wanted[]>();

/**
 * How many comments a thread has. All that are asked for in one turn of the page are one question to the
 * backend.
 *
 * @throws AdapterError
 */
export function requestCount(adapter: CommentsAdapter, thread: ThreadRef): Promise<number> {
  return new Promise((resolve, reject) => {
    let batch = waiting.get(adapter);
    if (!batch) {
      batch = [];
      waiting.set(adapter, batch);
      // After the elements that are being upgraded one by one.
      setTimeout(() => void ask(adapter));
    }
    batch.push({ thread, resolve, reject });
  });
}

async function ask(adapter: CommentsAdapter): Promise<void> {
  const batch = waiting.get(adapter)!;
  waiting.delete(adapter);
  for (let start = 0; start < batch.length; start += MAX_THREADS) {
    const part = batch.slice(start, start + MAX_THREADS);
    try {
      const counts = await countAll(
        adapter,
        part.map(({ thread }) => thread),
      );
      part.forEach(({ resolve }, index) => resolve(counts[index]!));
    } catch (reason) {
      for (const { reject } of part) reject(reason);
    }
  }
}

async function countAll(adapter: CommentsAdapter, threads: readonly ThreadRef[]): Promise<readonly number[]> {
  const counts: unknown = await callAdapter(
    async (signal) => {
      if (!adapter.counts) throw new AdapterError('unsupported');
      return adapter.counts(threads, { signal });
    },
    new AbortController().signal,
    DEFAULT_TIMEOUT,
  );
  if (!Array.isArray(counts) || counts.length !== threads.length || !counts.every(isCount)) {
    throw new AdapterError('bad-response', { detail: 'counts() gave no number for each thread.' });
  }
  return counts;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
