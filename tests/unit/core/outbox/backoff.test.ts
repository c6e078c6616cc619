import { expect } from '@open-wc/testing';
import { pauseAfter } from '../../../../src/core/outbox/backoff.ts';
import { replaceProperty } from '../../../support/replace.ts';

/** Tries there have been, and the longest pause after them. */
const BOUNDS = [
  [1, 2_000],
  [2, 4_000],
  [3, 8_000],
  [4, 16_000],
  [5, 30_000],
  [9, 30_000],
] as const;

describe('pauseAfter', () => {
  for (const [tries, bound] of BOUNDS) {
    for (const luck of [0, 0.25, 0.999]) {
      it(`is ${luck} of ${bound} ms after ${tries} tries`, () => {
        replaceProperty(Math, 'random', () => luck);
        expect(pauseAfter(tries)).to.equal(Math.ceil(luck * bound));
      });
    }
    it(`is what the server asks for, after ${tries} tries`, () => {
      expect(pauseAfter(tries, 60_000)).to.equal(60_000);
    });
  }

  it('is not shortened by what the server asks for', () => {
    replaceProperty(Math, 'random', () => 0.5);
    expect(pauseAfter(3, 10)).to.equal(4_000);
  });
});
