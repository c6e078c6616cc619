import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { solve, type Work } from '../../../src/adapters/proof-of-work.ts';

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const bytes = (max: number) => fc.uint8Array({ maxLength: max });

/** The key of one try, hashed by the browser. */
async function keyOf({ salt, nonce, cost }: Work, counter: number): Promise<string> {
  const start = Uint8Array.from((salt + nonce).match(/../g) ?? [], (pair) => parseInt(pair, 16));
  let key = new Uint8Array([...start, 0, 0, 0, 0]);
  new DataView(key.buffer).setUint32(start.length, counter);
  for (let round = 0; round < Math.max(1, cost); round++) {
    key = new Uint8Array(await crypto.subtle.digest('SHA-256', key));
  }
  return hex(key);
}

describe('the proof of work', () => {
  it('is the first key with the prefix, as the browser hashes it', async () => {
    const work = fc.record({
      algorithm: fc.constant('SHA-256'),
      // Beyond a block of 64 bytes, too.
      salt: bytes(80).map(hex),
      nonce: bytes(80).map(hex),
      cost: fc.nat(3),
      keyLength: fc.integer({ min: 1, max: 32 }),
      keyPrefix: fc.constantFrom('', '0', 'A', 'f3'),
    });
    await fc.assert(
      fc.asyncProperty(work, async (wanted) => {
        const { counter, derivedKey } = await solve(wanted);
        const prefix = wanted.keyPrefix.toLowerCase();
        expect(derivedKey).to.equal((await keyOf(wanted, counter)).slice(0, wanted.keyLength * 2));
        expect(derivedKey.startsWith(prefix)).to.be.true;
        const earlier = Array.from({ length: counter }, (_, index) => keyOf(wanted, index));
        for (const key of await Promise.all(earlier)) expect(key.startsWith(prefix)).to.be.false;
      }),
      { numRuns: 50 },
    );
  });

  it('gives way every few milliseconds, and ends where that throws', async () => {
    const endless = {
      algorithm: 'SHA-256',
      salt: '',
      nonce: '',
      cost: 1,
      keyLength: 32,
      keyPrefix: '0'.repeat(64),
    };
    const times: number[] = [];
    const enough = new Error('enough');
    const failure = await solve(endless, async () => {
      times.push(performance.now());
      if (times.length === 5) throw enough;
    }).catch((thrown: unknown) => thrown);
    expect(failure).to.equal(enough);
    // Most of them: on a busy machine, one may take any time.
    const slices = times.slice(1).map((time, index) => time - times[index]!);
    expect(slices.toSorted((a, b) => a - b)[1]).to.be.below(100);
  });
});
