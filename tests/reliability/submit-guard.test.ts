/** However often somebody asks for it, and by whatever key: one comment. */
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import {
  type Discussion,
  FAILURES,
  fill,
  seePublished,
  send,
  textbox,
  until,
  useDiscussions,
} from './discussions.ts';

const TEXT = 'Once is enough.';
/** As often as a key that is held down for a second repeats. */
const REPEATS = 30;

describe('a comment that is sent', () => {
  const discussion = useDiscussions();

  /** Asks for one comment in some way, while answers are slow and while they are not. */
  function once(title: string, ask: (page: Page, session: CDPSession) => Promise<void>): void {
    for (const fault of ['none', 'latency'] as const) {
      discussion(
        `by ${title} is there once${fault === 'none' ? '' : ', where answers take long'}`,
        async (reader) => {
          const { page, context } = reader;
          await page.goto(reader.address(fault));
          const session = await context.newCDPSession(page);
          await fill(page, TEXT);
          await ask(page, session);
          await seeOnce(reader);
        },
      );
    }
  }

  const button = (page: Page) => page.locator('[part~=submit-button]');

  once('a double click', async (page) => {
    await button(page).dblclick();
  });

  once('ten clicks', async (page) => {
    await button(page).click({ clickCount: 10 });
  });

  once('two clicks in one turn of the page', async (page) => {
    await button(page).evaluate((element: HTMLButtonElement) => {
      element.click();
      element.click();
    });
  });

  once('Ctrl+Enter and a click', async (page) => {
    await textbox(page).press('Control+Enter');
    await button(page).click();
  });

  once('a click and Ctrl+Enter', async (page) => {
    await button(page).click();
    await textbox(page).press('Control+Enter');
  });

  once('Ctrl+Enter held down', async (page, session) => {
    await textbox(page).focus();
    await hold(session, { modifiers: 2 });
  });

  once('Enter held down in a field', async (page, session) => {
    await page.getByLabel('Name').focus();
    await hold(session, {});
  });

  discussion('while a text is being composed is not sent, and once after that', async (reader) => {
    const { page, context } = reader;
    await page.goto(reader.address());
    const session = await context.newCDPSession(page);
    await fill(page, 'Konnichiwa ');
    await textbox(page).press('End');
    await session.send('Input.imeSetComposition', { text: 'せか', selectionStart: 2, selectionEnd: 2 });
    // Enter chooses what was composed; browsers say 229 of keys that the input method takes.
    for (const modifiers of [0, 2]) await press(session, { modifiers, windowsVirtualKeyCode: 229 });
    await press(session, { modifiers: 2 });
    await session.send('Input.insertText', { text: '世界' });
    assert.equal(await textbox(page).inputValue(), 'Konnichiwa 世界');
    assert.equal(reader.posts().length, 0);
    await textbox(page).press('Control+Enter');
    await seeOnce(reader, 'Konnichiwa 世界');
  });

  discussion('while a name is being composed is not sent, and once after that', async (reader) => {
    const { page, context } = reader;
    await page.goto(reader.address());
    const session = await context.newCDPSession(page);
    await fill(page, TEXT);
    await page.getByLabel('Name').fill('');
    await session.send('Input.imeSetComposition', { text: 'あな', selectionStart: 2, selectionEnd: 2 });
    await press(session, { windowsVirtualKeyCode: 229 });
    await session.send('Input.insertText', { text: '穴' });
    assert.equal(await page.getByLabel('Name').inputValue(), '穴');
    assert.equal(reader.posts().length, 0);
    await page.getByLabel('Name').press('Enter');
    await seeOnce(reader);
  });

  for (const restored of [true, false]) {
    discussion(
      `is not sent again by the back button, to a page that is ${restored ? 'as it was left' : 'read anew'}`,
      async (reader) => {
        const { page } = reader;
        await page.goto(reader.address());
        await send(page, TEXT);
        await seePublished(page, TEXT);
        await leaveAndReturn(page, restored);
        await seePublished(page, TEXT);
        assert.equal(await textbox(page).inputValue(), '');
        await textbox(page).focus();
        await button(page).click();
        await page.getByText('Please write something first.').waitFor();
        await seeOnce(reader);
      },
    );

    discussion(
      `is not sent twice by leaving meanwhile and the back button, to a page that is ${restored ? 'as it was left' : 'read anew'}`,
      async (reader) => {
        const { page } = reader;
        await page.goto(reader.address('hanging-after'));
        await send(page, TEXT);
        await reader.storedTexts(1);
        await leaveAndReturn(page, restored);
        reader.heal();
        reader.cut();
        await seePublished(page, TEXT);
        await until(
          () => textbox(page).inputValue(),
          (text) => text === '',
          'The form is empty',
        );
        await seeOnce(reader);
      },
      { expects: FAILURES },
    );
  }
});

/** One in the thread, and after a reload one in the thread and one in the database. */
async function seeOnce({ page, stored, posts }: Discussion, text = TEXT): Promise<void> {
  await seePublished(page, text);
  await page.reload();
  await seePublished(page, text);
  assert.deepEqual(
    (await stored()).map((comment) => comment.text),
    [text],
  );
  assert.equal(new Set(posts().map(({ key }) => key)).size, 1, 'under one key');
}

async function leaveAndReturn(page: Page, restored: boolean): Promise<void> {
  await page.evaluate((restored) => {
    addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
    // No browser brings back a page that wants to know when it goes.
    if (!restored) addEventListener('unload', () => {});
  }, restored);
  await page.getByRole('link', { name: 'Away' }).click();
  await page.getByRole('heading', { name: 'Elsewhere' }).waitFor();
  await page.goBack({ waitUntil: 'commit' });
  await page.getByRole('heading', { name: 'A page' }).waitFor();
  const persisted = await page.evaluate(() => (window as { persisted?: boolean }).persisted ?? false);
  assert.equal(persisted, restored);
}

type Key = Partial<Parameters<typeof dispatch>[1]>;

function dispatch(
  session: CDPSession,
  key: {
    modifiers?: number;
    windowsVirtualKeyCode?: number;
    autoRepeat?: boolean;
    type: 'keyDown' | 'rawKeyDown' | 'keyUp';
  },
): Promise<unknown> {
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };
  return session.send('Input.dispatchKeyEvent', {
    ...enter,
    ...(key.type === 'keyDown' && { text: '\r' }),
    ...key,
  });
}

async function press(session: CDPSession, key: Key): Promise<void> {
  // What an input method takes is no character of its own.
  const type = key.windowsVirtualKeyCode === 229 ? 'rawKeyDown' : 'keyDown';
  await dispatch(session, { ...key, type });
  await dispatch(session, { ...key, type: 'keyUp' });
}

async function hold(session: CDPSession, key: Key): Promise<void> {
  for (let count = 0; count < REPEATS; count++) {
    await dispatch(session, { ...key, type: 'keyDown', autoRepeat: count > 0 });
  }
  await dispatch(session, { ...key, type: 'keyUp' });
}
