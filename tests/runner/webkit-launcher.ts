import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebdriverLauncher } from '@web/test-runner-webdriver';
import type { WebKit } from '../browsers.ts';

const START_TIMEOUT_MS = 30_000;
/** Less than the runner waits, which would then give up the browser for all files that are left. */
const STOP_TIMEOUT_MS = 10_000;
/** It keeps what pages have left behind, gets slow, and at last answers no more: the next few get a new one. */
const FILES_EACH = 5;

/** What the base class does not let others see. */
interface Internals {
  driver: unknown;
  driverManager: unknown;
}

/** Runs tests in WebKitGTK, and starts and stops its driver and the virtual display that it needs. */
export class WebKitLauncher extends WebdriverLauncher {
  readonly #webkit: WebKit;
  readonly #port: number;
  #starting: Promise<void> | undefined;
  #children: ChildProcess[] = [];
  #files = 0;
  #isWatched = false;

  constructor(webkit: WebKit, port: number) {
    super({
      automationProtocol: 'webdriver',
      hostname: '127.0.0.1',
      port,
      path: '/',
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: webkit.browser, args: ['--automation'] },
      } as WebdriverIO.Capabilities,
    });
    this.#webkit = webkit;
    this.#port = port;
  }

  override async initialize(config: Parameters<WebdriverLauncher['initialize']>[0]): Promise<void> {
    await super.initialize(config);
    this.name = 'WebKit';
  }

  override async startSession(id: string, url: string): Promise<void> {
    if (this.#files === FILES_EACH) await this.stop();
    this.#files++;
    this.#starting ??= this.#start();
    await this.#starting;
    return super.startSession(id, url);
  }

  /** Keys one after the other: the driver presses those of one call together, and loses doubled letters. */
  override async sendKeys(sessionId: string, keys: string[]): Promise<void> {
    for (const key of keys) await super.sendKeys(sessionId, [key]);
  }

  /** Keys pressed together, for `support/keyboard.ts`. */
  async pressChord(sessionId: string, keys: string[]): Promise<void> {
    await super.sendKeys(sessionId, keys);
  }

  /** With a browser that answers no more, the file that it was at has failed; the next gets another. */
  override async stopSession(id: string): ReturnType<WebdriverLauncher['stopSession']> {
    const result = await inTime(super.stopSession(id));
    if (result) return result;
    await this.stop();
    return { testCoverage: undefined };
  }

  override async stop(): Promise<void> {
    await inTime(super.stop());
    const internals = this as unknown as Internals;
    internals.driver = internals.driverManager = undefined;
    this.#starting = undefined;
    this.#files = 0;
    const children = this.#children.splice(0).reverse();
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill();
      await once(child, 'exit');
    }
  }

  async #start(): Promise<void> {
    // Left to themselves after a crash of the runner, they would hold the display and the port.
    if (!this.#isWatched) process.once('exit', () => this.#children.forEach((child) => child.kill()));
    this.#isWatched = true;
    // Without these it would start a message bus and an accessibility bus, which outlive it.
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      NO_AT_BRIDGE: '1',
    };
    if (this.#webkit.xvfb) env['DISPLAY'] = await this.#startDisplay(this.#webkit.xvfb);
    this.#children.push(
      spawn(this.#webkit.driver, ['--host=127.0.0.1', `--port=${this.#port}`], { env, stdio: 'ignore' }),
    );
    await this.#driverAnswers();
  }

  /** Starts Xvfb, which picks a free display and writes its number to the descriptor that it is given. */
  async #startDisplay(xvfb: string): Promise<string> {
    const child = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    this.#children.push(child);
    const [number] = await once(child.stdio[3]!, 'data', { signal: AbortSignal.timeout(START_TIMEOUT_MS) });
    return `:${String(number).trim()}`;
  }

  async #driverAnswers(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (Date.now() < deadline) {
      const answer = await fetch(`http://127.0.0.1:${this.#port}/status`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(100);
    }
    throw new Error('WebKitWebDriver did not start');
  }
}

/** What becomes of it, or null if that takes too long or it fails. */
async function inTime<T>(work: Promise<T>): Promise<T | null> {
  const over = new AbortController();
  const late = sleep(STOP_TIMEOUT_MS, null, { signal: over.signal }).catch(() => null);
  try {
    return await Promise.race([work.catch(() => null), late]);
  } finally {
    over.abort();
  }
}
