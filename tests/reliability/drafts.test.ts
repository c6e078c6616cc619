/** What somebody has typed or sent outlives whatever becomes of the page. */
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { comment } from '../journeys/support/reader.ts';
import {
  type Discussion,
  FAILURES,
  fill,
  seePublished,
  seeWaiting,
  send,
  textbox,
  until,
  useDiscussions,
} from './discussions.ts';
import { killRenderer } from './kill-renderer.ts';

/** Goes away and comes back, and gives the page where the reader then is. */
type Way = (page: Page) => Promise<Page>;

const WAYS: Readonly<Record<string, Way>> = {
  'a reload': async (page) => {
    await page.reload();
    return page;
  },
  'the way to another page and back': awayAndBack,
  // As one who has to sign in elsewhere first.
  'a detour that ends with the page anew': async (page) => {
    await page.getByRole('link', { name: 'Away' }).click();
    await page.getByRole('link', { name: 'Back to the page' }).click();
    return page;
  },
  'the end of its process': async (page) => {
    const address = page.url();
    await killRenderer(page);
    const other = await page.context().newPage();
    await other.goto(address);
    return other;
  },
};

/** Where something is typed; opened again as often as needed. */
const PLACES: Readonly<Record<string, (page: Page) => Promise<Locator>>> = {
  'a comment': async (page) => page.locator('colloquy-form[part~=form]'),
  'a reply': async (page) => {
    const row = comment(page, 'By somebody else.');
    await row.waitFor();
    const form = row.locator('colloquy-form');
    if (!(await form.isVisible())) await row.getByRole('button', { name: 'Reply', exact: true }).click();
    return form;
  },
  'an edited comment': async (page) => {
    const form = page.locator('[part~=edit-form]');
    await page.locator('[part~=comment]').first().waitFor();
    if (!(await form.isVisible())) {
      await comment(page, 'My own.').locator('[part~=menu-button]').click();
      await page.locator('[part~=edit-item]').click();
    }
    return form;
  },
};

describe('what is typed', () => {
  const discussion = useDiscussions();

  for (const [place, open] of Object.entries(PLACES)) {
    for (const [name, go] of Object.entries(WAYS)) {
      const edited = place === 'an edited comment';
      // What proves that a comment is one's own is kept for the tab only, and the tab is gone.
      if (edited && name === 'the end of its process') continue;
      discussion(`as ${place} survives ${name}, and is gone when it has been sent`, async (reader) => {
        await reader.seed(['By somebody else.']);
        await reader.page.goto(reader.address());
        if (edited) {
          await send(reader.page, 'My own.');
          await seePublished(reader.page, 'My own.');
        }
        await typeIn(await open(reader.page), 'Half a sentence');

        const page = await go(reader.page);
        const form = await open(page);
        await seeTyped(form, 'Half a sentence');
        await typeIn(form, 'Half a sentence, and its end.');
        await submit(form);
        await seePublished(page, 'Half a sentence, and its end.');

        await page.reload();
        await seePublished(page, 'Half a sentence, and its end.');
        assert.equal(await textbox(page).inputValue(), '');
        assert.deepEqual(await storedDrafts(page), []);
        const texts = await reader.storedTexts(2);
        assert.deepEqual(texts, ['By somebody else.', 'Half a sentence, and its end.']);
      });
    }
  }
});

describe('what is sent', () => {
  const discussion = useDiscussions();

  for (const [name, go] of Object.entries(WAYS)) {
    discussion(
      `survives ${name} while it waits, and is sent once`,
      async (reader) => {
        await reader.page.goto(reader.address('503'));
        await send(reader.page, 'Kept until it is sent.');
        await seeWaiting(reader.page, 'Kept until it is sent.');
        await arriveOnce(reader, await go(reader.page), 'Kept until it is sent.');
      },
      { expects: FAILURES },
    );

    for (const fault of ['hanging', 'hanging-after'] as const) {
      const when = fault === 'hanging' ? 'is under way' : 'was stored without word of it';
      discussion(
        `survives ${name} while it ${when}, and is sent once`,
        async (reader) => {
          await reader.page.goto(reader.address(fault));
          await send(reader.page, 'Under way.');
          await until(
            () => reader.posts().length,
            (posts) => posts === 1,
            'It is under way',
          );
          if (fault === 'hanging-after') await reader.storedTexts(1);
          await arriveOnce(reader, await go(reader.page), 'Under way.');
        },
        { expects: FAILURES },
      );
    }
  }

  discussion(
    'without a connection waits for one',
    async (reader) => {
      const { page, context } = reader;
      await page.goto(reader.address());
      await fill(page, 'Written in a tunnel.');
      await context.setOffline(true);
      await submit(page.locator('colloquy-form[part~=form]'));
      await comment(page, 'Written in a tunnel.')
        .getByText('Waiting to be sent. You seem to be offline.')
        .waitFor();
      assert.equal(reader.posts().length, 0);
      await context.setOffline(false);
      await seePublished(page, 'Written in a tunnel.');
      assert.deepEqual(await reader.storedTexts(1), ['Written in a tunnel.']);
      assert.equal(reader.posts().length, 1);
    },
    { expects: FAILURES },
  );
});

describe('storage', () => {
  const discussion = useDiscussions();
  const NOT_KEPT = 'What you type is not kept here: send it before you leave this page.';

  for (const [name, prevent] of Object.entries({
    'that is full': fillStorage,
    'that is forbidden': forbidStorage,
    'that takes nothing': refuseWrites,
  })) {
    discussion(`${name} keeps nobody from writing, and the reader is told`, async (reader) => {
      const { page } = reader;
      await page.addInitScript(prevent);
      await page.goto(reader.address());
      await textbox(page).pressSequentially('Kept here');
      await page.getByText(NOT_KEPT).waitFor();
      const asked = page.waitForEvent('dialog');
      await page.close({ runBeforeUnload: true });
      const dialog = await asked;
      assert.equal(dialog.type(), 'beforeunload');
      await dialog.dismiss();

      await send(page, 'Kept here only.');
      await seePublished(page, 'Kept here only.');
      assert.deepEqual(await reader.storedTexts(1), ['Kept here only.']);
    });
  }

  discussion(
    'that is forbidden keeps no comment from waiting in the page',
    async (reader) => {
      const { page } = reader;
      await page.addInitScript(forbidStorage);
      await page.goto(reader.address('503'));
      await send(page, 'Kept in the page.');
      await seeWaiting(page, 'Kept in the page.');
      reader.heal();
      await seePublished(page, 'Kept in the page.');
      assert.deepEqual(await reader.storedTexts(1), ['Kept in the page.']);
    },
    { expects: FAILURES },
  );

  for (const damaged of [
    '{"text":',
    'null',
    '[]',
    '5',
    '{"text":5,"at":"x"}',
    '{"key":"k","input":null}',
    '',
  ]) {
    discussion(`with ${JSON.stringify(damaged)} in it is as if it were empty`, async (reader) => {
      const { page } = reader;
      await page.goto(reader.address());
      await send(page, 'Before.');
      await seePublished(page, 'Before.');
      await page.evaluate((text) => {
        const { searchParams } = new URL(location.href);
        const [endpoint, thread] = [searchParams.get('at'), searchParams.get('thread')];
        for (const place of [null, 'x', ['edit', 'x']])
          localStorage.setItem(`colloquy:draft:${JSON.stringify([thread, place])}`, text);
        for (const key of ['a', 'b'])
          localStorage.setItem(`colloquy:outbox:${JSON.stringify([`rest ${endpoint}`, thread, key])}`, text);
        localStorage.setItem('colloquy:guest', text);
        for (const name of Object.keys(sessionStorage)) sessionStorage.setItem(name, text);
      }, damaged);
      await page.reload();
      await seePublished(page, 'Before.');
      assert.equal(await textbox(page).inputValue(), '');
      await send(page, 'After.');
      await seePublished(page, 'After.');
      assert.deepEqual(await reader.storedTexts(2), ['Before.', 'After.']);
    });
  }
});

/** By the browser's button; it has to bring back the very page that was left. */
async function awayAndBack(page: Page): Promise<Page> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.enable');
  const reasons: string[] = [];
  session.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) =>
    reasons.push(...notRestoredExplanations.map(({ reason }) => reason)),
  );
  await page.evaluate(() => {
    addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
  });
  await page.getByRole('link', { name: 'Away' }).click();
  await page.getByRole('heading', { name: 'Elsewhere' }).waitFor();
  // A page that is restored does not load again.
  await page.goBack({ waitUntil: 'commit' });
  await until(
    () => page.evaluate(() => (window as { persisted?: boolean }).persisted),
    (persisted) => persisted === true,
    'The page is the one that was left',
  );
  assert.deepEqual(reasons, []);
  await session.detach();
  return page;
}

/** The fault is over: the comment reaches the server, and both reader and database have it once. */
async function arriveOnce(reader: Discussion, page: Page, text: string): Promise<void> {
  reader.heal();
  // A page that was put aside goes on waiting for its answer.
  reader.cut();
  await seePublished(page, text);
  assert.equal(await textbox(page).inputValue(), '');
  await page.reload();
  await seePublished(page, text);
  assert.deepEqual(await reader.storedTexts(1), [text]);
  assert.equal(new Set(reader.posts().map(({ key }) => key)).size, 1, 'under one key');
}

async function typeIn(form: Locator, text: string): Promise<void> {
  await form.getByRole('textbox').first().fill(text);
  // The other fields come together with the button.
  await form.locator('[part~=submit-button]').waitFor();
  const name = form.getByLabel('Name');
  if (await name.isVisible()) await name.fill('Ana');
}

async function submit(form: Locator): Promise<void> {
  await form.locator('[part~=submit-button]').click();
}

async function seeTyped(form: Locator, text: string): Promise<void> {
  const typed = () => form.getByRole('textbox').first().inputValue();
  await until(typed, (seen) => seen === text, 'The text of the form');
}

/** Drafts that the browser still keeps. */
function storedDrafts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('colloquy:draft:')));
}

function fillStorage(): void {
  for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
    for (let count = 0; count < 20; count++) {
      try {
        localStorage.setItem(`filling ${size} ${count}`, 'x'.repeat(size));
      } catch {
        break;
      }
    }
  }
}

function forbidStorage(): void {
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  }
}

function refuseWrites(): void {
  Storage.prototype.setItem = () => {
    throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
  };
}
