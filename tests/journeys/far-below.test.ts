import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { useJourneys } from './support/journey.ts';
import { html, write } from './support/reader.ts';
import { ROOT } from './support/site.ts';

const TAG = '<script type="module" src="/embed/colloquy.js"></script>';
const LONG = '<p style="height: 5000px">A long article.</p>';
const COMMENTS = '<colloquy-comments></colloquy-comments>';

const isDefined = (page: Page) => page.evaluate(() => customElements.get('colloquy-comments') !== undefined);

describe('comments far below', () => {
  const journey = useJourneys({
    files: {
      '/': html(LONG + COMMENTS, TAG),
      '/classic': html(`${LONG}<script src="/embed/colloquy.js" data-backend="local"></script>`),
      '/eager': html(`${LONG}<colloquy-comments loading="eager"></colloquy-comments>`, TAG),
      '/click': html(`${LONG}<colloquy-comments loading="click"></colloquy-comments>`, TAG),
      '/none': html(LONG, TAG),
    },
    folders: { '/embed/': join(ROOT, 'dist/embed') },
  });

  for (const path of ['/', '/classic']) {
    journey(`start nothing until they come near (${path})`, async ({ page, at }) => {
      await page.goto(at(path));
      await page.waitForTimeout(500);
      assert.equal(await isDefined(page), false);
      await page.mouse.wheel(0, 2000);
      await page.waitForTimeout(300);
      assert.equal(await isDefined(page), false);
      await page.mouse.wheel(0, 3000);
      await write(page, { text: 'Read to the end.', name: 'Ana' });
    });
  }

  journey('start at once for who follows a link to one of them', async ({ page, at }) => {
    await page.goto(at('/#comment-gone'));
    await page.getByText('is not here').waitFor();
  });

  journey('start at once where they are asked to', async ({ page, at }) => {
    await page.goto(at('/eager'));
    await page.getByText('No comments yet').waitFor({ state: 'attached' });
  });

  journey('ask before they load, where that is wanted', async ({ page, at }) => {
    await page.goto(at('/click'));
    await page.mouse.wheel(0, 6000);
    const show = page.getByRole('button', { name: 'Show comments' });
    await show.waitFor();
    assert.equal(await page.locator('[part~=thread]').count(), 0);
    await show.click();
    await page.getByText('No comments yet').waitFor();
  });

  journey('start when a script puts them somewhere near, or is about to', async ({ page, at }) => {
    await page.goto(at('/'));
    assert.equal(await isDefined(page), false);
    await page.evaluate(() => document.body.prepend(document.createElement('colloquy-comments')));
    await page.getByText('No comments yet').first().waitFor();
    await page.goto(at('/none'));
    await page.waitForFunction(() => customElements.get('colloquy-comments'));
  });
});
