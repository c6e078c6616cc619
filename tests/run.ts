/** `npm test`: the browsers, the build, the tests in browsers and beside them those in Node, and one closing line. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { type Browsers, describeBrowsers, ensureBrowsers, readEngines } from './browsers.ts';
import { runInBrowsers } from './runner/run-in-browsers.ts';
import { runInNode } from './runner/run-in-node.ts';
import { selectTestFiles } from './runner/select-files.ts';
import { addTallies, formatTally, NOTHING, ONE_FAILURE, type Tally } from './runner/tally.ts';

const HELP = `npm test [-- [options] [which…]]

Runs the tests. The last line is "N passed, N failed".

which             a room (unit, element, conformance, security: in browsers; package, journeys, reliability,
                  server: in Node), a glob ("tests/unit/**/tree*"), or a part of a path (thread); without it,
                  everything
--engines LIST    run in these of chromium,firefox,webkit, or in "all"; without it in Chromium
--coverage        measure coverage (Chromium only) into coverage/
--no-build        test the built package that is there
--help            this text

Environment: COLLOQUY_ENGINES is --engines; COLLOQUY_CHROMIUM (or CHROME_PATH) and COLLOQUY_FIREFOX are paths
of browsers. A missing browser is installed (apt as root on Debian and Ubuntu, else a download).`;

const { values: options, positionals: choices } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    engines: { type: 'string' },
    coverage: { type: 'boolean', default: false },
    build: { type: 'boolean', default: true },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) {
  console.log(HELP);
  process.exit(0);
}
// The browser tests run in a process of their own and read it there.
if (options.engines) process.env['COLLOQUY_ENGINES'] = options.engines;
process.chdir(join(import.meta.dirname, '..'));

const engines = readEngines();
const files = selectTestFiles(choices);
if (choices.length > 0 && files.browser.length + files.node.length === 0) {
  console.error(`No test file matches ${choices.join(' ')}`);
}
const browsers = await ensureBrowsers(engines);
console.log(`Browsers:\n${describeBrowsers(browsers, engines)}\n`);

const missing = reportMissing(browsers);
const built = buildPackage();
// Browsers wait a lot, so both take less time together. What is said in Node waits until they are done.
const saidInNode = new PassThrough();
const inNode = runInNode(files.node, saidInNode).finally(() => saidInNode.end());
const inBrowsers = await testInBrowsers(browsers);
await pipeline(saidInNode, process.stdout, { end: false });
const total = addTallies(missing, built, inBrowsers, await inNode);

console.log(formatTally(total));
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

function reportMissing(found: Browsers): Tally {
  const missing = engines.filter((engine) => !found[engine]);
  for (const engine of missing) console.error(`FAILED: ${engine} could not be found or brought`);
  return addTallies(...missing.map(() => ONE_FAILURE));
}

async function testInBrowsers(found: Browsers): Promise<Tally> {
  if (!engines.some((engine) => found[engine])) return NOTHING;
  if (files.browser.length > 0) return runInBrowsers(files.browser, { coverage: options.coverage });
  if (choices.length > 0) return NOTHING;
  console.error('FAILED: there are no browser tests');
  return ONE_FAILURE;
}

/** The tests in Node look at what is built. */
function buildPackage(): Tally {
  if (files.node.length === 0 || !options.build) return NOTHING;
  const { status } = spawnSync('npm', ['run', 'build'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) return NOTHING;
  console.error('FAILED: npm run build');
  return ONE_FAILURE;
}
