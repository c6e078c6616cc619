/**
 * The proof of work that a server asks of whoever writes, and the script of the worker that does it. One file
 * without imports, as some bundlers copy a worker's script rather than bundle it. The hash is our own: asking
 * the browser for each of some ten thousand small hashes takes ten times as long, and on pages without https
 * it has none.
 */

/** To find the counter whose key begins with the prefix. */
export interface Work {
  readonly algorithm: string;
  /** In hex, as are the salt and the prefix. */
  readonly nonce: string;
  readonly salt: string;
  /** Rounds of hashing for each try. */
  readonly cost: number;
  /** Bytes. */
  readonly keyLength: number;
  readonly keyPrefix: string;
}

export interface Solution {
  readonly counter: number;
  readonly derivedKey: string;
}

/** @param pause is called between slices of a few milliseconds, for whoever has other things to do. */
export async function solve(work: Work, pause?: () => Promise<void>): Promise<Solution> {
  const salted = fromHex(work.salt + work.nonce);
  const prefix = work.keyPrefix.toLowerCase();
  // As much of the prefix as the first word of a key shows.
  const digits = Math.min(prefix.length, 8);
  const begin = parseInt(prefix.slice(0, digits) || '0', 16);
  // Salt and nonce stay, the last four bytes count up.
  const tries = new PaddedMessage(salted.length + 4);
  tries.bytes.set(salted);
  const rounds = new PaddedMessage(KEY_BYTES);
  for (let counter = 0, sliceEnd = performance.now() + SLICE; ; counter++) {
    // The clock is read seldom: that takes as long as several tries.
    if (pause && counter % 256 === 0 && performance.now() > sliceEnd) {
      await pause();
      sliceEnd = performance.now() + SLICE;
    }
    tries.view.setUint32(salted.length, counter);
    let key = tries.digest();
    for (let round = 1; round < work.cost; round++) {
      key.forEach((word, index) => rounds.view.setUint32(index * 4, word));
      key = rounds.digest();
    }
    if (digits > 0 && key[0]! >>> (32 - digits * 4) !== begin) continue;
    const derivedKey = toHex(key).slice(0, work.keyLength * 2);
    if (derivedKey.startsWith(prefix)) return { counter, derivedKey };
  }
}

const SLICE = 8;
const KEY_BYTES = 32;
const BLOCK_BYTES = 64;

/** Of SHA-256 (FIPS 180-4): its start, and one word for each step of a block. */
const START = wordsOf('6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19');
const STEPS = wordsOf(
  '428a2f9871374491b5c0fbcfe9b5dba53956c25b59f111f1923f82a4ab1c5ed5d807aa9812835b01243185be550c7dc3' +
    '72be5d7480deb1fe9bdc06a7c19bf174e49b69c1efbe47860fc19dc6240ca1cc2de92c6f4a7484aa5cb0a9dc76f988da' +
    '983e5152a831c66db00327c8bf597fc7c6e00bf3d5a7914706ca63511429296727b70a852e1b21384d2c6dfc53380d13' +
    '650a7354766a0abb81c2c92e92722c85a2bfe8a1a81a664bc24b8b70c76c51a3d192e819d6990624f40e3585106aa070' +
    '19a4c1161e376c082748774c34b0bcb5391c0cb34ed8aa4a5b9cca4f682e6ff3748f82ee78a5636f84c878148cc70208' +
    '90befffaa4506cebbef9a3f7c67178f2',
);

/** A message of a fixed length that is hashed again after each change. */
class PaddedMessage {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly #state = new Int32Array(START.length);
  readonly #schedule = new Int32Array(STEPS.length);

  constructor(length: number) {
    // Behind the message stand one bit and its length, and between them as much as fills the block.
    this.bytes = new Uint8Array(Math.ceil((length + 9) / BLOCK_BYTES) * BLOCK_BYTES);
    this.view = new DataView(this.bytes.buffer);
    this.bytes[length] = 0x80;
    this.view.setUint32(this.bytes.length - 4, length * 8);
  }

  /** The hash in words; overwritten by the next one. */
  digest(): Int32Array {
    this.#state.set(START);
    for (let block = 0; block < this.bytes.length; block += BLOCK_BYTES) this.#add(block);
    return this.#state;
  }

  #add(block: number): void {
    const [state, words] = [this.#state, this.#schedule];
    for (let step = 0; step < STEPS.length; step++) {
      if (step < 16) {
        words[step] = this.view.getInt32(block + step * 4);
        continue;
      }
      const [near, far] = [words[step - 2]!, words[step - 15]!];
      words[step] =
        words[step - 16]! +
        words[step - 7]! +
        ((turned(far, 7) ^ turned(far, 18) ^ (far >>> 3)) +
          (turned(near, 17) ^ turned(near, 19) ^ (near >>> 10)));
    }
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    let e = state[4]!;
    let f = state[5]!;
    let g = state[6]!;
    let h = state[7]!;
    for (let step = 0; step < STEPS.length; step++) {
      const choice = (e & f) ^ (~e & g);
      const majority = (a & b) ^ (a & c) ^ (b & c);
      const mixed =
        (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + STEPS[step]! + words[step]!) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + mixed) | 0;
      d = c;
      c = b;
      b = a;
      a = (mixed + (turned(b, 2) ^ turned(b, 13) ^ turned(b, 22)) + majority) | 0;
    }
    state[0]! += a;
    state[1]! += b;
    state[2]! += c;
    state[3]! += d;
    state[4]! += e;
    state[5]! += f;
    state[6]! += g;
    state[7]! += h;
  }
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function wordsOf(hex: string): Int32Array {
  return Int32Array.from(hex.match(/.{8}/g) ?? [], (word) => parseInt(word, 16));
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function toHex(words: Int32Array): string {
  return Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** Told apart by its name from other workers, in which an application may have put its adapters. */
const { name, document } = globalThis as { name?: unknown; document?: unknown };
if (document === undefined && name === 'colloquy-proof-of-work') {
  addEventListener('message', ({ data }: MessageEvent<Work>) => {
    solve(data).then((solution) => postMessage(solution), reportError);
  });
}
