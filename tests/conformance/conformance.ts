import { expect } from '@open-wc/testing';
import { adapterConformance, type ConformanceOptions } from '../../src/testing/index.ts';

interface KitOptions extends Pick<ConformanceOptions, 'create' | 'patience'> {
  readonly title: string;
  /** The cases, or beginnings of their titles, that do not apply: one that starts to, or ceases to, is a failure. */
  readonly notApplicable: readonly string[];
}

/** Whether `npm run matrix` asks, which wants to be told by the runner what does not apply. */
const isForMatrix = document.documentElement.hasAttribute('data-matrix');

/** Declares the kit's tests of an adapter, and one of which of them say nothing about it. */
export function conformance({ title, notApplicable, ...options }: KitOptions): void {
  const found: string[] = [];
  adapterConformance({
    ...options,
    title,
    describe,
    it,
    ...(!isForMatrix && { notApplicable: (one) => found.push(one.title) }),
  });
  if (isForMatrix) return;
  describe(title, () => {
    it('is not asked for what it does not announce', () => {
      const unexpected = found.filter((one) => !notApplicable.some((start) => one.startsWith(start)));
      const unmet = notApplicable.filter((start) => !found.some((one) => one.startsWith(start)));
      expect({ unexpected, unmet }).to.deep.equal({ unexpected: [], unmet: [] });
    });
  });
}
