import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { useJourneys } from './support/journey.ts';
import { IMPORT_MAP, NPM_BUILD, NPM_FOLDERS } from './support/npm-build.ts';
import { comment, html, write } from './support/reader.ts';
import { ROOT } from './support/site.ts';

const SCRIPT = '/embed/colloquy.js';
const ELEMENT = '<colloquy-comments></colloquy-comments>';
const classic = (kind = '') => `<script ${kind} src="${SCRIPT}"></script>`;
const MODULE = `<script type="module" src="${SCRIPT}"></script>`;

const PAGE_OF_LIT = `<script type="module">
  import { html, LitElement } from 'lit';
  customElements.define('page-of-lit', class extends LitElement {
    render() { return html\`<slot></slot>\`; }
  });
</script>`;

const ORDERS: Readonly<Record<string, string>> = {
  'the same classic script twice': html(ELEMENT, classic() + classic()),
  'the same module twice': html(ELEMENT, MODULE + MODULE),
  'the same module under two addresses': html(ELEMENT, MODULE + MODULE.replace('.js', '.js?2')),
  'module and classic script': html(ELEMENT, MODULE + classic()),
  'defer, async and module': html(ELEMENT, classic('defer') + classic('async') + MODULE),
  'script before element': html(classic() + ELEMENT),
  'element before script': html(ELEMENT + classic()),
  'script tag, then npm build': html(ELEMENT, IMPORT_MAP + classic() + NPM_BUILD),
  'npm build, then script tag': html(ELEMENT, IMPORT_MAP + NPM_BUILD + MODULE),
  'npm build and script tag, whichever is first': html(ELEMENT, IMPORT_MAP + NPM_BUILD + classic('async')),
  'Lit on the page already': html(
    `<page-of-lit>${ELEMENT}</page-of-lit>`,
    IMPORT_MAP + PAGE_OF_LIT + classic('defer'),
  ),
};

const pathOf = (order: string) => `/${order.replace(/\W+/g, '-')}`;
const SPA = '/spa';

describe('load orders', () => {
  const journey = useJourneys({
    files: {
      [SPA]: html(`<main></main><template>${ELEMENT}</template>`, classic()),
      ...Object.fromEntries(Object.entries(ORDERS).map(([order, page]) => [pathOf(order), page])),
    },
    folders: {
      '/embed/': join(ROOT, 'dist/embed'),
      ...NPM_FOLDERS,
    },
  });

  for (const order of Object.keys(ORDERS)) {
    journey(order, async ({ page, at }) => {
      const definitions = await countDefinitions(page);
      await page.goto(at(pathOf(order)));
      await write(page, { text: 'It works.', name: 'Ana' });
      assert.deepEqual(await definitions(), ONE_EACH);
      assert.equal(await page.locator('colloquy-comments').count(), 1);
    });
  }

  journey('a single-page app that mounts, unmounts, moves and clones', async ({ page, at }) => {
    const definitions = await countDefinitions(page);
    await page.goto(at(SPA));
    await mount(page);
    await write(page, { text: 'Mounted.', name: 'Ana' });
    for (let again = 0; again < 3; again++) {
      await page.evaluate(() => document.querySelector('main')!.replaceChildren());
      await mount(page);
    }
    await write(page, { text: 'Mounted again.', name: 'Ana' });

    await page.evaluate(() => document.body.prepend(document.querySelector('colloquy-comments')!));
    await write(page, { text: 'Moved.', name: 'Ana' });
    await page.evaluate(() => {
      const comments = document.querySelector('colloquy-comments')!;
      comments.replaceWith(comments.cloneNode(true));
    });
    await write(page, { text: 'Cloned.', name: 'Ana' });
    for (const text of ['Mounted.', 'Mounted again.', 'Moved.', 'Cloned.'])
      await comment(page, text).waitFor();
    assert.deepEqual(await definitions(), ONE_EACH);
  });

  journey('an element kept and put back later', async ({ page, at }) => {
    await page.goto(at(SPA));
    await mount(page);
    await write(page, { text: 'Before.', name: 'Ana' });
    await page.evaluate(async () => {
      const comments = document.querySelector('colloquy-comments')!;
      comments.remove();
      await new Promise((resolve) => requestAnimationFrame(resolve));
      document.querySelector('main')!.append(comments);
    });
    await comment(page, 'Before.').waitFor();
    await write(page, { text: 'After.', name: 'Ana' });
  });
});

const ONE_EACH = Object.fromEntries(
  ['comments', 'count', 'form', 'share-bar', 'thread'].map((name) => [`colloquy-${name}`, 1]),
);

/** As frameworks do it: the element upgrades when it gets into the page. */
async function mount(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { content } = document.querySelector('template')!;
    document.querySelector('main')!.replaceChildren(content.cloneNode(true));
  });
}

/** Counts, from the next page on, how often each of our elements gets defined. */
async function countDefinitions(page: Page): Promise<() => Promise<Record<string, number>>> {
  await page.addInitScript(() => {
    const counts: Record<string, number> = {};
    const define = customElements.define.bind(customElements);
    customElements.define = (name, ...rest) => {
      if (name.startsWith('colloquy-')) counts[name] = (counts[name] ?? 0) + 1;
      define(name, ...rest);
    };
    Object.assign(window, { colloquyDefinitions: counts });
  });
  return () =>
    page.evaluate(() => {
      const { colloquyDefinitions } = window as unknown as { colloquyDefinitions: Record<string, number> };
      return Object.fromEntries(Object.entries(colloquyDefinitions).sort());
    });
}
