import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { useJourneys } from './support/journey.ts';
import { lazyFiles } from '../support/lazy-files.ts';
import { comment, comments, html, until, write } from './support/reader.ts';
import { ROOT } from './support/site.ts';

/** An adapter as a site's developer may write one: it sends by `fetch` and says little about what went wrong. */
const ADAPTER = `<script>
  const comments = [{ id: '1', author: { name: 'Ana' }, body: { format: 'text', value: 'Already here.' } }];
  const capabilities = { create: true, fields: { name: 'required' } };
  document.querySelector('colloquy-comments').adapter = {
    name: 'inline',
    list: async () => ({ comments, total: comments.length, capabilities }),
    async create(thread, { author, body, parentId }, { signal, idempotencyKey }) {
      const response = await fetch('/accept.json', { signal });
      const refusal = new URLSearchParams(location.search).get('refusal');
      if (refusal) throw Object.assign(new Error('Refused'), { name: 'AdapterError', ...JSON.parse(refusal) });
      const { status } = await response.json();
      return { status, comment: { id: idempotencyKey, author, body, parentId } };
    },
  };
</script>`;

describe('when posting fails', () => {
  const journey = useJourneys({
    files: {
      '/': html(
        `<h1>A page</h1><colloquy-comments></colloquy-comments>${ADAPTER}`,
        '<script type="module" src="/embed/colloquy.js"></script>',
      ),
      '/local': html(
        '<h1>A page</h1><colloquy-comments></colloquy-comments>',
        '<script type="module" src="/embed/colloquy.js"></script>',
      ),
      '/accept.json': JSON.stringify({ status: 'published' }),
    },
    folders: { '/embed/': join(ROOT, 'dist/embed') },
  });

  journey(
    'for want of a connection, the text stays and is sent later',
    async ({ page, context, at }) => {
      await page.goto(at('/'));
      await openForm(page);
      await context.setOffline(true);
      await send(page, 'Typed on a train.');
      await page.getByText('Your comment is kept in the discussion').waitFor();
      const unsent = comment(page, 'Typed on a train.');
      await unsent.getByText('Waiting to be sent.').waitFor();
      await comment(page, 'Already here.').waitFor();

      await unsent.getByRole('button', { name: 'Try again' }).click();
      await unsent.getByText('Waiting to be sent.').waitFor();

      await context.setOffline(false);
      await comment(page, 'Typed on a train.')
        .getByText('Waiting to be sent.')
        .waitFor({ state: 'detached' });
      assert.equal(await comments(page).filter({ hasText: 'Typed on a train.' }).count(), 1);
    },
    { expects: /ERR_INTERNET_DISCONNECTED|^Colloquy: (server|offline)\./ },
  );

  journey(
    'for want of a connection since before it was begun, the text stays and is sent later',
    async ({ page, context, at, requests }) => {
      await page.goto(at('/'));
      await comment(page, 'Already here.').waitFor();
      for (const name of ['composer', 'writing']) {
        const file = await until(
          async () => requests.find((address) => lazyFiles([address])[0] === name),
          Boolean,
          `${name} is fetched ahead`,
        );
        // It is there with all that it imports.
        await page.evaluate(`import('${file}').then(() => {})`);
      }
      await context.setOffline(true);
      await openForm(page);
      await send(page, 'Begun in a tunnel.');
      await comment(page, 'Begun in a tunnel.').getByText('Waiting to be sent.').waitFor();
      await context.setOffline(false);
      await comment(page, 'Begun in a tunnel.')
        .getByText('Waiting to be sent.')
        .waitFor({ state: 'detached' });
    },
    { expects: /ERR_INTERNET_DISCONNECTED|^Colloquy: (server|offline)\./ },
  );

  journey(
    'for want of a connection, the text can be edited',
    async ({ page, context, at }) => {
      await page.goto(at('/'));
      await openForm(page);
      await context.setOffline(true);
      await send(page, 'Not my best words.');
      await comment(page, 'Not my best words.').getByRole('button', { name: 'Edit' }).click();
      assert.equal(await textbox(page).inputValue(), 'Not my best words.');
      assert.equal(await comments(page).count(), 1);
    },
    { expects: /ERR_INTERNET_DISCONNECTED|^Colloquy: (server|offline)\./ },
  );

  for (const [refusal, seen] of [
    [{ code: 'invalid', fields: { name: 'refused' } }, 'Please change this; it was not accepted.'],
    [{ code: 'forbidden' }, 'Not posted. You are not allowed to do this. Your text is still here.'],
    [{ code: 'closed' }, 'Not posted. This discussion has been closed. Your text is still here.'],
  ] as const) {
    journey(
      `as ${refusal.code}, the text stays in the form`,
      async ({ page, at }) => {
        await page.goto(at(`/?refusal=${encodeURIComponent(JSON.stringify(refusal))}`));
        await openForm(page);
        await send(page, 'Still here.');
        await page.getByText(seen).waitFor();
        assert.equal(await textbox(page).inputValue(), 'Still here.');
        assert.equal(await page.getByLabel('Name').inputValue(), 'Ben');
        assert.equal(await comments(page).count(), 1);
        assert.equal(await page.getByRole('heading', { name: 'A page' }).count(), 1);
      },
      { expects: /^Colloquy: \w+\. Refused/ },
    );
  }
});

describe('going away and coming back', () => {
  const journey = useJourneys({
    files: {
      '/': html(
        '<h1>A page</h1><colloquy-comments></colloquy-comments><a href="/away">Away</a>',
        '<script type="module" src="/embed/colloquy.js"></script>',
      ),
      '/away': html('<h1>Elsewhere</h1>'),
    },
    folders: { '/embed/': join(ROOT, 'dist/embed') },
  });

  journey('finds the page as it was, typed text and all, and live', async ({ page, context, at }) => {
    await page.goto(at('/'));
    await write(page, { text: 'Before leaving.', name: 'Ana' });
    await textbox(page).pressSequentially('Half a sent');
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
    });
    await page.getByRole('link', { name: 'Away' }).click();
    await page.getByRole('heading', { name: 'Elsewhere' }).waitFor();
    // A page that is restored does not load again.
    await page.goBack({ waitUntil: 'commit' });

    await comment(page, 'Before leaving.').waitFor();
    assert.equal(await page.evaluate(() => (window as { persisted?: boolean }).persisted), true);
    assert.equal(await textbox(page).inputValue(), 'Half a sent');
    await textbox(page).pressSequentially('ence.');
    await page.getByRole('button', { name: 'Post comment' }).click();
    await comment(page, 'Half a sentence.').waitFor();

    const other = await context.newPage();
    await other.goto(at('/'));
    await write(other, { text: 'From another tab.', name: 'Ben' });
    await comment(page, 'From another tab.').waitFor();
  });
});

function textbox(page: Page) {
  return page.getByRole('textbox', { name: 'Your comment' });
}

async function openForm(page: Page): Promise<void> {
  await comment(page, 'Already here.').waitFor();
  await textbox(page).click();
  await page.getByLabel('Name').fill('Ben');
}

async function send(page: Page, text: string): Promise<void> {
  await textbox(page).fill(text);
  await page.getByRole('button', { name: 'Post comment' }).click();
}
