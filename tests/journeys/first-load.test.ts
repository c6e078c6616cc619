import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { useJourneys } from './support/journey.ts';
import { lazyFiles } from '../support/lazy-files.ts';
import { comment, html, until, write } from './support/reader.ts';
import { ROOT } from './support/site.ts';

const TAG = '<script type="module" src="/embed/colloquy.js"></script>';

describe('the first look at a page', () => {
  const journey = useJourneys({
    files: { '/': html('<colloquy-comments></colloquy-comments>', TAG) },
    folders: { '/embed/': join(ROOT, 'dist/embed') },
  });

  journey('asks for the page and the script, and for nothing else', async ({ page, at, requests }) => {
    const wanted = [at('/'), at('/embed/colloquy.js')];
    await page.goto(at('/'));
    await page.getByText('No comments yet.').waitFor();
    assert.deepEqual(requests, wanted);

    await showBodies(page, { format: 'text', value: 'Plain text.' });
    await comment(page, 'Plain text.').waitFor();
    assert.deepEqual(requests, wanted);
  });

  journey('asks for what it takes to write when somebody begins to, once', async ({ page, at, requests }) => {
    await page.goto(at('/'));
    await page.getByText('No comments yet.').waitFor();
    await page.getByRole('textbox', { name: 'Your comment' }).click();
    await page.getByLabel('Name').waitFor();
    await until(
      async () => lazyFiles(requests),
      (seen) => seen.includes('writing'),
      'What sends is there',
    );
    const asked = lazyFiles(requests);
    assert.ok(asked.includes('composer'), asked.join());
    await write(page, { text: 'Plain text.', name: 'Ana' });
    assert.deepEqual(lazyFiles(requests), asked);
    assert.equal(new Set(asked).size, asked.length);
  });

  journey('asks for the sanitiser with the first body in HTML, once', async ({ page, at, requests }) => {
    const sanitiser = () => lazyFiles(requests).filter((name) => name === 'sanitize').length;
    await page.goto(at('/'));
    await showBodies(page, { format: 'text', value: 'Only <b>text</b>.' });
    await comment(page, 'Only <b>text</b>.').waitFor();
    assert.equal(sanitiser(), 0);

    await showBodies(
      page,
      { format: 'html', value: 'Now <b>HTML</b>.' },
      { format: 'html', value: '<i>Twice</i><script>document.title = "changed"</script>' },
    );
    await page.locator('b', { hasText: 'HTML' }).waitFor();
    await page.locator('i', { hasText: 'Twice' }).waitFor();
    assert.equal(sanitiser(), 1);
    assert.equal(await page.title(), 'A page');
  });

  journey('leaves nothing on the device until the reader writes', async ({ page, context, at }) => {
    const kept = async () => ({
      ...(await context.storageState()),
      ...(await page.evaluate(async () => ({
        local: localStorage.length,
        session: sessionStorage.length,
        databases: (await indexedDB.databases()).map(({ name }) => name),
        caches: await caches.keys(),
        workers: (await navigator.serviceWorker.getRegistrations()).length,
      }))),
    });
    await page.goto(at('/'));
    await page.getByText('No comments yet.').waitFor();
    const nothing = { cookies: [], origins: [], local: 0, session: 0, databases: [], caches: [], workers: 0 };
    assert.deepEqual(await kept(), nothing);

    await page.getByRole('textbox', { name: 'Your comment' }).pressSequentially('Not sent');
    await page.getByLabel('Name').waitFor();
    const { local, ...rest } = await kept();
    assert.equal(local, 1, 'what is typed is kept as a draft');
    assert.deepEqual([rest.session, rest.databases, rest.caches], [0, [], []], 'and nothing else is');
    assert.match(
      await page.evaluate(() => JSON.stringify({ ...localStorage })),
      /"colloquy:draft:.*Not sent/,
    );

    await write(page, { text: 'Sent', name: 'Ana' });
    assert.deepEqual((await kept()).databases, ['colloquy'], 'what is written is kept');
    const names = await page.evaluate(() => Object.keys(localStorage).join());
    assert.doesNotMatch(names, /draft|author/, 'the draft is not any more, and who wrote it is not, unasked');
  });

  journey('remembers a guest who asks for it', async ({ page, at }) => {
    await page.goto(at('/'));
    await page.getByRole('textbox', { name: 'Your comment' }).click();
    await page.getByLabel('Remember me on this device').check();
    await write(page, { text: 'Remember me.', name: 'Ana' });
    await page.reload();
    await page.getByRole('textbox', { name: 'Your comment' }).click();
    assert.equal(await page.getByLabel('Name').inputValue(), 'Ana');
  });
});

interface Body {
  readonly format: 'text' | 'html';
  readonly value: string;
}

/** Gives the page an adapter of its own with comments that have these bodies. */
async function showBodies(page: Page, ...bodies: Body[]): Promise<void> {
  await page.locator('colloquy-comments').evaluate((element, given) => {
    const comments = given.map((body, index) => ({ id: `${index}`, author: { name: 'Ana' }, body }));
    const adapter = { name: 'inline', list: async () => ({ comments, total: comments.length }) };
    Object.assign(element, { adapter });
  }, bodies);
}
