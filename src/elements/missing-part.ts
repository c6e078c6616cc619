import { AdapterError } from '../core/adapter/adapter-error.ts';

/** Why a file of the library could not be loaded, as far as a reader can be told. It may come another time. */
export function missingPart(cause: unknown): AdapterError {
  const detail = 'A file of the library could not be loaded.';
  return new AdapterError(navigator.onLine === false ? 'offline' : 'server', { detail, cause });
}
