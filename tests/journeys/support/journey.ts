/** Journeys in a real Chromium: each has its own profile, and fails on any fault that it did not announce. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { Site, type SiteOptions } from './site.ts';

/** A condition that takes longer does not come about. */
const PATIENCE_MS = 10_000;

export interface Journey {
  /** The first tab. */
  readonly page: Page;
  /** All tabs of one reader. */
  readonly context: BrowserContext;
  /** A tab of somebody else, who shares nothing with the first reader. */
  readonly anotherReader: () => Promise<Page>;
  /** Address of a path on the site. */
  readonly at: (path: string) => string;
  /** Everything that any tab has asked for. */
  readonly requests: readonly string[];
  /** Uncaught exceptions, errors on the console (refusals of a content security policy too), foreign requests. */
  readonly faults: readonly string[];
}

/** What answers a journey's requests. */
export interface Served {
  readonly origin: string;
  close(): Promise<void>;
}

export interface JourneyOptions extends BrowserContextOptions {
  /** Faults that belong to the journey. */
  readonly expects?: RegExp;
}

/** One for all journeys of a file. */
let browser: Promise<Browser> | undefined;
after(async () => (await browser)?.close());

/** A site for the journeys of this `describe`, or something else that serves them. */
export function useJourneys(options: SiteOptions | (() => Promise<SiteOptions | Served>)) {
  let site: Served;
  before(async () => {
    const given = typeof options === 'function' ? await options() : options;
    site = 'origin' in given ? given : await Site.start(given);
  });
  after(() => site?.close());

  return function journey(
    title: string,
    walk: (journey: Journey) => Promise<void>,
    { expects, ...contextOptions }: JourneyOptions = {},
  ): void {
    it(title, async () => {
      browser ??= launchChromium();
      const launched = await browser;
      const contexts: BrowserContext[] = [];
      const watched = { requests: [] as string[], faults: [] as string[] };
      const arrive = async () => {
        const context = await launched.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...contextOptions });
        contexts.push(context);
        context.setDefaultTimeout(PATIENCE_MS);
        watch(context, watched);
        return context;
      };
      try {
        const context = await arrive();
        const page = await context.newPage();
        const anotherReader = async () => (await arrive()).newPage();
        await walk({ page, context, anotherReader, at: (path) => site.origin + path, ...watched });
        const unexpected = watched.faults.filter((fault) => !expects?.test(fault));
        assert.deepEqual(unexpected, [], 'nothing went wrong on the way');
      } finally {
        await Promise.all(contexts.map((context) => context.close()));
      }
    });
  };
}

function watch(
  context: BrowserContext,
  { requests, faults }: { requests: string[]; faults: string[] },
): void {
  context.on('request', (request) => {
    requests.push(request.url());
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:/.test(protocol) && hostname !== '127.0.0.1') faults.push(`Asked ${request.url()}`);
  });
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  context.on('weberror', (error) => faults.push(`Uncaught: ${error.error().message}`));
}
