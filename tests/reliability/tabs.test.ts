/** Several tabs of one reader on one page: what one of them begins, another one ends, and nobody does twice. */
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { BrowserContext, Page, Request } from 'playwright-core';
import { comment } from '../journeys/support/reader.ts';
import type { Passage } from './fault-proxy.ts';
import type { FaultName } from './faults.ts';
import {
  crash,
  FAILURES,
  fill,
  seePublished,
  seeWaiting,
  send,
  textbox,
  until,
  useDiscussions,
} from './discussions.ts';

const TABS = 4;
/** From the moment that nobody else has the turn. */
const TAKE_OVER_MS = 3_000;

/** How a tab ends while it is sending. */
const ENDS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  crashes: crash,
  'is closed': (page) => page.close(),
};

/** What becomes of the request that it was sending. */
const REQUESTS: readonly (readonly [text: string, fault: FaultName, stored: number])[] = [
  ['before the server has the comment', 'hanging', 0],
  ['after the server has stored the comment', 'hanging-after', 1],
];

describe('four tabs', () => {
  const discussion = useDiscussions();

  discussion('show what one of them sends, and one of them sends it', async (reader) => {
    const tabs = await openTabs(reader.page, reader.address());
    await send(tabs[0]!, 'Written in the first tab.');
    for (const tab of tabs) await seePublished(tab, 'Written in the first tab.');
    await send(tabs[2]!, 'Written in the third tab.');
    for (const tab of tabs) await seePublished(tab, 'Written in the third tab.');
    assert.deepEqual(await reader.storedTexts(2), ['Written in the first tab.', 'Written in the third tab.']);
    assert.equal(reader.posts().length, 2);
  });

  discussion(
    'send one after the other what all of them have left, in the order in which it was written',
    async (reader) => {
      const tabs = await openTabs(reader.page, reader.address('500'));
      const texts = tabs.map((_, index) => `Written in tab ${index + 1}.`);
      for (const [index, tab] of tabs.entries()) {
        await send(tab, texts[index]!);
        for (const other of tabs) await seeWaiting(other, texts[index]!);
      }
      reader.heal();
      const again = comment(tabs[3]!, texts[0]!).getByRole('button', { name: 'Try again' });
      // Unless the pause is over before that, and it is sent by itself.
      await again.click({ timeout: 1_000 }).catch(() => {});
      for (const tab of tabs) for (const text of texts) await seePublished(tab, text);
      assert.deepEqual(await reader.storedTexts(TABS), texts);
      const keys = reader.posts().flatMap(({ fault, key }) => (fault === null ? [key] : []));
      // A tab may have its turn before it hears what the one before has sent: storage takes a moment from one process
      // to the other. It then sends that again under the same key, and the server answers with what it has.
      assert.equal(new Set(keys).size, TABS, 'each under one key');
      assertInTurn(reader.posts());
    },
    { expects: FAILURES },
  );

  for (const [name, end] of Object.entries(ENDS)) {
    for (const [when, fault, stored] of REQUESTS) {
      discussion(
        `of which one ${name} ${when}: another one finishes`,
        async (reader) => {
          const tabs = await openTabs(reader.page, reader.address(fault));
          const sender = new Promise<Page>((resolve) => {
            for (const tab of tabs) tab.on('request', (request) => isPost(request) && resolve(tab));
          });
          await send(tabs[0]!, 'Cut short.');
          // Whichever has its turn first, which need not be the one that it was written in.
          const ended = await sender;
          const others = tabs.filter((tab) => tab !== ended);
          await until(
            () => reader.posts().length,
            (posts) => posts === 1,
            'It is being sent',
          );
          await reader.storedTexts(stored);
          for (const other of others) await comment(other, 'Cut short.').getByText('Sending…').waitFor();
          reader.heal();
          await end(ended);
          const free = performance.now();
          await until(
            () => reader.posts().length,
            (posts) => posts === 2,
            'It is sent again',
          );
          await Promise.all(others.map((other) => seePublished(other, 'Cut short.')));
          const took = Math.round(performance.now() - free);
          console.log(`A tab ${name} ${when}: another one has finished after ${took} ms`);
          assert.ok(took < TAKE_OVER_MS, `${took} ms`);
          assert.deepEqual(await reader.storedTexts(1), ['Cut short.']);
          assert.equal(new Set(reader.posts().map(({ key }) => key)).size, 1, 'under one key');
        },
        { expects: FAILURES },
      );
    }
  }

  discussion('share what is typed, until it is sent', async (reader) => {
    const [first, second, third] = await openTabs(reader.page, reader.address());
    await fill(first!, 'Begun in one tab');
    await seeTyped(second!, 'Begun in one tab');
    await textbox(second!).fill('Begun in one tab, ended in another.');
    await seeTyped(first!, 'Begun in one tab, ended in another.');
    await seeTyped(third!, 'Begun in one tab, ended in another.');
    await send(second!, 'Begun in one tab, ended in another.');
    await seePublished(second!, 'Begun in one tab, ended in another.');
    for (const tab of [first!, second!, third!]) await seeTyped(tab, '');
    assert.equal((await reader.storedTexts(1)).length, 1);
  });
});

describe('four tabs that cannot agree', () => {
  const discussion = useDiscussions();

  discussion(
    'send what all of them have left, once',
    async (reader) => {
      await withoutAgreement(reader.context);
      const tabs = await openTabs(reader.page, reader.address('500'));
      const texts = tabs.map((_, index) => `Written in tab ${index + 1}.`);
      for (const [index, tab] of tabs.entries()) {
        await send(tab, texts[index]!);
        for (const other of tabs) await seeWaiting(other, texts[index]!);
      }
      reader.heal();
      await comment(tabs[3]!, texts[0]!).getByRole('button', { name: 'Try again' }).click();
      for (const tab of tabs) for (const text of texts) await seePublished(tab, text);
      assert.deepEqual((await reader.storedTexts(TABS)).toSorted(), texts);
    },
    { expects: FAILURES },
  );

  discussion(
    'send after a reload what was left',
    async (reader) => {
      await withoutAgreement(reader.context);
      const tabs = await openTabs(reader.page, reader.address('503'));
      await send(tabs[0]!, 'Left behind.');
      for (const tab of tabs) await seeWaiting(tab, 'Left behind.');
      for (const tab of tabs.slice(1)) await tab.close();
      await tabs[0]!.reload();
      await seeWaiting(tabs[0]!, 'Left behind.');
      reader.heal();
      await comment(tabs[0]!, 'Left behind.').getByRole('button', { name: 'Try again' }).click();
      await seePublished(tabs[0]!, 'Left behind.');
      await tabs[0]!.reload();
      await seePublished(tabs[0]!, 'Left behind.');
      assert.deepEqual(await reader.storedTexts(1), ['Left behind.']);
    },
    { expects: FAILURES },
  );

  for (const [when, fault, stored] of REQUESTS) {
    discussion(
      `of which one crashes ${when}: nothing is lost or doubled`,
      async (reader) => {
        await withoutAgreement(reader.context);
        const [sender, ...others] = await openTabs(reader.page, reader.address(fault));
        await send(sender!, 'Cut short.');
        await until(
          () => reader.posts().length,
          (posts) => posts > 0,
          'It is being sent',
        );
        await reader.storedTexts(stored);
        reader.heal();
        await crash(sender!);
        // The others may be waiting for answers that never come.
        for (const other of others) await other.reload();
        for (const other of others) await seePublished(other, 'Cut short.');
        assert.deepEqual(await reader.storedTexts(1), ['Cut short.']);
        assert.equal(new Set(reader.posts().map(({ key }) => key)).size, 1, 'under one key');
      },
      { expects: FAILURES },
    );
  }
});

function isPost(request: Request): boolean {
  return request.method() === 'POST' && request.url().endsWith('/v1/comments');
}

/** As in browsers that are old, and on plain http pages. */
async function withoutAgreement(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });
    Object.defineProperty(window, 'BroadcastChannel', { value: undefined });
  });
}

/** Opens the page in further tabs, and a form in each. */
async function openTabs(first: Page, address: string): Promise<readonly Page[]> {
  const tabs = [first];
  while (tabs.length < TABS) tabs.push(await first.context().newPage());
  for (const tab of tabs) {
    await tab.goto(address);
    await textbox(tab).click();
  }
  return tabs;
}

async function seeTyped(page: Page, text: string): Promise<void> {
  await until(
    () => textbox(page).inputValue(),
    (typed) => typed === text,
    'The text of the form',
  );
}

/** Fails where one began before the one before it had ended. */
function assertInTurn(posts: readonly Passage[]): void {
  for (const [index, { start }] of posts.entries()) {
    const before = posts[index - 1];
    assert.ok(!before || (before.end !== null && before.end <= start), 'one at a time');
  }
}
