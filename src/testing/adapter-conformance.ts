import { Bench, type ConformanceFixture, NotApplicable } from './bench.ts';
import { GROUPS } from './cases.ts';
import type { ConformanceCase } from './conformance-case.ts';

const DEFAULT_PATIENCE = 1_500;

/** The functions of a test runner that the kit needs: those of mocha, Vitest, Jest and `node:test` fit. */
export interface ConformanceRunner {
  readonly describe: (title: string, body: () => void) => unknown;
  readonly it: (title: string, test: (this: unknown, ...args: unknown[]) => Promise<void>) => unknown;
}

/** A case that says nothing about this adapter, as what it tests is not among the announced capabilities. */
export interface NotApplicableCase {
  /** Group and title, such as `edit: changes the text and nothing else`. */
  readonly title: string;
  readonly reason: string;
}

export interface ConformanceOptions extends ConformanceRunner {
  /** What the outermost `describe` is called. Default: `adapter conformance`. */
  readonly title?: string;
  /** Makes a fresh adapter, for each case one. */
  readonly create: () => ConformanceFixture | Promise<ConformanceFixture>;
  /**
   * Milliseconds in which live news must arrive, and an aborted call must end. Default 1,500, which is less
   * than runners give a test; a backend that is asked for news from time to time may need more of both.
   */
  readonly patience?: number;
  /** Hears of each case that does not apply. Default: the runner marks the case as skipped. */
  readonly notApplicable?: (found: NotApplicableCase) => void;
}

/**
 * Declares a test for everything the adapter contract promises. A case about an optional capability runs
 * if the adapter announces that capability, and else is reported as not applicable.
 *
 * ```ts
 * import { adapterConformance } from 'colloquy/testing';
 * import { describe, it } from 'vitest';
 *
 * adapterConformance({ describe, it, create: () => ({ adapter: myAdapter({ endpoint }) }) });
 * ```
 */
export function adapterConformance(options: ConformanceOptions): void {
  const { describe, it, title = 'adapter conformance' } = options;
  describe(title, () => {
    for (const [group, cases] of Object.entries(GROUPS)) {
      describe(group, () => {
        for (const one of cases) {
          // No parameters by count: a runner would take the first for a callback, and wait for its call.
          it(one.title, async function (...args) {
            const reason = await runCase(one, options);
            if (reason === null) return;
            const report = options.notApplicable ?? skipBy(this, args[0]);
            report({ title: `${group}: ${one.title}`, reason });
          });
        }
      });
    }
  });
}

/** Runs one case on an adapter of its own; resolves with why it does not apply, or null if it passed. */
async function runCase(
  one: ConformanceCase,
  { create, patience = DEFAULT_PATIENCE }: ConformanceOptions,
): Promise<string | null> {
  const fixture = await create();
  try {
    const bench = await Bench.open(fixture, patience);
    for (const need of one.needs ?? []) {
      const reason = need(bench);
      if (reason !== null) return reason;
    }
    await one.run(bench);
    return null;
  } catch (thrown) {
    if (thrown instanceof NotApplicable) return thrown.message;
    throw thrown;
  } finally {
    await fixture.cleanup?.();
  }
}

/** The runner's way to skip a test that has begun: on mocha's `this`, or on what other runners pass in. */
function skipBy(...contexts: readonly unknown[]): (found: NotApplicableCase) => void {
  for (const context of contexts) {
    const { skip } = (context ?? {}) as { readonly skip?: unknown };
    if (typeof skip === 'function') return ({ reason }) => void skip.call(context, reason);
  }
  return ({ title, reason }) => {
    throw new Error(
      `"${title}" does not apply: ${reason}. Give a notApplicable option to hear of such cases.`,
    );
  };
}
