import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { JsonRequest } from './http.ts';

interface Challenge {
  readonly parameters: {
    /** Such as `PBKDF2/SHA-256`. */
    readonly algorithm: string;
    /** In hex, as are the salt and the prefix. */
    readonly nonce: string;
    readonly salt: string;
    /** Iterations. */
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
 * browser derives keys beside the page's own thread, so the page stays alive meanwhile.
 *
 * @throws AdapterError `challenge-required` where the page may not derive keys: it has to be served by https.
 */
export async function solveChallenge(
  call: <T>(path: string, request: JsonRequest) => Promise<T>,
  signal: AbortSignal,
): Promise<SolvedChallenge> {
  const challenge = await call<Challenge>('challenge', { signal });
  const { algorithm, nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  // Missing on pages without https, whatever its type says.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  const [, hash] = /^PBKDF2\/(SHA-(?:256|384|512))$/.exec(algorithm) ?? [];
  if (!subtle || !hash) {
    const detail = subtle
      ? `Unknown proof of work: ${algorithm}.`
      : 'The proof of work needs a page served by https.';
    throw new AdapterError('challenge-required', { detail });
  }
  const settings = { name: 'PBKDF2', hash, salt: fromHex(salt), iterations: cost };
  const prefix = keyPrefix.toLowerCase();
  const password = new Uint8Array([...fromHex(nonce), 0, 0, 0, 0]);
  for (let counter = 0; ; counter++) {
    signal.throwIfAborted();
    new DataView(password.buffer).setUint32(password.length - 4, counter);
    const key = await subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    const derivedKey = toHex(await subtle.deriveBits(settings, key, keyLength * 8));
    if (derivedKey.startsWith(prefix)) return { challenge, solution: { counter, derivedKey } };
  }
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function toHex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
