import { AdapterError } from '../core/adapter/adapter-error.ts';

/** Loads code when it is first needed; what could not be loaded is tried again the next time. */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null;
  return () =>
    (loaded ??= load().catch((cause: unknown) => {
      loaded = null;
      throw new AdapterError(navigator.onLine === false ? 'offline' : 'server', {
        detail: 'A part of the adapter could not be loaded.',
        cause,
      });
    }));
}
