import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import type { Comment } from '../../src/core/model/comment.ts';
import { renderThread } from '../../src/static/index.ts';
import { useJourneys } from './support/journey.ts';
import { comments, html, until } from './support/reader.ts';
import { ROOT } from './support/site.ts';

const COMMENTS = ['First of all.', 'An answer to it.', 'Something **else**.'].map(
  (value, index): Comment => ({
    id: `c${index}`,
    parentId: index === 1 ? 'c0' : null,
    author: { name: ['Ana', 'Ben', 'Chi'][index]! },
    // Each fills a window.
    body: { format: index === 2 ? 'markdown' : 'text', value: value + '\n\nAnd so on.'.repeat(40) },
    createdAt: `2025-03-0${index + 1}T10:00:00.000Z`,
    status: 'published',
  }),
);

/** The comments come when the page says so; or not at all. */
const ADAPTER = `<script type="module">
  document.querySelector('colloquy-comments').adapter = {
    name: 'inline',
    list: () => new Promise((resolve, reject) => {
      globalThis.answer = () => resolve({ comments: ${JSON.stringify(COMMENTS)}, total: 3, capabilities: {} });
      globalThis.refuse = () => reject(new Error('down'));
    }),
  };
</script>`;

describe('a page whose comments were rendered before', () => {
  const journey = useJourneys(async () => {
    const rendered = await renderThread(memoryAdapter({ comments: COMMENTS }), {
      url: 'https://example.org/post',
      sort: 'oldest',
    });
    const page = html(
      `<colloquy-comments loading="eager" sort="oldest">${rendered}</colloquy-comments>${ADAPTER}`,
      '<script type="module" src="/embed/colloquy.js"></script>',
    );
    return { files: { '/post': page }, folders: { '/embed/': join(ROOT, 'dist/embed') } };
  });

  journey(
    'is read without JavaScript, replies within what they answer, each comment at an address of its own',
    async ({ page, at, requests }) => {
      await page.goto(at('/post#comment-c2'));
      await page.getByRole('heading', { name: '3 comments' }).waitFor();
      const answer = page.locator('#comment-c0 #comment-c1').getByRole('article');
      assert.match(
        (await answer.innerText()).replace(/\s+/g, ' '),
        /^Ben Mar 2, 2025 An answer to it\. And so on\./,
      );
      assert.equal(await page.locator('#comment-c2 strong').innerText(), 'else');
      await answer.getByRole('link', { name: 'Mar 2, 2025' }).click();
      assert.equal(new URL(page.url()).hash, '#comment-c1');
      assert.equal(await page.locator(':target').getAttribute('id'), 'comment-c1');
      assert.deepEqual(
        requests.filter((url) => !url.startsWith(at('/post'))),
        [],
      );
    },
    { javaScriptEnabled: false },
  );

  journey('stands in until the comments have come, which then are there once', async ({ page, at }) => {
    await page.goto(at('/post'));
    const standIn = page.locator('section[slot=fallback]');
    await page.locator('colloquy-form').waitFor();
    assert.deepEqual(
      [await standIn.isVisible(), await page.locator('[part=skeleton]').isVisible()],
      [true, false],
    );
    await page.evaluate('answer()');
    await comments(page).filter({ hasText: 'Something else.' }).waitFor();
    assert.equal(await standIn.isVisible(), false);
    assert.equal(await page.getByText('First of all.').filter({ visible: true }).count(), 1);
  });

  journey('leads to the comment that the address names, before and after', async ({ page, at }) => {
    await page.goto(at('/post#comment-c2'));
    const standIn = page.locator('#comment-c2');
    await page.locator('colloquy-form').waitFor();
    await page.evaluate('answer()');
    const shown = comments(page).and(page.locator('[data-id=c2]'));
    await shown.waitFor();
    await until(
      () => shown.evaluate((row) => row.getBoundingClientRect().top),
      (top) => top >= 0 && top < 200,
      'its top',
    );
    assert.equal(await standIn.isVisible(), false);
    assert.equal(await shown.evaluate((row) => row.matches(':focus')), true);
  });

  journey(
    'stays where the comments cannot be had',
    async ({ page, at }) => {
      await page.goto(at('/post'));
      await page.locator('colloquy-form').waitFor();
      await page.evaluate('refuse()');
      await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor();
      assert.equal(await page.getByText('An answer to it.').filter({ visible: true }).count(), 1);
    },
    { expects: /^Colloquy/ },
  );
});
