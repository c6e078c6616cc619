import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { JsonRequest } from './http.ts';

interface Challenge {
  readonly parameters: {
    /** Such as `SHA-256`. */
    readonly algorithm: string;
    /** In hex, as are the salt and the prefix. */
    readonly nonce: string;
    readonly salt: string;
    /** Rounds of hashing for each try. */
    readonly cost: number;
    /** Bytes. */
    readonly keyLength: number;
    readonly keyPrefix: string;
  };
  readonly signature: string;
}

export interface SolvedChallenge {
  readonly challenge: Challenge;
  readonly solution: { readonly counter: number; readonly derivedKey: string };
}

/**
 * Fetches a proof of work and does the work: finds the counter whose key begins as the server wants. The
 * browser hashes beside the page's own thread and answers in tasks of their own, so the page stays alive.
 *
 * @throws AdapterError `challenge-required` where the page may not hash: it has to be served by https.
 */
export async function solveChallenge(
  call: <T>(path: string, request: JsonRequest) => Promise<T>,
  signal: AbortSignal,
): Promise<SolvedChallenge> {
  const challenge = await call<Challenge>('challenge', { signal });
  const { algorithm, nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  // Missing on pages without https, whatever its type says.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (!subtle || !/^SHA-(256|384|512)$/.test(algorithm)) {
    const detail = subtle
      ? `Unknown proof of work: ${algorithm}.`
      : 'The proof of work needs a page served by https.';
    throw new AdapterError('challenge-required', { detail });
  }
  // Salt and nonce stay, the last four bytes count up.
  const input = new Uint8Array([...fromHex(salt), ...fromHex(nonce), 0, 0, 0, 0]);
  const tail = new DataView(input.buffer, input.length - 4);
  const prefix = keyPrefix.toLowerCase();
  for (let counter = 0; ; counter++) {
    signal.throwIfAborted();
    tail.setUint32(0, counter);
    let key = input;
    for (let round = 0; round < Math.max(1, cost); round++) {
      key = new Uint8Array(await subtle.digest(algorithm, key));
    }
    const derivedKey = toHex(key.slice(0, keyLength));
    if (derivedKey.startsWith(prefix)) return { challenge, solution: { counter, derivedKey } };
  }
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
