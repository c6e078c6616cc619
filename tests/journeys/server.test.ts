import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { Demonstration } from './support/demonstration.ts';
import { useJourneys } from './support/journey.ts';
import { comment, comments, reply, topLevel, until, write } from './support/reader.ts';

const DAY = 24 * 60 * 60_000;
/** The server does not believe that anybody writes faster than this. */
const WRITING_MS = 2100;

describe('the demonstration on its server', () => {
  const journey = useJourneys(() => Demonstration.start());

  journey('shows the whole discussion, as old as it is', async ({ page, at }) => {
    await open(page, at('/'));
    assert.equal(await page.getByLabel('Backend').inputValue(), 'server');
    assert.equal(new URL(page.url()).search, '');
    await page.getByRole('heading', { name: '312 comments' }).waitFor();
    await page.getByLabel('Sort by').selectOption({ label: 'Oldest' });
    // The first one is pinned in every order.
    await until(
      () => topLevel(page).nth(1).locator('time').first().getAttribute('datetime'),
      (time) => Date.now() - Date.parse(time ?? '') > 390 * DAY,
      'The oldest comment first',
    );
    // One was deleted, and stands where it is answered; one waits for a moderator, one was hidden.
    const more = page.getByRole('button', { name: 'Show more comments' });
    await until(
      async () => {
        if (await more.isVisible()) await more.click();
        return comments(page).count();
      },
      (count) => count === 313,
      'All comments',
    );
    assert.equal(await more.count(), 0);
    const languages = await page
      .locator('[part~=body][lang]')
      .evaluateAll((bodies) => bodies.map((body) => (body as HTMLElement).lang));
    for (const language of ['ja', 'ar', 'de', 'hi', 'zh-Hant'])
      assert.ok(languages.includes(language), language);
    assert.equal(await page.getByText('Lovely Garden Things').count(), 0);
  });

  journey('keeps what is written, and shows it to others live', async ({ page, anotherReader, at }) => {
    const workers: string[] = [];
    page.on('worker', (worker) => workers.push(worker.url()));
    await open(page, at('/'));
    await page.waitForTimeout(WRITING_MS);
    const other = await anotherReader();
    await open(other, at('/'));
    await write(page, { text: 'Kept by the server.', name: 'Ana' });
    assert.equal(workers.length, 1, 'the proof of work is not the page’s own');
    await showIncoming(other, 'Kept by the server.');

    await page.reload();
    await comment(page, 'Kept by the server.').getByText('Ana', { exact: true }).waitFor();
    await other.waitForTimeout(WRITING_MS);
    await reply(comment(other, 'Kept by the server.'), { text: 'And this is the answer.', name: 'Ben' });
    await showIncoming(page, 'And this is the answer.');
    await comment(comment(page, 'Kept by the server.'), 'And this is the answer.').waitFor();
  });

  journey('lets authors change what they wrote, over a reload, and nobody else', async (reader) => {
    const { page, anotherReader, at } = reader;
    await open(page, at('/'));
    await page.waitForTimeout(WRITING_MS);
    await write(page, { text: 'Not quite right.', name: 'Ana' });
    const id = await comment(page, 'Not quite right.').getAttribute('data-id');
    const written = (where: Page) => where.locator(`[data-id="${id}"]`);
    const other = await anotherReader();
    await open(other, at('/'));
    await written(other).locator('[part~=menu-button]').first().click();
    await other.locator('[part~=copy-link-item]').waitFor();
    assert.equal(await other.locator('[part~=edit-item], [part~=remove-item]').count(), 0);
    await page.bringToFront();
    await page.reload();
    await written(page).waitFor();

    await choose(written(page), 'edit');
    await written(page).getByRole('textbox').fill('Quite right.');
    await written(page).getByRole('button', { name: 'Save' }).click();
    for (const where of [page, other]) await written(where).getByText('Quite right.').waitFor();
    await choose(written(page), 'remove');
    await written(page).getByText('Deleted.').waitFor();
    for (const where of [page, other]) await written(where).waitFor({ state: 'detached' });
  });

  journey('offers this browser and the memory in its place', async ({ page, at }) => {
    await open(page, at('/'));
    await page.getByText('Demo settings').click();
    await page.getByLabel('Backend').selectOption('local');
    await page.getByText('Comments here stay in this browser.').waitFor();
    await page.getByLabel('Backend').selectOption('memory');
    await comments(page).nth(19).waitFor();
    assert.equal(new URL(page.url()).search, '?backend=memory');
    await page.getByRole('button', { name: 'Reset' }).click();
    await until(
      () => page.getByLabel('Backend').inputValue(),
      (backend) => backend === 'server',
      'The server again',
    );
  });
});

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await comments(page).nth(19).waitFor();
}

async function showIncoming(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Show 1 new comment' }).click();
  await comment(page, text).waitFor();
}

/** Chooses in the menu of a comment. */
async function choose(row: Locator, item: 'edit' | 'remove'): Promise<void> {
  await row.locator('[part~=menu-button]').first().click();
  await row.page().locator(`[part~=${item}-item]`).click();
}
