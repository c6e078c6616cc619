import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { useJourneys } from './support/journey.ts';
import { comment, comments, html } from './support/reader.ts';
import { ROOT } from './support/site.ts';

const TAG = '<script type="module" src="/embed/colloquy.js"></script>';

/** What the README tells pages to say, so that what stands below is not pushed when the script has come. */
const RESERVE = '<style>colloquy-comments:not(:defined) { display: block; min-height: 100vh; }</style>';

const ARTICLE = `<h1>An article</h1><p style="height: 120px">In short.</p>
  <colloquy-comments loading="manual"></colloquy-comments>
  <footer style="height: 60px">The end of the page.</footer>`;

/** Layout shifts that no reader caused, added up over the life of the page. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const watched = globalThis as unknown as { shift: number };
    watched.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      })[]) {
        if (!entry.hadRecentInput) watched.shift += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return async () => {
    // Entries come with the frame after.
    await page.waitForTimeout(300);
    return page.evaluate(() => (globalThis as unknown as { shift: number }).shift);
  };
}

/** Gives the page a thread of so many comments that takes its time to answer. */
async function load(page: Page, count: number): Promise<void> {
  await page.evaluate(async (count) => {
    const at = (index: number) => new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString();
    const list = Array.from({ length: count }, (_, index) => ({
      id: `c${index}`,
      parentId: index % 3 === 2 ? `c${index - 1}` : null,
      author: { name: `Author ${index}` },
      body: { format: 'html', value: `<p>${'Some words. '.repeat(1 + (index % 20))}</p><p>More.</p>` },
      createdAt: at(index),
    }));
    const element = document.querySelector('colloquy-comments')!;
    const page = globalThis as unknown as { tell: (change: unknown) => void };
    element.adapter = {
      name: 'slow',
      list: async () => {
        await new Promise((resolve) => setTimeout(resolve, 400));
        return { comments: list, total: count, capabilities: { watch: true, create: true } } as never;
      },
      watch: (_thread, onChange) => void (page.tell = onChange as (change: unknown) => void),
    };
    await element.updateComplete;
    element.load();
  }, count);
  await comments(page).first().waitFor();
}

/** Resolves once all comments are in the page. */
async function rendered(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (count) =>
      document
        .querySelector('colloquy-comments')!
        .shadowRoot!.querySelector('colloquy-thread')!
        .shadowRoot!.querySelectorAll('.comment').length === count,
    count,
  );
}

describe('the page does not jump', () => {
  const journey = useJourneys({
    files: {
      '/': html(ARTICLE, RESERVE + TAG),
      '/late': html(ARTICLE, RESERVE),
    },
    folders: { '/embed/': join(ROOT, 'dist/embed') },
  });

  for (const count of [100, 1000]) {
    journey(`while ${count} comments load`, async ({ page, at }) => {
      const shift = await watchShifts(page);
      await page.goto(at('/'));
      await load(page, count);
      await rendered(page, count);
      assert.equal(await shift(), 0);
    });
  }

  journey('when the elements are upgraded late', async ({ page, at }) => {
    const shift = await watchShifts(page);
    await page.goto(at('/late'));
    await page.waitForTimeout(300);
    await page.addScriptTag({ url: at('/embed/colloquy.js'), type: 'module' });
    await load(page, 30);
    assert.equal(await shift(), 0);
  });

  journey('when somebody else writes, answers, edits far away or removes', async ({ page, at }) => {
    const shift = await watchShifts(page);
    await page.goto(at('/'));
    await load(page, 60);
    // Before that the page is not yet as long as it is scrolled.
    await rendered(page, 60);
    await page.mouse.wheel(0, 1200);
    await page.waitForTimeout(1000);
    const before = await shift();
    const place = await placeOf(page);
    await page.evaluate(() => {
      const { tell } = globalThis as unknown as { tell: (change: unknown) => void };
      const comment = {
        author: { name: 'New' },
        body: { format: 'text', value: 'Just now.' },
        createdAt: new Date(Date.UTC(2026, 5, 1)).toISOString(),
        status: 'published',
      };
      tell({ kind: 'saved', comment: { ...comment, id: 'new', parentId: null } });
      tell({ kind: 'saved', comment: { ...comment, id: 'answer', parentId: 'c58' } });
      tell({ kind: 'saved', comment: { ...comment, id: 'c0', parentId: null } });
      tell({ kind: 'removed', id: 'c3' });
    });
    await page.getByRole('button', { name: '2 new comments' }).waitFor();
    assert.equal(await shift(), before);
    const now = await placeOf(page);
    assert.equal(now.id, place.id);
    // Browsers scroll by whole pixels to keep what is looked at in its place.
    assert.ok(Math.abs(now.top - place.top) <= 1, `moved from ${place.top} to ${now.top}`);

    await page.getByRole('button', { name: '2 new comments' }).click();
    await comment(page, 'Just now.').waitFor();
  });
});

/** The comment in the middle of the window, or above the gap there, and where. */
function placeOf(page: Page): Promise<{ id: string | undefined; top: number }> {
  return page.evaluate(() => {
    const thread = document
      .querySelector('colloquy-comments')!
      .shadowRoot!.querySelector('colloquy-thread')!.shadowRoot!;
    const rows = [...thread.querySelectorAll<HTMLElement>('.comment')];
    const row = rows.findLast((row) => row.getBoundingClientRect().top <= innerHeight / 2)!;
    return { id: row.dataset['id'], top: Math.round(row.getBoundingClientRect().top) };
  });
}
