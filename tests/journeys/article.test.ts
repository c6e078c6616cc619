import assert from 'node:assert/strict';
import { after, describe } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { buildDemo, removeDemo } from './support/demo.ts';
import { useJourneys } from './support/journey.ts';
import { comment, comments, reply, topLevel, until, write } from './support/reader.ts';

describe('the article', () => {
  let folder = '';
  const journey = useJourneys(async () => {
    folder = await buildDemo();
    return { folders: { '/': folder } };
  });
  after(() => removeDemo(folder));

  journey('shows its discussion, asking nobody else for anything', async ({ page, at, requests }) => {
    await openArticle(page, at('/'));
    assert.ok((await comments(page).count()) >= 20);
    await page.getByRole('heading', { name: /^\d{3} comments$/ }).waitFor();
    assert.deepEqual([...new Set(requests.map((url) => new URL(url).origin))], [new URL(at('/')).origin]);
  });

  journey('sorts', async ({ page, at }) => {
    await openArticle(page, at('/'));
    const sort = page.getByLabel('Sort by');
    for (const [name, inOrder] of [
      ['Oldest', (times: string[]) => times.toSorted()],
      ['Newest', (times: string[]) => times.toSorted().toReversed()],
    ] as const) {
      await sort.selectOption({ label: name });
      await until(
        () => timesOf(page),
        (times) => times.length > 5 && times.join() === inOrder(times).join(),
        `${name} first`,
      );
    }
    await sort.selectOption({ label: 'Top' });
    await until(
      () => likesOf(page),
      (likes) => likes.length > 5 && likes.join() === likes.toSorted((a, b) => b - a).join(),
      'Most liked first',
    );
  });

  journey('shows more below, on request', async ({ page, at }) => {
    await openArticle(page, at('/'));
    const before = await topLevel(page).count();
    const first = await firstId(page);
    await page.getByRole('button', { name: 'Show more comments' }).click();
    await until(
      () => topLevel(page).count(),
      (count) => count > before,
      'More comments',
    );
    assert.equal(await firstId(page), first, 'nothing moves above');
    const ids = await idsOf(page);
    assert.equal(new Set(ids).size, ids.length, 'no comment twice');
  });

  journey('shows more on scrolling', async ({ page, at }) => {
    await openArticle(page, at('/?paging=scroll'));
    const before = await topLevel(page).count();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await until(
      () => topLevel(page).count(),
      (count) => count > before,
      'More comments',
    );
  });

  journey('turns pages', async ({ page, at }) => {
    await openArticle(page, at('/?paging=pages'));
    const first = await firstId(page);
    const position = (number: number) =>
      page
        .getByRole('navigation', { name: 'Pages of comments' })
        .getByText(new RegExp(`^Page ${number} of \\d+$`));
    await position(1).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Previous page' }).count(), 0);
    await page.getByRole('button', { name: 'Next page' }).click();
    await position(2).waitFor();
    assert.notEqual(await firstId(page), first);
    await page.getByRole('button', { name: 'Previous page' }).click();
    await position(1).waitFor();
    assert.equal(await firstId(page), first);
  });

  journey('takes a comment, and a reply in its place', async ({ page, at }) => {
    await openArticle(page, at('/'));
    const total = async () =>
      numberIn(await page.getByRole('heading', { name: /^\d+ comments$/ }).textContent());
    const before = await total();
    await write(page, { text: 'A new thought on swifts.', name: 'Ana' });
    const answered = topLevel(page).filter({ hasNotText: 'A new thought' }).first();
    const id = await answered.getAttribute('data-id');
    await reply(answered, { text: 'An answer to that.', name: 'Ben' });
    const written = comment(page.locator(`[data-id="${id}"]`), 'An answer to that.');
    await written.waitFor();
    await until(
      () => written.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element),
      (focused) => focused,
      'The reader is taken to the answer',
    );
    assert.equal(await page.locator('[part~=reply-form]').count(), 0, 'the reply form is closed');
    assert.equal(await total(), before + 2);
  });

  journey('counts a vote and takes it back', async ({ page, at }) => {
    await openArticle(page, at('/'));
    const like = topLevel(page).first().getByRole('button', { name: /^Like/ }).first();
    // What is far below is not rendered yet, and has no `innerText`.
    const count = async () => numberIn(await like.textContent());
    const before = await count();
    assert.ok(before > 0);
    for (const [pressed, expected] of [
      ['true', before + 1],
      ['false', before],
    ] as const) {
      await like.click();
      await until(
        () => like.getAttribute('aria-pressed'),
        (is) => is === pressed,
        'The vote',
      );
      await until(count, (now) => now === expected, 'The count');
    }
  });

  journey('changes layout, language and backend without losing the page', async ({ page, at }) => {
    await openArticle(page, at('/'));
    await page.getByText('Demo settings').click();
    await page.getByLabel('Layout').selectOption('classic');
    await page
      .getByText(/ writes:\s*$/)
      .first()
      .waitFor();
    await page
      .getByText(/^Posted on \w{3} \w{3} \d+, \d{4}$/)
      .first()
      .waitFor();
    await page.getByLabel('Language').selectOption('de');
    await page.getByRole('heading', { name: /^\d+ Kommentare$/ }).waitFor();
    await page.getByLabel('Language').selectOption('ar');
    await page.locator('section[part=thread][dir=rtl]').waitFor();
    await page.getByLabel('Language').selectOption('en');
    await page.getByLabel('Layout').selectOption('modern');
    await page.getByLabel('Backend').selectOption('local');
    await page.getByText('Comments here stay in this browser.').waitFor();
    await page.getByLabel('Backend').selectOption('closed');
    await page.getByText('This discussion is closed.').waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Your comment' }).count(), 0);
    await page.getByLabel('Backend').selectOption('empty');
    await page.getByText('No comments yet.').waitFor();
    await page.getByLabel('Backend').selectOption('memory');
    await comments(page).first().waitFor();
    assert.equal(new URL(page.url()).search, '', 'the address has only what is unusual');
  });

  journey(
    'recovers from a backend that fails',
    async ({ page, at }) => {
      await page.goto(at('/?backend=failing'));
      await page.getByRole('alert').getByText('The comment service has a problem.').waitFor();
      await page.getByRole('button', { name: 'Try again' }).click();
      await comments(page).first().waitFor();
      assert.equal(await page.getByRole('alert').filter({ hasText: 'problem' }).count(), 0);
    },
    { expects: /^Colloquy: server\./ },
  );

  journey('has neighbours that work', async ({ page, at }) => {
    for (const neighbour of ['script-tag', 'script-alone', 'npm', 'rendered']) {
      await page.goto(at(`/${neighbour}.html`));
      await write(page, { text: `Written on ${neighbour}.`, name: 'Ana' });
    }
  });
});

async function openArticle(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await comments(page).nth(19).waitFor();
}

/** Pinned comments stand on top of every order. */
function unpinned(page: Page): Locator {
  return topLevel(page).and(page.locator(':not([part~=pinned])'));
}

function timesOf(page: Page): Promise<string[]> {
  return unpinned(page).evaluateAll((all) => all.map((one) => one.querySelector('time')?.dateTime ?? ''));
}

async function likesOf(page: Page): Promise<number[]> {
  const texts = await unpinned(page).evaluateAll((all) =>
    all.map((one) => one.querySelector(':scope > .own [part~=reaction-button]')?.textContent ?? ''),
  );
  return texts.map(numberIn);
}

function numberIn(text: string | null): number {
  return Number(/\d+/.exec(text ?? '')?.[0] ?? 0);
}

function idsOf(page: Page): Promise<(string | null)[]> {
  return comments(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-id')));
}

async function firstId(page: Page): Promise<string | null> {
  return topLevel(page).first().getAttribute('data-id');
}
