/**
 * The tests that run in browsers: one run over every engine that is asked for. `npm test` starts it; alone it is
 * `npx wtr --config tests/web-test-runner.config.ts`, to which `--files`, `--watch` and `--coverage` can be added.
 */
import { join } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { type BrowserLauncher, defaultReporter, type TestRunnerConfig } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findBrowsers, readEngines } from './browsers.ts';
import { chromiumArguments } from './runner/chromium-arguments.ts';
import { chordPlugin } from './runner/chord-plugin.ts';
import { freePort } from './runner/free-port.ts';
import { listenOnLoopbackOnly } from './runner/loopback-only.ts';
import {
  lowestPurifierPlugin,
  mswWorkerPlugin,
  policyPagePlugin,
  publishedMicromarkPlugin,
  sharedDataPlugin,
} from './runner/server-plugins.ts';
import { tallyReporter } from './runner/tally-reporter.ts';
import { WebKitLauncher } from './runner/webkit-launcher.ts';

listenOnLoopbackOnly();

const rootDir = join(import.meta.dirname, '..');
const engines = readEngines();
const browsers = await findBrowsers();
const launchers: BrowserLauncher[] = [];

if (engines.includes('chromium') && browsers.chromium) {
  const launcher = chromeLauncher({
    launchOptions: {
      executablePath: browsers.chromium,
      args: [...chromiumArguments(), '--js-flags=--expose-gc'],
    },
  });
  launchers.push(Object.assign(launcher, { name: 'Chromium' }));
}
if (engines.includes('firefox') && browsers.firefox) {
  const launcher = chromeLauncher({
    launchOptions: { browser: 'firefox', executablePath: browsers.firefox, headless: true },
  });
  launchers.push(Object.assign(launcher, { name: 'Firefox' }));
}
if (engines.includes('webkit') && browsers.webkit) {
  // The cast is for its package's types, which were not written with exactOptionalPropertyTypes in mind.
  launchers.push(new WebKitLauncher(browsers.webkit, await freePort()) as BrowserLauncher);
}

const config: TestRunnerConfig = {
  rootDir,
  files: ['tests/{unit,element,conformance,security}/**/*.test.ts'],
  hostname: '127.0.0.1',
  port: await freePort(),
  browsers: launchers,
  // One engine at a time, and in it one page: two pages of Firefox starve each other, WebKit would get
  // frames in place of pages, and a page that is not in front has no focus to test.
  concurrentBrowsers: 1,
  concurrency: 1,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  // What tries thousands of texts takes a minute where the machine has other work.
  testsFinishTimeout: 180_000,
  testFramework: { config: { ui: 'bdd', timeout: '10000' } },
  // msw can be imported with these conditions only.
  nodeResolve: { browser: true, exportConditions: ['browser', 'development'] },
  plugins: [
    chordPlugin(),
    mswWorkerPlugin(),
    sharedDataPlugin(),
    policyPagePlugin(),
    publishedMicromarkPlugin(),
    lowestPurifierPlugin(),
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: join(rootDir, 'tsconfig.json') }),
  ],
  testRunnerHtml: (testFramework) => `<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Colloquy tests</title>
      </head>
      <body><script type="module" src="${testFramework}"></script></body>
    </html>`,
  filterBrowserLogs: ({ args }) => !String(args[0]).includes('Lit is in dev mode'),
  // Only Chromium measures coverage.
  coverageConfig: { include: ['src/**/*.ts'], reportDir: 'coverage', reporters: ['lcov', 'text-summary'] },
  reporters: [defaultReporter(), tallyReporter()],
};

// The runner reads its configuration from a default export.
export default config;
