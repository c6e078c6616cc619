import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { useJourneys } from './support/journey.ts';
import { focusOf, tabTo } from './support/keys.ts';
import { comment, comments, html, topLevel, until, write } from './support/reader.ts';
import { ROOT } from './support/site.ts';

/** Whoever has written something is taken to it. */
async function isAt(page: Page, written: string): Promise<void> {
  await until(
    () => focusOf(page).then((one) => one.textContent()),
    (text) => text?.includes(written) ?? false,
    `The focus is on "${written}"`,
  );
}

/** One comment, and replies to it that are higher than any window. */
const MANY_REPLIES = `<script type="module">
  const comments = Array.from({ length: 40 }, (_, index) => ({
    id: String(index), parentId: index ? '0' : null, author: { name: 'Ana' },
    body: { format: 'text', value: index ? 'Reply ' + index : 'What they answer' },
    createdAt: new Date(Date.UTC(2025, 1, 1, 0, index)).toISOString(),
  }));
  document.querySelector('colloquy-comments').adapter =
    { name: 'inline', list: async () => ({ comments, total: 40, capabilities: {} }) };
</script>`;

describe('with the keyboard alone', () => {
  const journey = useJourneys({
    files: {
      '/': html(
        '<h1>A page</h1><colloquy-comments paging="pages" page-size="2"></colloquy-comments>',
        '<script type="module" src="/embed/colloquy.js"></script>',
      ),
      '/replies': html(
        `<colloquy-comments sort="oldest"></colloquy-comments>${MANY_REPLIES}`,
        '<script type="module" src="/embed/colloquy.js"></script>',
      ),
    },
    folders: { '/embed/': join(ROOT, 'dist/embed') },
  });

  journey('a reader posts, replies, votes, sorts and turns the page', async ({ page, at }) => {
    await page.goto(at('/'));
    await page.getByText('No comments yet.').waitFor();

    await tabTo(page, /^Your comment$/);
    await page.keyboard.type('The first word.');
    await tabTo(page, /^Name/);
    await page.keyboard.type('Ana');
    await tabTo(page, /^Post comment$/);
    await page.keyboard.press('Enter');
    const posted = page.getByText('Your comment is posted.');
    await posted.waitFor();
    await isAt(page, 'The first word.');

    for (const text of ['The second.', 'The third.']) {
      await tabTo(page, /^Your comment$/, 'Shift+Tab');
      await page.keyboard.type(text);
      await posted.waitFor({ state: 'hidden' });
      await page.keyboard.press('Control+Enter');
      await posted.waitFor();
      await isAt(page, text);
    }

    await tabTo(page, /^Reply$/);
    await page.keyboard.press('Enter');
    await until(
      () => focusOf(page).then((one) => one.evaluate(({ localName }) => localName)),
      (name) => name === 'textarea',
      'The reply form has the focus',
    );
    await page.keyboard.type('An answer.');
    await tabTo(page, /^Name/);
    await page.keyboard.type('Ben');
    await page.keyboard.press('Control+Enter');
    const answered = topLevel(page).first();
    await comment(answered, 'An answer.').waitFor();
    await isAt(page, 'An answer.');

    await tabTo(page, /^Like$/);
    await page.keyboard.press('Space');
    await comments(page).locator('[part~=reaction-button][aria-pressed=true]').waitFor();

    await page.reload();
    await page.getByText('Page 1 of 2').waitFor();
    await tabTo(page, /^Next page$/);
    await page.keyboard.press('Enter');
    await page.getByText('Page 2 of 2').waitFor();
    await until(
      () => focusOf(page).then((one) => one.textContent()),
      (text) => /The first word\./.test(text ?? ''),
      'The first comment of the page has the focus',
    );

    await tabTo(page, /^Previous page$/);
    await page.keyboard.press('Enter');
    await page.getByText('Page 1 of 2').waitFor();
    const sort = await tabTo(page, /^Sort by/, 'Shift+Tab');
    await page.keyboard.press('ArrowDown');
    assert.equal(await sort.evaluate((select) => (select as HTMLSelectElement).value), 'oldest');
    await topLevel(page).first().getByText('The first word.').waitFor();
  });

  journey('a reader leaves a reply form by Escape and is back where they were', async ({ page, at }) => {
    await page.goto(at('/'));
    await write(page, { text: 'Answer me.', name: 'Ana' });
    const opener = await tabTo(page, /^Reply$/);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Your reply' }).waitFor();
    await page.keyboard.type('On second thoughts');
    await page.keyboard.press('Escape');
    await page.locator('[part~=reply-form]').waitFor({ state: 'detached' });
    await until(
      () => focusOf(page).then((one) => one.evaluate((focused, button) => focused === button, opener)),
      (same) => same,
      'The reply button has the focus again',
    );
  });

  journey('a reader sees the comment that they go to, however many replies it has', async ({ page, at }) => {
    await page.goto(at('/replies'));
    const row = (id: number) => page.locator(`[part~=comment][data-id="${id}"]`);
    const isSeen = async (id: number) => {
      await until(
        () => row(id).evaluate((element) => element.matches(':focus')),
        (focused) => focused,
        `The focus is on ${id}`,
      );
      await until(
        () =>
          row(id)
            .locator('> .own')
            .evaluate((own) => own.getBoundingClientRect().toJSON() as DOMRect),
        ({ top, bottom }) => top >= 0 && bottom <= 720,
        `${id} is in the window`,
      );
    };
    await row(39).focus();
    for (const [key, id] of [
      ['u', 0],
      ['j', 1],
      ['k', 0],
    ] as const) {
      await page.keyboard.press(key);
      await isSeen(id);
    }
    await row(1).evaluate((element) => {
      (element as HTMLElement).focus();
      element.scrollIntoView({ block: 'start' });
      scrollBy(0, 200);
    });
    await page.keyboard.press('k');
    await isSeen(0);
  });

  journey('a reader is told what is missing, at the field that lacks it', async ({ page, at }) => {
    await page.goto(at('/'));
    await page.getByText('No comments yet.').waitFor();
    await tabTo(page, /^Your comment$/);
    await page.keyboard.type('Without a name');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Please enter your name.').waitFor();
    const field = await focusOf(page);
    assert.equal(await field.getAttribute('name'), 'name');
    assert.equal(await comments(page).count(), 0);
  });

  journey('a reader copies the link and gets to every way to share', async ({ page, context, at }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(at('/'));
    await page.getByText('No comments yet.').waitFor();
    await tabTo(page, /^Copy link$/);
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Link copied').waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), at('/'));
    for (const network of ['E-mail', 'X', 'Facebook', 'LinkedIn', 'Reddit', 'WhatsApp', 'Telegram']) {
      const link = await tabTo(page, new RegExp(`^(Share on )?${network}\\b`));
      const address = (await link.getAttribute('href')) ?? '';
      assert.match(address, /^(https|mailto):/);
      assert.ok(address.includes(encodeURIComponent(at('/'))), `${network} gets the address`);
    }
    await tabTo(page, /^Mastodon$/);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Your Mastodon server' }).waitFor();
    await page.keyboard.type('not a server');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Please enter a server name').waitFor();
  });
});
