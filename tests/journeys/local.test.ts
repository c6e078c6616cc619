import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';
import { useJourneys } from './support/journey.ts';
import { comment, comments, html, reply, write } from './support/reader.ts';
import { ROOT } from './support/site.ts';

describe('two lines of HTML', () => {
  const journey = useJourneys({
    files: {
      '/': html(
        '<h1>A page</h1><colloquy-comments></colloquy-comments>',
        '<script type="module" src="/embed/colloquy.js"></script>',
      ),
    },
    folders: { '/embed/': join(ROOT, 'dist/embed') },
  });

  journey('keep what is written over a reload, replies too', async ({ page, at }) => {
    await page.goto(at('/'));
    await page.getByText('No comments yet. Yours could be the first.').waitFor();
    await page.getByText('Comments here stay in this browser.').waitFor();
    await write(page, { text: 'The first word.', name: 'Ana' });
    assert.equal(await page.getByRole('textbox', { name: 'Your comment' }).inputValue(), '');
    await page.reload();
    await comment(page, 'The first word.').getByText('Ana', { exact: true }).waitFor();
    await reply(comment(page, 'The first word.'), { text: 'And the second.', name: 'Ben' });
    await page.reload();
    await comment(comment(page, 'The first word.'), 'And the second.').waitFor();
    assert.equal(await comments(page).count(), 2);
    await page.getByText('2 comments', { exact: true }).waitFor();
  });

  journey('show a second tab live what the first writes, and the other way round', async (reader) => {
    const { page: first, context, at } = reader;
    await first.goto(at('/'));
    await write(first, { text: 'Before the second tab.', name: 'Ana' });
    const second = await context.newPage();
    await second.goto(at('/'));
    await comment(second, 'Before the second tab.').waitFor();

    for (const [writer, other, text] of [
      [first, second, 'From the first tab.'],
      [second, first, 'From the second tab.'],
    ] as const) {
      await write(writer, { text, name: 'Ana' });
      // The same reader wrote it, who is not asked whether to see it.
      await comment(other, text).waitFor();
      assert.equal(await other.getByRole('button', { name: /new comment/ }).count(), 0);
    }
    assert.equal(await comments(first).count(), 3);
    assert.equal(await comments(second).count(), 3);
  });
});
