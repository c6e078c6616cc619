/** A page whose comments are at a live server, and what readers do on it. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { build } from 'vite';
import { type Journey, useJourneys } from '../journeys/support/journey.ts';
import { comment, html, topLevel, until } from '../journeys/support/reader.ts';
import type { SiteOptions } from '../journeys/support/site.ts';
import { ServerFolder } from './server-process.ts';

/** Top-level comments on a page. */
const PAGE_SIZE = 2;

interface Discussion {
  /** JavaScript that makes the adapter, of the exports of `page.ts`. */
  readonly adapter: () => string;
  /** What the backend knows the page by. */
  readonly thread: string;
  /** What the form asks for. */
  readonly author?: { readonly Name: string; readonly 'E-mail'?: string };
  readonly votes: boolean;
  /** Whether the backend tells how many comments there are. Default true. */
  readonly counted?: boolean;
  /** Whether the backend tells how many pages there are. Default true. */
  readonly numbered?: boolean;
  /** How many of the top-level comments are on the first page, where the backend counts replies too. */
  readonly onFirstPage?: number;
  /** Does in the server's own window what signs a reader in. Default: they write as guests. */
  readonly signIn?: (window: Page) => Promise<void>;
  /** Faults that belong to it. */
  readonly expects?: RegExp;
  /** What the page's server does besides. */
  readonly site?: () => SiteOptions;
}

/** Declares the journey: read, write, reply, vote, turn the page, and find all of it again. */
export function discussionJourney({
  adapter,
  thread,
  author,
  votes,
  counted = true,
  numbered = true,
  onFirstPage = PAGE_SIZE,
  signIn,
  expects,
  site = () => ({}),
}: Discussion): void {
  describe('in a browser', () => {
    const journey = useJourneys(async () => {
      const folder = new ServerFolder();
      await buildPage(folder.path);
      const page = pageOf(adapter(), thread, numbered ? 'pages' : 'more');
      return { files: { '/': page }, folders: { '/page/': folder.path }, ...site() };
    });

    const title = 'lets readers take part in a discussion';
    const walk = async ({ page, context, at }: Journey) => {
      await page.goto(at('/'));
      await page.getByText('No comments yet. Yours could be the first.').waitFor();
      if (signIn) {
        await page.getByRole('textbox', { name: 'Your comment' }).click();
        const button = page.getByRole('button', { name: 'Sign in' });
        const [window] = await Promise.all([page.waitForEvent('popup'), button.click()]);
        await Promise.all([window.waitForEvent('close'), signIn(window)]);
        await page.getByRole('button', { name: 'Sign out' }).waitFor();
      }
      for (const text of ['The first word.', 'The second word.', 'The third word.']) {
        await write(page, text, author);
        // No server of these tells times within a second apart.
        await page.waitForTimeout(1000);
      }
      await answer(comment(page, 'The third word.'), 'And an answer.', author);
      if (votes) await like(comment(page, 'The third word.'));

      // Some servers take a while until others see what is written.
      const other = await context.newPage();
      await until(
        async () => {
          await other.goto(at('/'));
          await topLevel(other)
            .nth(onFirstPage - 1)
            .waitFor();
          const heading = counted ? '4 comments' : /^Comments$/;
          const headings = await other.getByRole('heading', { name: heading }).count();
          return { headings, likes: votes && (await likesOf(comment(other, 'The third word.'))) };
        },
        (seen) => seen.headings === 1 && (!votes || seen.likes === 1),
        'All that was written',
      );
      await comment(comment(other, 'The third word.'), 'And an answer.').waitFor();
      assert.equal(await topLevel(other).count(), onFirstPage);
      await other.getByRole('button', { name: numbered ? 'Next page' : 'Show more comments' }).click();
      await comment(other, 'The first word.').waitFor();
      if (numbered) await other.getByText('Page 2 of 2').waitFor();
      assert.equal(await topLevel(other).count(), numbered ? 3 - onFirstPage : 3);
    };
    journey(title, walk, expects && { expects });
  });
}

async function buildPage(outDir: string): Promise<void> {
  const entry = join(import.meta.dirname, 'page.ts');
  await build({
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, minify: false, lib: { entry, formats: ['es'], fileName: 'page' } },
  });
}

function pageOf(adapter: string, thread: string, paging: string): string {
  return html(
    `<colloquy-comments thread="${thread}" paging="${paging}" page-size="${PAGE_SIZE}" sort="newest"></colloquy-comments>`,
    `<script type="module">
      import * as adapters from '/page/page.js';
      document.querySelector('colloquy-comments').adapter = adapters.${adapter};
    </script>`,
  );
}

async function write(page: Page, text: string, author?: Discussion['author']): Promise<void> {
  const form = page.locator('[part~=form]').first();
  await form.getByRole('textbox', { name: 'Your comment' }).fill(text);
  await fillAuthor(form, author);
  await form.getByRole('button', { name: 'Post comment' }).click();
  await comment(page, text).waitFor();
  await form.getByText('Your comment is posted.').waitFor();
}

async function answer(to: Locator, text: string, author?: Discussion['author']): Promise<void> {
  await to.getByRole('button', { name: 'Reply', exact: true }).first().click();
  const form = to.locator('colloquy-form');
  await form.getByRole('textbox', { name: 'Your reply' }).fill(text);
  await fillAuthor(form, author);
  await form.getByRole('button', { name: /^Reply to/ }).click();
  await comment(to, text).waitFor();
}

async function fillAuthor(form: Locator, author: Discussion['author'] = { Name: '' }): Promise<void> {
  for (const [label, value] of Object.entries(author)) if (value) await form.getByLabel(label).fill(value);
}

async function like(row: Locator): Promise<void> {
  await row.locator('[part~=reaction-button]').first().click();
  await until(
    () => likesOf(row),
    (likes) => likes === 1,
    'Liked',
  );
}

async function likesOf(row: Locator): Promise<number> {
  const text = await row.locator('[part~=reaction-button]').first().innerText();
  return Number(text.replace(/\D/g, ''));
}
