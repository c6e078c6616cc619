/** What the author of an adapter tests it with. Brings no test runner and needs none in particular. */
export {
  adapterConformance,
  type ConformanceOptions,
  type ConformanceRunner,
  type NotApplicableCase,
} from './adapter-conformance.ts';
export type { ConformanceFixture } from './bench.ts';
