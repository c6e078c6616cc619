import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { useJourneys } from './support/journey.ts';
import { IMPORT_MAP, NPM_BUILD, NPM_FOLDERS } from './support/npm-build.ts';
import { comment, html, until, write } from './support/reader.ts';

const ADAPTER = `<script>
  const comments = [
    { id: '1', author: { name: 'Ana' }, body: { format: 'html', value: 'As <b>HTML</b>.' } },
    { id: '2', author: { name: 'Ben' }, body: { format: 'markdown', value: 'As **Markdown**.' } },
  ];
  document.querySelector('colloquy-comments').adapter = {
    name: 'inline',
    list: async () => ({ comments, total: comments.length }),
  };
</script>`;

/** Comments that a page can add to, as others would; `told` is what the thread is told of changes with. */
const CHANGING = `<script>
  var comments = [{ id: '1', author: { name: 'Ana' }, body: { format: 'text', value: 'The first.' } }];
  var told;
  document.querySelector('colloquy-comments').adapter = {
    name: 'inline',
    list: async () => ({ comments, total: comments.length, capabilities: { watch: location.hash === '#watch' } }),
    watch: (thread, tell) => void (told = tell),
  };
</script>`;

const UNSEEN = /ERR_FAILED|^Colloquy: server\. A file of the library could not be loaded\./;

describe('files that come only at the second try', () => {
  const journey = useJourneys({
    files: {
      '/': html('<colloquy-comments></colloquy-comments>', IMPORT_MAP + NPM_BUILD),
      '/bodies': html(`<colloquy-comments></colloquy-comments>${ADAPTER}`, IMPORT_MAP + NPM_BUILD),
      '/changing': html(`<colloquy-comments></colloquy-comments>${CHANGING}`, IMPORT_MAP + NPM_BUILD),
    },
    folders: NPM_FOLDERS,
  });

  journey(
    'those for bodies: the text shows as soon as there is a connection again',
    async ({ page, at }) => {
      const bringBack = await keepBack(page, /\/content\/(sanitize|markdown)\.js$/);
      await page.goto(at('/bodies'));
      await page.getByText('This comment cannot be shown right now.').waitFor();
      await page.getByText('As **Markdown**.').waitFor();
      await bringBack();
      await page.evaluate(() => dispatchEvent(new Event('online')));
      await page.locator('b', { hasText: 'HTML' }).waitFor();
      await page.locator('strong', { hasText: 'Markdown' }).waitFor();
    },
    { expects: UNSEEN },
  );

  journey(
    'those for bodies: also where the browser says nothing of its connection',
    async ({ page, at }) => {
      const bringBack = await keepBack(page, /\/content\/sanitize\.js$/);
      await page.goto(at('/bodies'));
      await page.getByText('This comment cannot be shown right now.').waitFor();
      await bringBack();
      await page.locator('b', { hasText: 'HTML' }).waitFor();
    },
    { expects: UNSEEN },
  );

  journey(
    'the one that finds out what was missed: the thread is read anew meanwhile',
    async ({ page, at }) => {
      await page.goto(at('/changing#watch'));
      await comment(page, 'The first.').waitFor();
      const bringBack = await keepBack(page, /\/catch-up\.js$/);
      await add(page, '2', 'The second.');
      await page.evaluate("told({ kind: 'unknown' })");
      await comment(page, 'The second.').waitFor();
      await bringBack();
      await add(page, '3', 'The third.');
      await page.evaluate("told({ kind: 'unknown' })");
      await page.getByRole('button', { name: 'Show 1 new comment' }).waitFor();
    },
    { expects: UNSEEN },
  );

  journey(
    'the one that looks for changes: it looks later',
    async ({ page, at }) => {
      await page.clock.install();
      await page.goto(at('/changing'));
      await comment(page, 'The first.').waitFor();
      const bringBack = await keepBack(page, /\/poll-for-changes\.js$/);
      const refused = page.waitForEvent('requestfailed');
      await page.clock.runFor(20_000);
      await refused;
      await bringBack();
      await add(page, '2', 'The second.');
      await page.clock.runFor(20_000);
      const offer = page.getByRole('button', { name: 'Show 1 new comment' });
      await until(
        async () => {
          // Its file comes in real time.
          await page.clock.runFor(100);
          return offer.count();
        },
        (count) => count === 1,
        'What is new',
      );
    },
    { expects: UNSEEN },
  );

  journey(
    'the one for menus: the reader is told, and can try again',
    async ({ page, at }) => {
      await page.goto(at('/'));
      await write(page, { text: 'With a menu.', name: 'Ana' });
      const bringBack = await keepBack(page, /\/wayfinder\.js$/);
      const menu = comment(page, 'With a menu.').getByRole('button', { name: 'More' });
      await menu.click();
      const told = page.getByRole('alert').filter({ hasText: 'The comment service has a problem.' });
      await told.waitFor();
      await bringBack();
      await menu.click();
      await page.getByRole('menuitem', { name: 'Copy link' }).waitFor();
      await told.waitFor({ state: 'detached' });
    },
    { expects: UNSEEN },
  );

  for (const [title, again] of Object.entries<(page: Page) => Promise<void>>({
    'the one for forms: what is typed stays, and the rest of the form can be asked for again': (page) =>
      page.getByRole('button', { name: 'Try again' }).click(),
    'the one for forms: to send asks for it again': (page) => page.keyboard.press('Control+Enter'),
  })) {
    journey(
      title,
      async ({ page, at }) => {
        const bringBack = await keepBack(page, /\/composer\.js$/);
        await page.goto(at('/'));
        const text = page.getByRole('textbox', { name: 'Your comment' });
        await text.pressSequentially('Typed on a train');
        const told = page.getByRole('alert').filter({ hasText: 'The comment service has a problem.' });
        await told.waitFor();
        await text.pressSequentially(', and on.');
        await bringBack();
        await again(page);
        await page.getByLabel('Name').waitFor();
        await told.waitFor({ state: 'detached' });
        assert.equal(await text.inputValue(), 'Typed on a train, and on.');
        await write(page, { text: 'Typed on a train, and sent.', name: 'Ana' });
      },
      { expects: UNSEEN },
    );
  }

  journey(
    'the one that sends: the text stays in the form, and can be sent again',
    async ({ page, at }) => {
      const bringBack = await keepBack(page, /\/store\/writing\.js$/);
      await page.goto(at('/'));
      await page.getByRole('textbox', { name: 'Your comment' }).fill('Not yet.');
      await page.getByLabel('Name').fill('Ana');
      const post = page.getByRole('button', { name: 'Post comment' });
      await post.click();
      await page
        .getByText('Not posted. The comment service has a problem. Your text is still here.')
        .waitFor();
      await bringBack();
      await post.click();
      await comment(page, 'Not yet.').waitFor();
    },
    { expects: UNSEEN },
  );
});

/** Fails all requests for such files. @returns what lets them through */
async function keepBack(page: Page, files: RegExp): Promise<() => Promise<void>> {
  await page.route(files, (route) => route.abort());
  return () => page.unroute(files);
}

/** Somebody else writes, and the page is not told. */
async function add(page: Page, id: string, text: string): Promise<void> {
  const added = { id, author: { name: 'Ben' }, body: { format: 'text', value: text } };
  await page.evaluate(`comments = [...comments, ${JSON.stringify(added)}]`);
}
