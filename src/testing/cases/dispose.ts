import { assert, isAdapterError, show } from '../assertions.ts';
import { type ConformanceCase, letsGo } from '../conformance-case.ts';

export const disposeCases: readonly ConformanceCase[] = [
  {
    title: 'can be disposed of twice',
    needs: [letsGo],
    async run({ adapter }) {
      adapter.dispose!();
      adapter.dispose!();
    },
  },
  {
    title: 'answers or refuses what is asked of it after that',
    needs: [letsGo],
    async run(bench) {
      bench.adapter.dispose!();
      try {
        await bench.list();
      } catch (reason) {
        assert(isAdapterError(reason), `Expected an AdapterError, got ${show(reason)}.`);
      }
    },
  },
];
