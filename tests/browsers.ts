/**
 * Finds the browsers that the tests run in, and brings those that are required and missing.
 * `node tests/browsers.ts` prints what it finds.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import {
  Browser,
  detectBrowserPlatform,
  getInstalledBrowsers,
  install,
  resolveBuildId,
} from '@puppeteer/browsers';

export type Engine = 'chromium' | 'firefox' | 'webkit';
export const ENGINES: readonly Engine[] = ['chromium', 'firefox', 'webkit'];

export interface WebKit {
  /** WebKitWebDriver. */
  readonly driver: string;
  /** The MiniBrowser that belongs to the same WebKitGTK. */
  readonly browser: string;
  /** A virtual display; without one the browser opens on the display that is there. */
  readonly xvfb: string | undefined;
}

export interface Browsers {
  readonly chromium: string | undefined;
  readonly firefox: string | undefined;
  readonly webkit: WebKit | undefined;
}

const DOWNLOADS = join(import.meta.dirname, '../.cache/browsers');

const DEBIAN_PACKAGES: Readonly<Record<Engine, readonly string[]>> = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'xauth', 'dbus-x11'],
};

const CHROMIUM_COMMANDS = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chrome',
  'msedge',
];

const MAC_CHROMIUMS = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

const WINDOWS_CHROMIUMS = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];

const WEBKIT_BROWSERS = [
  '/usr/lib/*/webkit2gtk-4.1/MiniBrowser',
  '/usr/lib/webkit2gtk-4.1/MiniBrowser',
  '/usr/libexec/webkit2gtk-4.1/MiniBrowser',
];

/** The engines to run in: Chromium, or what COLLOQUY_ENGINES names, as `all` or a list such as `chromium,firefox`. */
export function readEngines(value = process.env['COLLOQUY_ENGINES'] || 'chromium'): readonly Engine[] {
  if (value === 'all') return ENGINES;
  return value.split(',').map((name) => {
    const engine = ENGINES.find((known) => known === name.trim());
    if (!engine) throw new Error(`COLLOQUY_ENGINES: "${name}" is none of all, ${ENGINES.join(', ')}`);
    return engine;
  });
}

export async function findBrowsers(): Promise<Browsers> {
  const downloaded = existsSync(DOWNLOADS) ? await getInstalledBrowsers({ cacheDir: DOWNLOADS }) : [];
  const download = (browser: Browser) => downloaded.find((one) => one.browser === browser)?.executablePath;
  return {
    chromium:
      fromEnvironment('COLLOQUY_CHROMIUM', 'CHROME_PATH') ??
      firstThatRuns([...onPath(CHROMIUM_COMMANDS), ...MAC_CHROMIUMS, ...programFiles(WINDOWS_CHROMIUMS)]) ??
      download(Browser.CHROME),
    firefox:
      fromEnvironment('COLLOQUY_FIREFOX') ??
      firstThatRuns([
        ...onPath(['firefox', 'firefox-esr']),
        '/Applications/Firefox.app/Contents/MacOS/firefox',
        ...programFiles(['Mozilla Firefox/firefox.exe']),
      ]) ??
      download(Browser.FIREFOX),
    webkit: findWebKit(),
  };
}

/** Finds the browsers; brings those of these engines that are missing by apt, then by download. */
export async function ensureBrowsers(engines: readonly Engine[]): Promise<Browsers> {
  let browsers = await findBrowsers();
  const missing = () => engines.filter((engine) => !browsers[engine]);

  if (missing().length > 0 && canUseApt()) {
    installDebianPackages(missing().flatMap((engine) => DEBIAN_PACKAGES[engine]));
    browsers = await findBrowsers();
  }
  if (missing().length > 0) {
    for (const engine of missing()) await downloadBrowser(engine);
    browsers = await findBrowsers();
  }
  return browsers;
}

function fromEnvironment(...names: string[]): string | undefined {
  const name = names.find((one) => process.env[one]);
  const path = name && process.env[name];
  // A mistyped path must not be answered by quietly testing another browser.
  if (path && !existsSync(path)) throw new Error(`${name}: there is no file ${path}`);
  return path || undefined;
}

function onPath(commands: readonly string[]): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return commands.flatMap((command) => folders.map((folder) => join(folder, command + suffix)));
}

function programFiles(paths: readonly string[]): string[] {
  const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name]);
  return roots.flatMap((root) => (root ? paths.map((path) => join(root, path)) : []));
}

function firstThatRuns(paths: readonly string[]): string | undefined {
  return paths.find((path) => existsSync(path) && versionOf(path) !== undefined);
}

/** The browser's own words for its version; undefined if it does not start (Ubuntu has such stand-ins). */
function versionOf(path: string): string | undefined {
  // On Windows `--version` opens a window.
  if (process.platform === 'win32') return '';
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 ? stdout.trim() : undefined;
}

function findWebKit(): WebKit | undefined {
  const driver = onPath(['WebKitWebDriver']).find(existsSync);
  const browser = globSync(WEBKIT_BROWSERS)[0];
  const xvfb = onPath(['Xvfb']).find(existsSync);
  const hasDisplay = xvfb ?? process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  return driver && browser && hasDisplay ? { driver, browser, xvfb } : undefined;
}

function canUseApt(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

function installDebianPackages(packages: readonly string[]): void {
  const aptGet = (...args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  console.log(`Installing browsers: ${packages.join(' ')} (one or two minutes) …`);
  const installed =
    aptGet('update') &&
    aptGet(...['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends'], ...packages);
  if (!installed) console.error('apt-get could not install them.');
}

async function downloadBrowser(engine: Engine): Promise<void> {
  const browser = { chromium: Browser.CHROME, firefox: Browser.FIREFOX, webkit: undefined }[engine];
  const platform = detectBrowserPlatform();
  if (!browser || !platform) return;
  console.log(`Downloading ${browser} …`);
  try {
    const buildId = await resolveBuildId(browser, platform, 'stable');
    await install({ browser, buildId, platform, cacheDir: DOWNLOADS });
  } catch (error) {
    console.error(`Could not download ${browser}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** One line an engine, for people. */
export function describeBrowsers(browsers: Browsers, engines: readonly Engine[]): string {
  const lines = engines.map((engine) => {
    const found = browsers[engine];
    if (!found) return `  ${engine}: NOT FOUND`;
    const path = typeof found === 'string' ? found : found.browser;
    return `  ${engine}: ${(typeof found === 'string' && versionOf(found)) || path}`;
  });
  return lines.join('\n');
}

if (import.meta.main) {
  console.log(describeBrowsers(await findBrowsers(), readEngines()));
}
