/** As the tests in browsers are run, but only the kit's, in Chromium, and with the outcome of each of its cases. */
import { basename } from 'node:path';
import type { Reporter, TestRunnerConfig, TestSuiteResult } from '@web/test-runner';
import type { Outcome } from './outcomes.ts';

// Read by the configuration that this one goes by.
process.env['COLLOQUY_ENGINES'] = 'chromium';
const { default: base } = await import('../web-test-runner.config.ts');

function matrixReporter(): Reporter {
  return {
    async stop({ sessions }) {
      const outcomes = sessions.flatMap(({ testFile, testResults }) =>
        // The outermost suites are the ways in which an adapter is tested.
        (testResults?.suites ?? []).flatMap(({ suites }) =>
          suites.flatMap((group) => outcomesOf(group, basename(testFile, '.test.ts'))),
        ),
      );
      // The runner exits right after this, so the message must have left.
      await new Promise<void>((sent) => (process.send ? process.send(outcomes, () => sent()) : sent()));
    },
  };
}

function outcomesOf({ name, tests }: TestSuiteResult, adapter: string): Outcome[] {
  return tests.map((test) => ({
    adapter,
    title: `${name}: ${test.name}`,
    result: test.skipped ? 'not applicable' : test.passed ? 'passed' : 'failed',
  }));
}

const config: TestRunnerConfig = {
  ...base,
  // The cases only, not what else is tested beside them.
  testFramework: { config: { ui: 'bdd', timeout: '10000', grep: ': hostile answers', invert: true } },
  testRunnerHtml: (testFramework) => `<!doctype html>
    <html lang="en" data-matrix>
      <head><meta charset="utf-8"></head>
      <body><script type="module" src="${testFramework}"></script></body>
    </html>`,
  reporters: [matrixReporter()],
};

// The runner reads its configuration from a default export.
export default config;
