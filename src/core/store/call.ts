import { AdapterError, toAdapterError } from '../adapter/adapter-error.ts';

/** How long a backend may stay silent, in milliseconds. */
export const DEFAULT_TIMEOUT = 20_000;

/**
 * Calls an adapter so that the caller always hears back: the call gets a signal that aborts on timeout or
 * with `signal`, an adapter that ignores its signal is no longer waited for, and what it throws, also
 * before its first await, arrives as an AdapterError.
 *
 * @throws AdapterError, or the signal's reason when `signal` aborts.
 */
export async function callAdapter<T>(
  call: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
  timeout: number,
): Promise<T> {
  signal.throwIfAborted();
  const own = new AbortController();
  let settle!: (reason: unknown) => void;
  const interrupted = new Promise<never>((_, reject) => (settle = reject));
  const abort = (reason: unknown) => {
    settle(reason);
    own.abort(reason);
  };
  const onAbort = () => abort(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(
    () => abort(new AdapterError('timeout', { detail: `No answer within ${timeout / 1000} s.` })),
    timeout,
  );
  try {
    const answer = Promise.resolve().then(() => call(own.signal));
    return await Promise.race([answer, interrupted]);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw toAdapterError(error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
