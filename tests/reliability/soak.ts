/** `npm run soak`: ten thousand things that a reader does, in one page, with nothing lost, doubled or piled up. */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from 'playwright-core';
import { launchChromium } from '../journeys/support/chromium.ts';
import { html } from '../journeys/support/reader.ts';
import { ROOT, Site } from '../journeys/support/site.ts';
import { ReferenceServer } from './reference-server.ts';
import type { Done, SoakOperation } from './soak.browser.ts';

const HELP = `npm run soak [-- options]    (after npm run build)

--operations N   (10000)
--seed N         of the order of what is done (1)`;

/** How often each is done, of a hundred times. */
const SHARES: Readonly<Record<SoakOperation, number>> = {
  post: 9,
  reply: 9,
  edit: 8,
  remove: 8,
  vote: 26,
  sort: 18,
  more: 18,
  anew: 4,
};

const THREAD = 'soak';
const SEEDED = 100;
/** Operations between two stretches without a connection, and in one. */
const ONLINE = 95;
const OFFLINE = 5;
/** So many of the latest comments can certainly be changed by who wrote them: a tab keeps 200 tokens. */
const CHANGEABLE = 150;
/** Percent of growth in the last third that is no leak: what a browser keeps is never quite the same. */
const TOLERATED = 5;
/** What counts is the memory of the last third. */
const LAST_THIRD = 2 / 3;
/** The page itself is loaded anew only before: an engine takes thousands of operations to know all that it keeps. */
const RELOADS = 1 / 3;

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

async function soak(total: number): Promise<void> {
  const start = performance.now();
  const server = await ReferenceServer.start();
  await server.write(
    THREAD,
    Array.from({ length: SEEDED }, (_, index) => `Seeded ${index}`),
  );
  const site = await Site.start({
    files: {
      '/': html(
        `<colloquy-comments backend="rest" loading="eager" endpoint="${server.url}" thread="${THREAD}"></colloquy-comments>`,
        '<script type="module" src="/embed/colloquy.js"></script><script type="module" src="/soak.js"></script>',
      ),
      '/soak.js': stripTypeScriptTypes(readFileSync(join(import.meta.dirname, 'soak.browser.ts'), 'utf8')),
    },
    folders: { '/embed/': join(ROOT, 'dist/embed') },
  });
  const browser = await launchChromium();
  try {
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    const errors = watchErrors(page);
    const reader = new RestlessReader(page, total);
    await reader.open(site.origin);
    const heaps = await reader.run();
    const problems = [...errors, ...(await reader.compare(server)), ...growth(heaps)];
    const seconds = Math.round((performance.now() - start) / 1000);
    console.log(
      `Soak: ${reader.done} operations in ${seconds} s (${reader.summary}); ` +
        `heap ${heaps.map((bytes) => (bytes / 1e6).toFixed(1)).join(' ')} MB; ` +
        `${errors.length} errors on the console; ${problems.length === 0 ? 'all well' : 'NOT WELL'}`,
    );
    for (const problem of problems.slice(0, 20)) console.error(problem);
    process.exitCode = problems.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
    await site.close();
    await server.close();
  }
}

class RestlessReader {
  done = 0;
  readonly #page: Page;
  readonly #total: number;
  readonly #random = randomFrom(Number(values.seed));
  /** Texts of comments that should be there, and as the how manyth each of them was written. */
  readonly #own = new Map<string, number>();
  #written = 0;
  readonly #counts = new Map<string, number>();
  #texts = 0;

  constructor(page: Page, total: number) {
    this.#page = page;
    this.#total = total;
  }

  get summary(): string {
    return [...this.#counts].map(([operation, count]) => `${operation} ${count}`).join(', ');
  }

  async open(address: string): Promise<void> {
    await this.#page.goto(address);
    await this.#page.locator('[part~=comment]').first().waitFor();
  }

  /** Gives the size of the heap, in bytes, after each tenth. */
  async run(): Promise<readonly number[]> {
    const session = await this.#page.context().newCDPSession(this.#page);
    const heaps: number[] = [];
    const tenth = this.#total / 10;
    while (this.done < this.#total) {
      await this.#work(ONLINE, false);
      await this.#page.context().setOffline(true);
      await this.#work(OFFLINE, true);
      await this.#page.context().setOffline(false);
      await this.#arrival();
      if (this.done < tenth * (heaps.length + 1)) continue;
      heaps.push(await heapOf(session));
      console.log(`${this.done} operations, ${(heaps.at(-1)! / 1e6).toFixed(1)} MB`);
      if (this.done + tenth <= this.#total * RELOADS) {
        this.#count('reload');
        await this.#page.reload();
        await this.#page.locator('[part~=comment]').first().waitFor();
      }
    }
    return heaps;
  }

  /** What should be in the database and is not there once. */
  async compare(server: ReferenceServer): Promise<readonly string[]> {
    const problems = new Set<string>();
    // The last removals can still be undone.
    for (const end = performance.now() + 30_000; performance.now() < end;) {
      problems.clear();
      const stored = await server.stored(THREAD);
      const texts = stored.filter(({ status }) => status === 'published').map(({ text }) => text);
      const times = Map.groupBy(texts, (text) => text);
      for (const text of this.#own.keys()) {
        const count = times.get(text)?.length ?? 0;
        if (count === 0) problems.add(`Lost: ${text}`);
        if (count > 1) problems.add(`There ${count} times: ${text}`);
      }
      for (const text of times.keys())
        if (!this.#own.has(text) && !text.startsWith('Seeded')) problems.add(`Should not be there: ${text}`);
      if (problems.size === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return [...problems];
  }

  async #work(count: number, offline: boolean): Promise<void> {
    const operations = Array.from({ length: count }, () => (offline ? this.#writing() : this.#any()));
    // What is still to be removed would fail without a connection; the thread that is left does it at once.
    if (!offline) operations[count - 1] = 'anew';
    const done: readonly Done[] = await this.#page.evaluate((work) => window.work(work), {
      operations,
      offline,
      own: [...this.#own.keys()].filter((text) => this.#own.get(text)! > this.#written - CHANGEABLE),
      texts: operations.map(() => `Soak ${++this.#texts}`),
      chances: operations.map(() => this.#random()),
    });
    for (const { operation, text, before } of done) {
      this.#count(offline ? `${operation} offline` : operation);
      const place = this.#own.get(before);
      this.#own.delete(before);
      if (text && operation !== 'remove') this.#own.set(text, place ?? ++this.#written);
    }
    this.done += count;
  }

  /** What was written without a connection is there. */
  async #arrival(): Promise<void> {
    await this.#page.waitForFunction(() => {
      const thread = document
        .querySelector('colloquy-comments')!
        .shadowRoot!.querySelector('colloquy-thread')!;
      return !thread.shadowRoot!.querySelector('[part~=waiting], [part~=sending], [part~=failed]');
    });
  }

  #any(): SoakOperation {
    let chance = this.#random() * 100;
    for (const [operation, share] of Object.entries(SHARES)) {
      chance -= share;
      if (chance < 0) return operation as SoakOperation;
    }
    return 'more';
  }

  #writing(): SoakOperation {
    return this.#random() < 0.5 ? 'post' : 'reply';
  }

  #count(operation: string): void {
    this.#counts.set(operation, (this.#counts.get(operation) ?? 0) + 1);
  }
}

/** What the page complains of, but for the want of a connection when there is none. */
function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  // What was refused is told below, and by whom.
  const expected = /^Colloquy: offline\.|ERR_INTERNET_DISCONNECTED|the server responded with a status/;
  page.on('pageerror', (error) => errors.push(`Uncaught: ${String(error.stack)}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) errors.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() < 400) return;
    const request = response.request();
    const refused = `${request.method()} ${response.url()} ${request.postData() ?? ''} gave ${response.status()}`;
    errors.push(refused);
    response.text().then(
      (text) => errors.push(`${refused}: ${text}`),
      // The page has gone on before it was read.
      () => {},
    );
  });
  return errors;
}

async function heapOf(session: CDPSession): Promise<number> {
  // What one collection frees may hold more to be freed.
  for (let times = 0; times < 3; times++) await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

function growth(heaps: readonly number[]): readonly string[] {
  const [first = 0, ...later] = heaps.slice(Math.ceil(heaps.length * LAST_THIRD) - 1);
  const percent = ((later.at(-1) ?? first) / first - 1) * 100;
  console.log(`The heap has grown by ${percent.toFixed(1)} % in the last third`);
  return percent > TOLERATED ? [`The heap has grown by ${percent.toFixed(1)} % in the last third`] : [];
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

if (values.help) console.log(HELP);
else await soak(Number(values.operations));
