import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { createRequire } from 'node:module';
import type axeCore from 'axe-core';
import type { Page } from 'playwright-core';
import { type Fixture, MODERATOR_TOKEN, startOn, TemporaryFolder } from '../server/support/fixture.ts';
import { useJourneys } from './support/journey.ts';
import { focusOf } from './support/keys.ts';
import { comment, comments, until } from './support/reader.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe("the moderators' page", () => {
  const folder = new TemporaryFolder();
  let server: Fixture;
  before(async () => {
    server = await startOn(folder.file('comments.db'), { moderation: 'pre', origins: [] });
  });
  after(async () => {
    await server.close();
    folder.remove();
  });
  const journey = useJourneys({ files: {} });

  /** A thread of its own for a journey, with comments that wait. */
  async function write(thread: string, ...texts: string[]): Promise<void> {
    for (const text of texts) {
      const { status } = await server.client.post(thread, text, {
        thread: { key: thread, url: 'https://blog.example/post', title: `About ${thread}` },
        author: { name: `Author of ${thread}` },
      });
      assert.equal(status, 201);
    }
  }

  async function published(thread: string): Promise<string[]> {
    const { json } = await server.client.list(thread);
    return (json.comments as { body: { value: string } }[]).map(({ body }) => body.value).sort();
  }

  async function signIn(page: Page, view = ''): Promise<void> {
    await page.goto(`${server.client.url}/moderation/${view}`);
    await page.getByLabel('Moderator token').fill(MODERATOR_TOKEN);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').waitFor();
  }

  const press = (page: Page, text: string, name: string) =>
    comment(page, text).getByRole('button', { name, exact: true }).click();

  journey(
    'refuses a wrong token in words and lets it be corrected',
    async ({ page }) => {
      await page.goto(`${server.client.url}/moderation`);
      const token = page.getByLabel('Moderator token');
      await token.fill('something-else');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('This is not the moderator’s token.').waitFor();
      assert.equal(await token.inputValue(), 'something-else');
      await token.fill(MODERATOR_TOKEN);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('link', { name: 'Waiting' }).waitFor();
      assert.equal(await page.getByText('This is not').count(), 0);
      assert.doesNotMatch(
        await page.evaluate(() =>
          JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]),
        ),
        new RegExp(MODERATOR_TOKEN),
      );
    },
    { expects: /403/ },
  );

  journey('approves, takes it back, and marks as spam', async ({ page }) => {
    await write('approving', 'Good words.', 'Bad words.');
    await signIn(page);
    await comment(page, 'Good words.').getByText('On About approving').waitFor();
    await press(page, 'Good words.', 'Approve');
    await page.getByText('Approved: the comment by Author of approving.').waitFor();
    await comment(page, 'Good words.').waitFor({ state: 'detached' });
    assert.deepEqual(await published('approving'), ['Good words.']);

    await page.getByRole('button', { name: 'Undo' }).click();
    await comment(page, 'Good words.').waitFor();
    assert.deepEqual(await published('approving'), []);

    await press(page, 'Good words.', 'Approve');
    await comment(page, 'Good words.').waitFor({ state: 'detached' });
    await press(page, 'Bad words.', 'Spam');
    await comment(page, 'Bad words.').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Spam' }).click();
    await comment(page, 'Bad words.').waitFor();
    await press(page, 'Bad words.', 'Not spam');
    await comment(page, 'Bad words.').waitFor({ state: 'detached' });
    assert.deepEqual(await published('approving'), ['Bad words.', 'Good words.']);
  });

  journey('asks before it deletes', async ({ page }) => {
    await write('deleting', 'Away with this.');
    await signIn(page);
    const answers = [false, true];
    page.on('dialog', (dialog) => void (answers.shift() ? dialog.accept() : dialog.dismiss()));
    await press(page, 'Away with this.', 'Delete');
    await until(
      async () => answers.length,
      (left) => left === 1,
      'asked',
    );
    assert.equal(await comment(page, 'Away with this.').count(), 1);
    await press(page, 'Away with this.', 'Delete');
    await comment(page, 'Away with this.').waitFor({ state: 'detached' });
    assert.equal(await page.getByRole('button', { name: 'Undo' }).count(), 0);
  });

  journey('pins a comment, and closes and opens its discussion', async ({ page }) => {
    await write('pinning', 'To the top.', 'Stays.');
    await signIn(page);
    await press(page, 'To the top.', 'Approve');
    await comment(page, 'To the top.').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Published' }).click();
    await press(page, 'To the top.', 'Pin');
    await comment(page, 'To the top.').getByText('Pinned').waitFor();
    const { json } = await server.client.list('pinning');
    assert.equal(json.comments[0].pinned, true);

    await press(page, 'To the top.', 'Close discussion');
    await page.getByText('Closed: the discussion of “About pinning”.').waitFor();
    assert.equal((await server.client.list('pinning')).json.thread.closed, true);
    await press(page, 'To the top.', 'Open discussion');
    await page.getByText('Opened: the discussion').waitFor();
    assert.equal((await server.client.list('pinning')).json.thread.closed, false);
  });

  journey('blocks a name and lets it go', async ({ page }) => {
    await write('blocking', 'From one who is blocked.');
    await signIn(page);
    await press(page, 'From one who is blocked.', 'Block name');
    await page.getByText('Blocked: the name Author of blocking.').waitFor();
    const refused = await server.client.post('blocking', 'Again.', {
      author: { name: 'AUTHOR OF BLOCKING' },
    });
    assert.equal(refused.status, 403);
    await page.getByRole('link', { name: 'Blocked' }).click();
    await page.getByRole('button', { name: 'Unblock' }).click();
    await page.getByText('Nobody is blocked.').waitFor();
    await write('blocking', 'Once more.');
  });

  journey('chooses whether new comments wait', async ({ page }) => {
    await signIn(page);
    const mode = page.getByLabel('New comments');
    assert.equal(await mode.inputValue(), 'pre');
    await mode.selectOption('post');
    await until(
      async () => (await server.client.post('mode', `At once ${Math.random()}`)).json.status,
      (status) => status === 'published',
      'published at once',
    );
    await mode.selectOption('pre');
    await until(
      async () => (await server.client.post('mode', `Waits ${Math.random()}`)).json.status,
      (status) => status === 'pending',
      'held back',
    );
  });

  journey('is whole under its own policy and for readers of all kinds', async ({ page }) => {
    await write('looking', '<img src=x onerror=alert(1)>', 'A second one.');
    const policy = (await fetch(`${server.client.url}/moderation/`)).headers.get('content-security-policy')!;
    assert.match(policy, /default-src 'none'.*require-trusted-types-for 'script'/);
    await page.addInitScript(() => {
      const violations: string[] = [];
      Object.assign(globalThis, { violations });
      addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
    });
    await signIn(page);
    await comments(page).first().waitFor();
    await page.getByText('<img src=x').waitFor();
    // Not by a script tag, which the policy would refuse.
    const { readFile } = await import('node:fs/promises');
    await page.evaluate(await readFile(AXE, 'utf8'));
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const view of ['Waiting', 'Blocked']) {
        await page.getByRole('link', { name: view }).click();
        await page.waitForTimeout(200);
        const found = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as { axe: typeof axeCore };
          const { violations } = await axe.run(document);
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        });
        assert.deepEqual(found, [], `${view}, ${colorScheme}`);
      }
    }
    const violations = await page.evaluate(
      () => (globalThis as unknown as { violations: string[] }).violations,
    );
    assert.deepEqual(violations, []);
  });

  journey('can be used with the keyboard alone', async ({ page }) => {
    await write('keyboard', 'The next one.', 'By keys.');
    await signIn(page);
    const approve = comment(page, 'By keys.').getByRole('button', { name: 'Approve' });
    await approve.focus();
    await page.keyboard.press('Enter');
    await comment(page, 'By keys.').waitFor({ state: 'detached' });
    assert.deepEqual(await published('keyboard'), ['By keys.']);
    await until(
      async () => (await focusOf(page)).evaluate((element) => element.textContent ?? ''),
      (text) => text.includes('The next one.'),
      'the next comment has the focus',
    );
  });
});
