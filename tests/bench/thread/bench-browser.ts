import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { findBrowsers } from '../../browsers.ts';
import { chromiumArguments } from '../../runner/chromium-arguments.ts';
import type { BenchSite } from './bench-site.ts';
import { countShown } from './in-page.ts';
import type { Variant } from './variants/variant.ts';

/** Something that takes longer has failed. */
const PATIENCE_MS = 120_000;

const VIEWPORT = { width: 1280, height: 800 };

export async function launchBrowser(): Promise<Browser> {
  const { chromium: executablePath } = await findBrowsers();
  if (!executablePath)
    throw new Error('The bench needs Chromium: `node tests/browsers.ts` says what is found');
  return chromium.launch({
    executablePath,
    // Nothing beyond this machine has an address.
    args: [...chromiumArguments(), '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
}

/** A page of one variant, in a renderer process of its own, with nothing cached. */
export class MeasuredPage {
  readonly page: Page;
  readonly variant: Variant;
  readonly #context: BrowserContext;
  readonly #cdp: CDPSession;
  readonly #site: BenchSite;
  readonly #size: number;

  private constructor(page: Page, cdp: CDPSession, site: BenchSite, variant: Variant, size: number) {
    this.page = page;
    this.variant = variant;
    this.#context = page.context();
    this.#cdp = cdp;
    this.#site = site;
    this.#size = size;
  }

  /** Opens the blank page: what starts a process costs nobody. */
  static async open(
    browser: Browser,
    site: BenchSite,
    variant: Variant,
    size: number,
  ): Promise<MeasuredPage> {
    const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', viewport: VIEWPORT });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(site.blank);
    return new MeasuredPage(page, cdp, site, variant, size);
  }

  /** Loads the variant and waits until it shows the whole thread. */
  async load(): Promise<void> {
    const { promise: whole, resolve } = Promise.withResolvers<void>();
    await this.page.exposeFunction('benchIsWhole', resolve);
    await this.page.goto(this.#site.page(this.variant, this.#size), { waitUntil: 'commit' });
    await within(PATIENCE_MS, whole, `${this.variant.name} does not show the whole thread`);
  }

  /** How many of the thread's comments are in the page. */
  shown(): Promise<number> {
    return this.page.evaluate(countShown, this.#site.watched(this.variant, this.#size));
  }

  /** CPU time that the main thread has used so far, in milliseconds. */
  async cpu(): Promise<number> {
    const { metrics } = await this.#cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ThreadTime')!.value * 1000;
  }

  /** CPU time of the main thread while something is done. */
  async cpuOf(work: () => Promise<unknown>): Promise<number> {
    const before = await this.cpu();
    await work();
    return (await this.cpu()) - before;
  }

  /** Makes the processor that many times slower from now on. */
  async slowDown(rate: number): Promise<void> {
    if (rate !== 1) await this.#cdp.send('Emulation.setCPUThrottlingRate', { rate });
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}

async function within(milliseconds: number, done: Promise<void>, otherwise: string): Promise<void> {
  const late = new AbortController();
  const timeout = delay(milliseconds, undefined, { signal: late.signal }).then(() => {
    throw new Error(otherwise);
  });
  try {
    await Promise.race([done, timeout]);
  } finally {
    late.abort();
    // A cancelled wait rejects, which is of no interest.
    timeout.catch(() => {});
  }
}
