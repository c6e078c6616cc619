/** Journeys on a page whose comments are on the real server, with a proxy in front that can go wrong. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { type Journey, type JourneyOptions, useJourneys } from '../journeys/support/journey.ts';
import { comment, html } from '../journeys/support/reader.ts';
import { ROOT } from '../journeys/support/site.ts';
import { FaultProxy, type Passage } from './fault-proxy.ts';
import type { FaultName, Operation } from './faults.ts';
import { ReferenceServer, type StoredComment } from './reference-server.ts';

/** One thread that a reader meets. */
export interface Discussion extends Journey {
  /** Address of the page, with this fault at this operation until `heal`. */
  address(fault?: FaultName | 'none', operation?: Operation): string;
  heal(): void;
  /** Ends what hangs. */
  cut(): void;
  /** Comments that the database has, the oldest first. */
  stored(): Promise<readonly StoredComment[]>;
  /** Waits until the database has so many comments, and gives their texts. */
  storedTexts(count: number): Promise<readonly string[]>;
  /** Writes comments by others. */
  seed(texts: readonly string[]): Promise<string[]>;
  /** Requests so far that asked for a comment to be made. */
  posts(): readonly Passage[];
}

/** What the console says of requests that fail. */
export const FAILURES = /^Colloquy: [\w-]+\.|Failed to load resource|ERR_/;

const PAGE = html(
  `<h1>A page</h1>
    <script>
      const { searchParams } = new URL(location.href);
      document.currentScript.outerHTML =
        '<colloquy-comments backend="rest" loading="eager" endpoint="' + searchParams.get('at') +
        '" thread="' + searchParams.get('thread') + '"></colloquy-comments>';
    </script>
    <p><a href="/away">Away</a></p>`,
  '<script type="module" src="/embed/colloquy.js"></script>',
);

const AWAY = html(
  `<h1>Elsewhere</h1>
  <script>document.write('<a href="' + document.referrer + '">Back to the page</a>')</script>`,
);

/** A server and a proxy for the journeys of this `describe`. */
export function useDiscussions() {
  const journey = useJourneys({
    files: { '/': PAGE, '/away': AWAY },
    folders: { '/embed/': join(ROOT, 'dist/embed') },
    // Else browsers tell a page only of which site they come.
    headers: { 'referrer-policy': 'unsafe-url' },
  });
  let server: ReferenceServer;
  let proxy: FaultProxy;
  let threads = 0;
  before(async () => {
    server = await ReferenceServer.start();
    proxy = await FaultProxy.start(server.url);
  });
  after(async () => {
    await proxy?.close();
    await server?.close();
  });

  return function discussion(
    title: string,
    walk: (discussion: Discussion) => Promise<void>,
    options: JourneyOptions = {},
  ): void {
    const thread = `thread-${++threads}`;
    const stored = async () => (await server.stored(thread)).filter(({ status }) => status === 'published');
    journey(
      title,
      (given) =>
        walk({
          ...given,
          stored,
          address: (fault = 'none', operation = 'post') => {
            const at = proxy.endpoint(fault, operation, thread);
            return given.at(`/?${new URLSearchParams({ at, thread })}`);
          },
          heal: () => proxy.heal(thread),
          cut: () => proxy.cut(thread),
          storedTexts: async (count) => {
            const enough = (seen: readonly StoredComment[]) => seen.length >= count;
            return (await until(stored, enough, `${count} comments in the database`)).map(({ text }) => text);
          },
          seed: (texts) => server.write(thread, texts),
          posts: () => proxy.posts.filter(({ scope }) => scope === thread),
        }),
      options,
    );
  };
}

/** A condition that takes longer does not come about. */
const PATIENCE_MS = 15_000;

/** Waits until the condition holds, and says what it saw last where it never does. */
export async function until<T>(
  see: () => T | Promise<T>,
  holds: (seen: T) => boolean,
  what: string,
): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; ;) {
    const seen = await see();
    if (holds(seen)) return seen;
    assert.ok(performance.now() < end, `${what}; last seen: ${JSON.stringify(seen)}`);
    // Server and proxy are in this process, too.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function textbox(page: Page) {
  return page.getByRole('textbox', { name: 'Your comment' });
}

/** Types a comment and a name. */
export async function fill(page: Page, text: string): Promise<void> {
  await textbox(page).fill(text);
  await page.getByLabel('Name').fill('Ana');
}

/** Types and sends a comment; does not wait for what becomes of it. */
export async function send(page: Page, text: string): Promise<void> {
  await fill(page, text);
  await page.getByRole('button', { name: 'Post comment' }).click();
}

/** Waits until the thread shows the comment once, as the server has it. */
export async function seePublished(page: Page, text: string): Promise<void> {
  const own = page.locator(':scope > .own', { hasText: text });
  const rows = page.locator('[part~=comment]').filter({ has: own });
  await until(
    () => rows.evaluateAll((found) => found.map((row) => row.getAttribute('part') ?? '')),
    (parts) => parts.length === 1 && !/sending|waiting|failed/.test(parts[0]!),
    `“${text}” is published`,
  );
}

/** Waits until the thread shows the comment as one that is sent later. */
export async function seeWaiting(page: Page, text: string): Promise<void> {
  await comment(page, text).getByText('Waiting to be sent.').waitFor();
}

/** The renderer is gone from one moment to the next. */
export async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // It is never answered.
  session.send('Page.crash').catch(() => {});
  await crashed;
}
