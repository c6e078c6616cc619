import { expect } from '@open-wc/testing';
import { checkBodies } from './support/check-body.ts';
import { recordExecutions } from './support/executions.ts';

/** `npm run fuzz` makes many more. */
const RUNS = 10_000;

describe(`${RUNS} generated bodies`, function () {
  this.timeout(150_000);
  const calls = recordExecutions();

  it('come out as six invariants demand', () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    checkBodies(RUNS, seed);
    expect(calls).to.deep.equal([]);
  });

  it('would not without the sanitiser', () => {
    const raw = (html: string) => {
      const template = document.createElement('template');
      // eslint-disable-next-line no-unsanitized/property -- To see that the invariants find something.
      template.innerHTML = html;
      return template.content;
    };
    expect(() => checkBodies(100, 1, raw)).to.throw(/Property failed/);
  });
});
