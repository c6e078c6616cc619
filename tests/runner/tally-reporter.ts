import { relative } from 'node:path';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';
import { addTallies, ONE_FAILURE, type Tally } from './tally.ts';

/** What the runner came to. */
export interface BrowserRun {
  readonly tally: Tally;
  /** Files at which WebKit hung: it does so at times, whatever the file, and their tests say nothing. */
  readonly unfinished: readonly string[];
}

/** Counts the tests of all engines, names those that were skipped, and sends the sum to the process that asked. */
export function tallyReporter(): Reporter {
  return {
    async stop({ sessions }) {
      const unfinished = sessions.filter(hangs);
      const run: BrowserRun = {
        tally: addTallies(...sessions.filter((session) => !hangs(session)).map(tallyOf)),
        unfinished: unfinished.map(({ testFile }) => relative(process.cwd(), testFile)),
      };
      console.log(['', ...emptyFileLines(sessions), ...skippedLines(sessions)].join('\n'));
      // The runner exits right after this, so the message must have left.
      await new Promise<void>((sent) => (process.send ? process.send(run, () => sent()) : sent()));
    },
  };
}

function hangs({ browser, errors }: TestSession): boolean {
  return browser.name === 'WebKit' && errors.some(({ message }) => message.includes('did not finish within'));
}

function tallyOf(session: TestSession): Tally {
  const tests = testsOf(session);
  const skipped = tests.filter((test) => test.skipped).length;
  const failed = tests.filter((test) => !test.passed && !test.skipped).length;
  const passed = tests.length - skipped - failed;
  // A page that failed to load, a hook that threw, or a file in which no test is: nothing else tells of them.
  const failedOutsideTests = failed === 0 && (!session.passed || tests.length === 0);
  return addTallies({ passed, failed, skipped }, ...(failedOutsideTests ? [ONE_FAILURE] : []));
}

function testsOf(session: TestSession): { name: string; passed: boolean; skipped: boolean }[] {
  const collect = (suite: TestSuiteResult, path: string): ReturnType<typeof testsOf> => [
    ...suite.tests.map((test) => ({ ...test, name: `${path}${test.name}` })),
    ...suite.suites.flatMap((child) => collect(child, `${path}${child.name} › `)),
  ];
  return session.testResults ? collect(session.testResults, '') : [];
}

function emptyFileLines(sessions: readonly TestSession[]): string[] {
  const empty = sessions.filter((session) => session.passed && testsOf(session).length === 0);
  return [...new Set(empty.map((session) => relative(process.cwd(), session.testFile)))].map(
    (file) => `FAILED: there is no test in ${file}`,
  );
}

function skippedLines(sessions: readonly TestSession[]): string[] {
  const engines = new Map<string, string[]>();
  for (const session of sessions) {
    for (const test of testsOf(session).filter(({ skipped }) => skipped)) {
      const name = `${relative(process.cwd(), session.testFile)}: ${test.name}`;
      engines.set(name, [...(engines.get(name) ?? []), session.browser.name]);
    }
  }
  return [...engines].map(([name, where]) => `SKIPPED ${name} (${where.join(', ')})`);
}
