import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from 'node:test';
import type { ElementHandle, Page } from 'playwright-core';
import { type JourneyOptions, useJourneys } from './support/journey.ts';
import { CATALOGUES } from '../../src/i18n/languages.ts';
import { messages as english } from '../../src/i18n/locales/en.ts';
import { tabTo } from './support/keys.ts';
import { comments, html } from './support/reader.ts';
import { ROOT } from './support/site.ts';

/** A folder for pictures of what these journeys see; without it none are taken. */
const SCREENSHOTS = process.env['COLLOQUY_SCREENSHOTS'];
const DEPTH = 8;

/** Replies to replies, with all that people put into comments that is wide. */
const ADAPTER = `<script>
  const wide = 'Pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(3);
  const bodies = [
    { format: 'text', value: 'An ordinary sentence that wraps when it comes to the end of its line.' },
    { format: 'text', value: wide },
    { format: 'text', value: 'https://example.org/' + wide },
    { format: 'html', value: '<pre><code>' + 'let code = 1; '.repeat(30) + '</code></pre>' },
    { format: 'html', value: '<table><tr>' + '<td>' + 'cell</td><td>'.repeat(30) + '</td></tr></table>' },
    { format: 'html', value: '<blockquote><ul><li>' + wide + '</li></ul></blockquote>' },
  ];
  const comments = Array.from({ length: ${DEPTH} * bodies.length }, (_, index) => ({
    id: String(index),
    parentId: index < bodies.length ? null : String(index - bodies.length),
    author: { name: index % 3 ? 'Ana' : wide, location: 'Kirkjubæjarklaustur', badge: 'Moderator' },
    body: bodies[index % bodies.length],
    createdAt: '2025-01-01T00:00:00Z',
    reactions: [{ name: 'like', count: 12345 }],
  }));
  const capabilities = {
    create: true, votes: 'like', sorts: ['newest', 'oldest', 'top'], paging: 'numbered',
    fields: { name: 'required', email: 'required', website: 'optional', location: 'optional' },
  };
  document.querySelector('colloquy-comments').adapter = {
    name: 'inline',
    list: async () => ({ comments, total: comments.length, capabilities, pageNumber: 3, pageCount: 9 }),
  };
</script>`;

interface Screen {
  readonly device: JourneyOptions;
  readonly sizes: readonly (readonly [width: number, height: number])[];
}

const SCREENS: Readonly<Record<string, Screen>> = {
  phone: {
    device: { isMobile: true, hasTouch: true },
    sizes: [
      [390, 844],
      [320, 568],
    ],
  },
  desktop: {
    device: {},
    sizes: [
      [1280, 1024],
      // The same at 400 %.
      [320, 256],
    ],
  },
};

/** One control of each kind, in the order of the page. */
const STOPS = [
  /^Copy link/,
  /^Share on X/,
  /^Your comment/,
  /^Name/,
  /^Remember/,
  /^Post/,
  /^Sort/,
  /^Like/,
  /^Reply/,
];

describe('screens', () => {
  const journey = useJourneys({
    files: Object.fromEntries(
      ['modern', 'classic'].map((layout) => [
        `/${layout}`,
        html(
          `<colloquy-comments layout="${layout}" paging="pages"></colloquy-comments>${ADAPTER}`,
          '<script type="module" src="/embed/colloquy.js"></script>',
        ),
      ]),
    ),
    folders: { '/embed/': join(ROOT, 'dist/embed') },
  });

  for (const [name, { device, sizes }] of Object.entries(SCREENS)) {
    for (const layout of ['modern', 'classic']) {
      journey(
        `nothing sticks out of a ${name}, ${layout}`,
        async ({ page, at }) => {
          await page.goto(at(`/${layout}`));
          await openReplyForm(page);
          for (const [width, height] of sizes) {
            await page.setViewportSize({ width, height });
            await takePicture(page, `${name} ${width} ${layout}`);
            assert.equal(await whatSticksOut(page), '', `${width} px`);
          }
        },
        device,
      );
    }
  }

  journey(
    'nothing sticks out of a small phone in any language',
    async ({ page, at }) => {
      await page.setViewportSize({ width: 320, height: 568 });
      for (const layout of ['modern', 'classic']) {
        await page.goto(at(`/${layout}`));
        await openReplyForm(page);
        for (const lang of CATALOGUES.keys()) {
          await speak(page, lang);
          await takePicture(page, `${layout} ${lang}`);
          assert.equal(await whatSticksOut(page), '', `${layout}, ${lang}`);
        }
      }
    },
    { isMobile: true, hasTouch: true },
  );

  journey(
    'the ways to share are one strip on a phone, which the focus moves along',
    async ({ page, at }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(at('/modern'));
      await comments(page).first().waitFor();
      const ways = page.locator('[part=copy-button], [part=link]');
      const tops = await ways.evaluateAll((all) => all.map((way) => way.getBoundingClientRect().top));
      assert.ok(tops.length > 8 && new Set(tops).size === 1, String(tops));
      assert.equal((await ways.last().boundingBox())!.x > 390, true);
      await tabTo(page, /^Share on Bluesky/);
      const { x, width } = (await ways.last().boundingBox())!;
      assert.ok(x > 0 && x + width < 390 - 40, `from ${x}, ${width} wide`);
    },
    { isMobile: true, hasTouch: true },
  );

  journey(
    'nothing moves where motion is reduced',
    async ({ page, at }) => {
      await page.goto(at('/modern'));
      await openReplyForm(page);
      const moving = await page.locator('body *').evaluateAll((elements) =>
        elements
          .map((element) => ({ element, style: getComputedStyle(element) }))
          .filter(({ style: { animationDuration, transitionDuration, scrollBehavior } }) => {
            const longest = Math.max(parseFloat(animationDuration), parseFloat(transitionDuration));
            return longest > 0.01 || scrollBehavior !== 'auto';
          })
          .map(({ element }) => element.outerHTML),
      );
      assert.deepEqual(moving, []);
    },
    { reducedMotion: 'reduce' },
  );

  journey(
    'the rails beside replies stay thin in forced colours',
    async ({ page, at }) => {
      await page.goto(at('/modern'));
      const rail = page.locator('[part~=rail]').first();
      await rail.waitFor();
      const widths = await rail.evaluate((element) =>
        [undefined, '::before'].map((part) => getComputedStyle(element, part).borderInlineStartWidth),
      );
      assert.deepEqual(widths, ['0px', '1px']);
    },
    { forcedColors: 'active' },
  );

  for (const [theme, options] of Object.entries<JourneyOptions>({
    'forced colours': { forcedColors: 'active' },
    'a dark scheme': { colorScheme: 'dark' },
    'a light scheme': { colorScheme: 'light' },
  })) {
    journey(
      `the focus shows in ${theme}`,
      async ({ page, at }) => {
        await page.goto(at('/modern'));
        await comments(page).first().waitFor();
        for (const name of STOPS) {
          const focused = await tabTo(page, name);
          const outline = await focused.evaluate((element) => getComputedStyle(element).outline);
          assert.match(outline, / solid [2-9]px$/, String(name));
          const withRing = await pictureOf(page, focused);
          await focused.evaluate((element) => ((element as HTMLElement).style.outline = 'none'));
          const without = await pictureOf(page, focused);
          assert.ok(!withRing.equals(without), `the ring of ${String(name)} is seen`);
        }
        await takePicture(page, theme);
      },
      options,
    );
  }
});

async function openReplyForm(page: Page): Promise<void> {
  await comments(page).nth(DEPTH).waitFor();
  await page.locator('[part~=body] td').first().waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Reply', exact: true }).last().click();
  await page.getByRole('button', { name: /^Reply to/ }).waitFor();
}

/** By way of English, so that the language is known to be there: no other has its words. */
async function speak(page: Page, lang: string): Promise<void> {
  for (const tag of ['en', lang]) {
    const messages = (await CATALOGUES.get(tag)?.())?.messages ?? english;
    await page
      .locator('colloquy-comments')
      .evaluate((element, next) => element.setAttribute('lang', next), tag);
    await page.locator('[part~=sort]', { hasText: messages['thread.sort'] }).waitFor();
  }
}

/** What is beyond the sides of the page, in all shadow trees, but for what is in something that scrolls by itself. */
async function whatSticksOut(page: Page): Promise<string> {
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  const names = await page.locator('body *').evaluateAll((elements) => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (/auto|scroll|hidden/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    return elements
      .filter((element) => {
        const { left, right, width, height } = element.getBoundingClientRect();
        const beyond = left < -0.5 || right > document.documentElement.clientWidth + 0.5;
        // What only screen readers see is a pixel somewhere.
        return beyond && width > 1 && height > 1 && !scrolls(element);
      })
      .map((element) => [element.localName, ...element.classList].join('.'));
  });
  if (scrollWidth > clientWidth) names.unshift(`the page, by ${scrollWidth - clientWidth} px`);
  return [...new Set(names)].join(', ');
}

/** With some room around, where its ring is. */
async function pictureOf(page: Page, element: ElementHandle<Element>): Promise<Buffer> {
  const box = await element.boundingBox();
  assert.ok(box);
  const { x, y, width, height } = box;
  return page.screenshot({ clip: { x: x - 6, y: y - 6, width: width + 12, height: height + 12 } });
}

async function takePicture(page: Page, name: string): Promise<void> {
  if (!SCREENSHOTS) return;
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name.replace(/\W+/g, '-')}.png`) });
}
