import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { MeasuredPage } from './bench-browser.ts';
import type { BenchSite } from './bench-site.ts';
import { measureInserts, measureVotes } from './measure/changing.ts';
import { measureLoading } from './measure/loading.ts';
import { measureMemory } from './measure/memory.ts';
import { measureScrolling } from './measure/scrolling.ts';
import { measureSorting } from './measure/sorting.ts';
import { measureTyping } from './measure/typing.ts';
import type { BenchOptions } from './options.ts';
import { type Metric, Samples } from './samples.ts';
import { linkOf } from './thread-data.ts';
import type { Variant } from './variants/variant.ts';

/** How many times slower the processor is made for the second measurement, and for which size. */
export const SLOWER = 4;
export const SLOW_SIZE = 1000;

/** All measurements of one session: in each round every variant once at every size. */
export class Session {
  readonly samples = new Samples();
  /** By variant and size, where it is not all of them. */
  readonly incomplete = new Map<string, number>();
  readonly #browser: Browser;
  readonly #site: BenchSite;
  readonly #variants: readonly Variant[];
  readonly #options: BenchOptions;

  constructor(browser: Browser, site: BenchSite, variants: readonly Variant[], options: BenchOptions) {
    this.#browser = browser;
    this.#site = site;
    this.#variants = variants;
    this.#options = options;
  }

  async run(): Promise<void> {
    const { runs, sizes } = this.#options;
    for (let round = 0; round < runs; round++) {
      // Each begins one round, so that none always follows the same one.
      const shift = round % this.#variants.length;
      const order = [...this.#variants.slice(shift), ...this.#variants.slice(0, shift)];
      for (const size of sizes) {
        for (const variant of order) await this.#runOnce(variant, size);
        if (size !== SLOW_SIZE) continue;
        for (const variant of order) await this.#runSlowly(variant, size);
      }
      console.log(`Round ${round + 1} of ${runs} is done.`);
    }
    console.log('Watching pages in which nothing happens.');
    for (const variant of this.#variants) {
      if (isOurs(variant)) await this.#idle(variant, sizes.at(-1)!, runs);
      // It is never idle, so several at once would take the processor from each other.
      if (variant.name === 'waline') await this.#idle(variant, sizes.at(-1)!, 1);
    }
  }

  async #runOnce(variant: Variant, size: number): Promise<void> {
    const measured = await MeasuredPage.open(this.#browser, this.#site, variant, size);
    try {
      const add = (metric: Metric, value: number) => this.samples.add(metric, variant.name, size, value);
      const loading = await measureLoading(measured);
      add('cpu', loading.cpu);
      if (variant.name !== 'floor') {
        add('answer to first', loading.answerToFirst);
        add('first', loading.first);
        add('whole', loading.whole);
        add('blocking', loading.blocking);
        add('shift', loading.shift);
        await this.#count(measured, size);
      }
      console.log(
        `${size} ${variant.name}: ${loading.cpu.toFixed(0)} ms of CPU, ${loading.whole.toFixed(0)} ms`,
      );
      if (size === this.#options.sizes.at(-1)) await this.#use(measured, size, add);
    } finally {
      await measured.close();
    }
  }

  async #runSlowly(variant: Variant, size: number): Promise<void> {
    const measured = await MeasuredPage.open(this.#browser, this.#site, variant, size);
    try {
      await measured.slowDown(SLOWER);
      const { cpu, blocking } = await measureLoading(measured);
      this.samples.add('slow cpu', variant.name, size, cpu);
      if (variant.name !== 'floor') this.samples.add('slow blocking', variant.name, size, blocking);
    } finally {
      await measured.close();
    }
  }

  /** What a reader does with a long thread, where the report compares it. */
  async #use(measured: MeasuredPage, size: number, add: (metric: Metric, value: number) => void) {
    const { variant, page } = measured;
    const ours = isOurs(variant);
    if (variant.name === 'floor') add('key', await measureTyping(measured, 'textarea'));
    if (ours || variant.name === 'innerhtml' || variant.name === 'limit') {
      add('memory', await measureMemory(this.#browser));
      add('scroll', await measureScrolling(measured));
    }
    if (ours) {
      add('scroll shift', await page.evaluate(() => bench.shifts.reduce((sum, { value }) => sum + value, 0)));
      add('vote', await measureVotes(measured));
      add('insert', await measureInserts(measured));
    }
    if (ours || variant.name === 'limit') {
      const { newestRoots } = this.#site.thread(size);
      const links = { first: linkOf(newestRoots.at(-1)!.number), last: linkOf(newestRoots[0]!.number) };
      const { cpu, first, longestTask } = await measureSorting(measured, variant.list, links);
      add('resort', cpu);
      add('resort first', first);
      add('resort longest', longestTask);
    }
    if (ours) {
      await page.locator('colloquy-thread [part~=reply-button]').first().click();
      add('key', await measureTyping(measured, 'colloquy-thread colloquy-form textarea'));
    }
  }

  async #count(measured: MeasuredPage, size: number): Promise<void> {
    const shown = await measured.shown();
    if (shown !== size) this.incomplete.set(`${measured.variant.name} ${size}`, shown);
  }

  /** Several pages at once, because each has to be watched for long. */
  async #idle(variant: Variant, size: number, count: number): Promise<void> {
    const { restSeconds, idleSeconds } = this.#options;
    const pages: MeasuredPage[] = [];
    try {
      for (let page = 0; page < count; page++) {
        const measured = await MeasuredPage.open(this.#browser, this.#site, variant, size);
        pages.push(measured);
        await measured.load();
      }
      await delay(restSeconds * 1000);
      const wait = idleSeconds * 1000;
      await Promise.all(
        pages.map(async (measured) => {
          const cpu = await measured.cpuOf(() => delay(wait));
          this.samples.add('idle', variant.name, size, cpu / wait);
        }),
      );
    } finally {
      for (const measured of pages) await measured.close();
    }
  }
}

/** Ours, or the other build of it. */
export function isOurs({ name }: Variant): boolean {
  return name === 'colloquy' || name === 'other';
}
