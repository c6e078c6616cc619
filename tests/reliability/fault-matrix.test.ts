/**
 * Each fault that a network or a server can do to a request, at each operation of a reader: what the reader
 * sees, that nothing is lost meanwhile, and that all is done exactly once when the fault is over.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../journeys/support/chromium.ts';
import { html } from '../journeys/support/reader.ts';
import { ROOT, Site } from '../journeys/support/site.ts';
import type { Cell, CellOperation, Sight } from './cells.browser.ts';
import { FaultProxy } from './fault-proxy.ts';
import { type FaultClass, FAULTS, type FaultName } from './faults.ts';
import { ReferenceServer } from './reference-server.ts';

/** Operations of a reader that look alike when they fail. */
type OperationClass = 'read' | 'find' | 'send' | 'edit' | 'act' | 'count';

const OPERATIONS: Readonly<Record<CellOperation, OperationClass>> = {
  load: 'read',
  more: 'read',
  sort: 'read',
  locate: 'find',
  post: 'send',
  reply: 'send',
  edit: 'edit',
  remove: 'act',
  vote: 'act',
  count: 'count',
};

/** What the reader sees when this goes wrong with that. */
const EXPECTED: Readonly<Record<FaultClass, Readonly<Record<OperationClass, Sight>>>> = {
  slow: row('arrives', 'arrives', 'arrives', 'arrives', 'arrives', 'arrives'),
  unreachable: row('told', 'told', 'waits', 'given back', 'told', 'nothing'),
  silent: row('told', 'told', 'waits', 'given back', 'told', 'nothing'),
  nonsense: row('told', 'told', 'waits', 'given back', 'told', 'nothing'),
  busy: row('told', 'told', 'waits', 'given back', 'told', 'nothing'),
  'signed out': row('told', 'told', 'given back', 'given back', 'told', 'nothing'),
  forbidden: row('told', 'told', 'given back', 'given back', 'told', 'nothing'),
  gone: row('told', 'nothing', 'given back', 'given back', 'told', 'nothing'),
  duplicate: row('told', 'told', 'given back', 'given back', 'told', 'nothing'),
  rejected: row('told', 'nothing', 'given back', 'given back', 'told', 'nothing'),
};

const TOLD: Readonly<Record<FaultClass, string>> = {
  slow: '',
  unreachable: 'The comment service has a problem.',
  silent: 'The comment service did not answer in time.',
  nonsense: 'The comment service gave an answer that makes no sense.',
  busy: 'That was a lot in a short time. Please wait a moment.',
  'signed out': 'Please sign in first.',
  forbidden: 'You are not allowed to do this.',
  gone: 'This is no longer there.',
  duplicate: 'This comment has already been posted.',
  rejected: 'Something in it was not accepted.',
};

const COMMENTS = 8;
/** Elements in the page at one time, each with a proxy of its own: browsers open six connections to one. */
const AT_ONCE = 32;

/** The longest pause before a further try. */
const PATIENCE_MS = 30_000;

interface Run {
  readonly cell: Omit<Cell, 'endpoint'>;
  readonly fault: FaultName;
  /** The ones that mostly wait are first, and those with the same fault are not all at one time. */
  readonly turn: number;
  complaints: readonly string[] | null;
}

const runs: Run[] = [];
for (const fault of Object.keys(FAULTS) as FaultName[]) {
  const { kind, done } = FAULTS[fault];
  for (const [index, operation] of (Object.keys(OPERATIONS) as CellOperation[]).entries()) {
    const name = `${fault} × ${operation}`;
    const expected = EXPECTED[kind][OPERATIONS[operation]];
    // In letters: what looks like a status code must come from elsewhere.
    const thread = `thread-${[...`${runs.length}`].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`;
    const text = `Written in ${thread}`;
    const cell = { name, operation, expected, done, told: TOLD[kind], thread, text, farId: '' };
    const turn = fault.startsWith('hanging') ? -2 : operation === 'remove' ? -1 : index;
    runs.push({ fault, cell, turn, complaints: null });
  }
}

describe('the fault matrix', () => {
  let server: ReferenceServer;
  let browser: Browser;
  let site: Site;
  const proxies: FaultProxy[] = [];
  const healers = new Map<string, () => void>();
  const exceptions: string[] = [];

  before(async () => {
    const start = performance.now();
    server = await ReferenceServer.start();
    browser = await launchChromium();
    site = await Site.start({
      files: {
        '/': html(
          '',
          '<script type="module" src="/embed/colloquy.js"></script><script type="module" src="/cells.js"></script>',
        ),
        '/cells.js': stripTypeScriptTypes(
          readFileSync(join(import.meta.dirname, 'cells.browser.ts'), 'utf8'),
        ),
      },
      folders: { '/embed/': join(ROOT, 'dist/embed') },
    });
    const page = await (await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC' })).newPage();
    page.on('pageerror', (error) => exceptions.push(String(error.stack)));
    await page.exposeFunction('heal', (thread: string) => healers.get(thread)?.());
    await page.goto(site.origin);
    const waiting = runs.toSorted((a, b) => a.turn - b.turn);
    await Promise.all(Array.from({ length: AT_ONCE }, () => worker(page, waiting)));
    const failed = runs.filter(({ complaints }) => complaints?.length !== 0).length;
    console.log(
      `Fault matrix: ${runs.length} cells (${Object.keys(FAULTS).length} faults × ${Object.keys(OPERATIONS).length} operations), ` +
        `${runs.length - failed} as expected, ${failed} not, in ${Math.round((performance.now() - start) / 1000)} s`,
    );
  });

  after(async () => {
    await browser?.close();
    await site?.close();
    for (const proxy of proxies) await proxy.close();
    await server?.close();
  });

  async function worker(page: Page, waiting: Run[]): Promise<void> {
    const proxy = await FaultProxy.start(server.url);
    proxies.push(proxy);
    for (let run = waiting.shift(); run; run = waiting.shift()) await runOne(page, proxy, run);
  }

  async function runOne(page: Page, proxy: FaultProxy, run: Run): Promise<void> {
    const { cell, fault } = run;
    const { thread, operation } = cell;
    const texts = Array.from({ length: COMMENTS }, (_, index) => `Comment ${index + 1} in ${thread}`);
    const [farId = ''] = await server.write(thread, texts);
    const endpoint = proxy.endpoint(fault, operation, thread);
    healers.set(thread, () => proxy.heal(thread));
    const seen = await page.evaluate((cell) => window.runCell(cell), { ...cell, farId, endpoint });
    // What shows at once may still be on its way to the server, and what waits is sent until the server says so.
    const isOver = () => cell.expected !== 'waits' || hasPassed(proxy, thread);
    let wrong = await wrongInDatabase(cell);
    for (const end = performance.now() + PATIENCE_MS; !isOver() || wrong.length > 0;) {
      if (performance.now() > end) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
      wrong = await wrongInDatabase(cell);
    }
    if (!isOver()) wrong = [...wrong, 'it was not sent again'];
    await page.evaluate((thread) => window.endCell(thread), thread);
    await proxy.ready();
    run.complaints = [...seen, ...wrong, ...impatience(proxy, run)];
  }

  /** What a reader did is there exactly once. */
  async function wrongInDatabase({ operation, thread, text }: Run['cell']): Promise<readonly string[]> {
    const stored = await server.stored(thread);
    const times = stored.filter((comment) => comment.text === text).length;
    const votes = stored.reduce((sum, comment) => sum + comment.votes, 0);
    const published = stored.filter(({ status }) => status === 'published').length;
    const writes = operation === 'post' || operation === 'reply' || operation === 'edit';
    const wrong: string[] = [];
    if (times !== (writes ? 1 : 0)) wrong.push(`the text is in the database ${times} times`);
    if (published !== COMMENTS + (writes ? 1 : 0)) wrong.push(`${published} comments are in the database`);
    if (votes !== (operation === 'vote' ? 1 : 0)) wrong.push(`${votes} votes are in the database`);
    if (operation === 'reply' && stored.find((comment) => comment.text === text)?.parentId === null)
      wrong.push('the reply answers nothing');
    return wrong;
  }

  for (const run of runs) {
    it(run.cell.name, () => assert.equal(run.complaints?.join('\n'), ''));
  }

  it('has uncaught exceptions nowhere', () => assert.deepEqual(exceptions, []));
});

/** Whether a comment was sent, and the page could have heard what became of it. */
function hasPassed(proxy: FaultProxy, thread: string): boolean {
  return proxy.posts.some(({ scope, fault, end }) => scope === thread && fault === null && end !== null);
}

/** Who is asked to wait for a second or more does so. */
function impatience(proxy: FaultProxy, { fault, cell }: Run): readonly string[] {
  if (!fault.startsWith('429') || cell.operation !== 'post') return [];
  const [first, second] = proxy.posts.filter(({ scope }) => scope === cell.thread);
  const pause = second!.start - first!.end!;
  // Clocks of two processes.
  return pause > 950 ? [] : [`it was sent again after ${Math.round(pause)} ms`];
}

function row(
  read: Sight,
  find: Sight,
  send: Sight,
  edit: Sight,
  act: Sight,
  count: Sight,
): Readonly<Record<OperationClass, Sight>> {
  return { read, find, send, edit, act, count };
}
