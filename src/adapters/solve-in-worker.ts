import { trustedTypesPolicy } from '../content/trusted-types.ts';
import type { Solution, Work } from './proof-of-work.ts';

/** What could not be had once is not asked for again: each try would be told to the page's owner. */
let refused = false;

/** The solution, by a worker; or null where there can be none, and the page has to do the work itself. */
export async function solveInWorker(work: Work, signal: AbortSignal): Promise<Solution | null> {
  signal.throwIfAborted();
  const worker = refused ? null : startWorker();
  refused = worker === null;
  if (!worker) return null;
  const done = new AbortController();
  try {
    return await new Promise<Solution | null>((resolve, reject) => {
      const options = { signal: done.signal };
      worker.addEventListener('message', ({ data }: MessageEvent<Solution>) => resolve(data), options);
      worker.addEventListener('error', onError, options);
      signal.addEventListener('abort', () => reject(signal.reason as Error), options);
      worker.postMessage(work);

      /** Its script could not be loaded, for one because the page's security policy forbids. */
      function onError(event: Event): void {
        event.preventDefault();
        refused = true;
        resolve(null);
      }
    });
  } finally {
    done.abort();
    worker.terminate();
  }
}

function startWorker(): Worker | null {
  if (typeof Worker === 'undefined' || typeof Document === 'undefined') return null;
  // By the prototype, as markup can put an element in place of a property of `document`.
  const nonce = Document.prototype.querySelector.call(document, 'script[nonce]');
  const address = workerAddress();
  // Where scripts are let in by nonce, a worker has none; and no worker runs a script from another origin.
  if (nonce || new URL(address).origin !== location.origin) return null;
  const policy = trustedTypesPolicy();
  if ('trustedTypes' in globalThis && !policy) return null;
  try {
    return new Worker(policy?.createScriptURL(address) ?? address, {
      type: 'module',
      name: 'colloquy-proof-of-work',
    });
  } catch {
    return null;
  }
}

/**
 * Bundlers know a worker's script by this one expression, and put the address of what they made of it there.
 * It is not yet a worker: the page may demand that its address be vouched for.
 */
function workerAddress(): string {
  const Worker = class {
    readonly href: string;
    constructor({ href }: URL, _options: WorkerOptions) {
      this.href = href;
    }
  };
  return new Worker(new URL('./proof-of-work.ts', import.meta.url), { type: 'module' }).href;
}
