import { expect } from '@open-wc/testing';
import { assertInProportion } from './yardstick.ts';

/** A document that is parsed in a moment, but is no trifle. */
const ITEMS = Array.from({ length: 20_000 }, (_, index) => `item ${index}`);
const TEXT = JSON.stringify(ITEMS);

const parse = async () => void JSON.parse(TEXT);
const failureOf = (work: () => Promise<unknown>) =>
  assertInProportion(Infinity, work, parse).then(
    () => null,
    (reason: unknown) => String(reason),
  );

describe('assertInProportion', function () {
  this.timeout(60_000);

  it('finds what looks at everything again for each of its parts', async () => {
    const some = ITEMS.slice(0, 10_000);
    const quadratic = async () => some.filter((item) => ITEMS.every((other) => other !== `${item}!`));
    expect(await failureOf(quadratic)).to.match(/times as long as parsing it/);
  });

  it('lets pass what looks at everything some times', async () => {
    const linear = async () => {
      for (let round = 0; round < 5; round++) JSON.parse(JSON.stringify(ITEMS));
    };
    expect(await failureOf(linear)).to.equal(null);
  });

  it('lets pass what was slow only the first time', async () => {
    let first = true;
    const stalling = async () => {
      const started = performance.now();
      while (first && performance.now() - started < 500);
      first = false;
    };
    expect(await failureOf(stalling)).to.equal(null);
  });

  it('does not look at what was quick', async () => {
    await assertInProportion(1, () => Promise.reject(new Error('looked at')), parse);
  });
});
