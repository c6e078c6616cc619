import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adapterConformance, type ConformanceOptions } from '../../src/testing/index.ts';

interface KitOptions extends Pick<ConformanceOptions, 'create' | 'patience'> {
  readonly title: string;
  /** What the server does wrong, whatever the adapter does, by the title of the case that shows it. */
  readonly serverFaults?: Readonly<Record<string, string>>;
}

/** Declares the kit's tests of an adapter; those that do not apply are skipped, with the reason. */
export function conformance({ serverFaults = {}, ...options }: KitOptions): void {
  adapterConformance({
    ...options,
    describe,
    it: (title, test) =>
      it(title, async (context) => {
        const fault = serverFaults[title];
        if (fault === undefined) return test.call(undefined, context);
        await assert.rejects(test.call(undefined, context), `The server has learnt it: ${fault}`);
        context.skip(`A fault of the server: ${fault}`);
      }),
  });
}
