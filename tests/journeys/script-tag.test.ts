import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { useJourneys } from './support/journey.ts';
import { lazyFiles } from '../support/lazy-files.ts';
import { comment, comments, html, write } from './support/reader.ts';
import { ROOT, Site } from './support/site.ts';

const BUILT = { '/embed/': join(ROOT, 'dist/embed') };
const CLASSIC = 'data-backend="local" data-layout="classic"';

/** Between two paragraphs, so that it shows where the comments stand. */
const between = (tag: string) => html(`<p>Before</p>\n${tag}\n<p>After</p>`);

/** How two tags on one page may be written. */
const TWICE: Readonly<Record<string, readonly [string, string]>> = {
  'two-classic': ['src="/embed/colloquy.js"', 'src="/embed/colloquy.js"'],
  'two-modules': ['type="module" src="/embed/colloquy.js"', 'type="module" src="/embed/colloquy.js"'],
  'two-versions': ['type="module" src="/embed/colloquy.js"', 'type="module" src="/embed/colloquy.js?2"'],
};

const twoThreads = (one: string, two: string) =>
  html(
    `<main><script ${one} data-backend="local" data-thread="one"></script></main>
    <aside><script ${two} data-backend="local" data-thread="two"></script></aside>`,
  );

describe('the tag alone', () => {
  const journey = useJourneys({
    files: {
      '/blocking': between(`<script src="/embed/colloquy.js" ${CLASSIC}></script>`),
      '/async': between(`<script async src="/embed/colloquy.js" ${CLASSIC}></script>`),
      '/defer': between(`<script defer src="/embed/colloquy.js" ${CLASSIC}></script>`),
      '/module': between(`<script type="module" src="/embed/colloquy.js" ${CLASSIC}></script>`),
      '/head': html('<p>Before</p>', `<script src="/embed/colloquy.js" ${CLASSIC}></script>`),
      '/head-defer': html('<p>Before</p>', `<script defer src="/embed/colloquy.js" ${CLASSIC}></script>`),
      '/head-module': html(
        '<p>Before</p>',
        `<script type="module" src="/embed/colloquy.js" ${CLASSIC}></script>`,
      ),
      '/late': html('<p>Before</p>'),
      ...Object.fromEntries(
        Object.entries(TWICE).map(([kind, [one, two]]) => [`/${kind}`, twoThreads(one, two)]),
      ),
    },
    folders: BUILT,
  });

  for (const kind of ['blocking', 'async', 'defer', 'module']) {
    journey(`as ${kind} script renders where it stands`, async ({ page, at }) => {
      await page.goto(at(`/${kind}`));
      await writeClassic(page);
      assert.deepEqual(await bodyTags(page), ['p', 'script', 'colloquy-comments', 'p']);
    });
  }

  for (const kind of ['head', 'head-defer', 'head-module']) {
    journey(`as ${kind} script renders at the end of the page`, async ({ page, at }) => {
      await page.goto(at(`/${kind}`));
      await writeClassic(page);
      assert.deepEqual(await bodyTags(page), ['p', 'colloquy-comments']);
    });
  }

  journey('in the head renders too when it comes after the page', async ({ page, at }) => {
    await page.goto(at('/late'));
    await page.evaluate(() => {
      const script = Object.assign(document.createElement('script'), { src: '/embed/colloquy.js' });
      script.dataset['backend'] = 'local';
      script.dataset['layout'] = 'classic';
      document.head.append(script);
    });
    await writeClassic(page);
    assert.deepEqual(await bodyTags(page), ['p', 'colloquy-comments']);
  });

  for (const kind of Object.keys(TWICE)) {
    journey(`twice (${kind}) makes two threads`, async ({ page, at }) => {
      await page.goto(at(`/${kind}`));
      await write(page.locator('main'), { text: 'Only in the first.', name: 'Ana' });
      await write(page.locator('aside'), { text: 'Only in the second.', name: 'Ben' });
      assert.equal(await comments(page.locator('main')).count(), 1);
      assert.equal(await page.locator('colloquy-comments').count(), 2);
    });
  }
});

describe('the tag from another origin', () => {
  let plain: Site;
  let shared: Site;
  before(async () => {
    plain = await Site.start({ folders: BUILT });
    shared = await Site.start({ folders: BUILT, headers: { 'access-control-allow-origin': '*' } });
  });
  after(() => Promise.all([plain.close(), shared.close()]));

  // The page's own site serves no build at all.
  const journey = useJourneys(async () => ({
    files: {
      '/plain': between(`<script src="${plain.origin}/embed/colloquy.js" data-backend="local"></script>`),
      '/german': between(
        `<script src="${shared.origin}/embed/colloquy.js" ${CLASSIC} data-lang="de"></script>`,
      ),
      '/module': between(
        `<script type="module" src="${shared.origin}/embed/colloquy.js" ${CLASSIC} data-lang="de"></script>`,
      ),
    },
  }));

  journey('needs no permission of that origin to show an English thread', async ({ page, at, requests }) => {
    await page.goto(at('/plain'));
    await page.getByText('No comments yet.').waitFor();
    assert.deepEqual(requests, [at('/plain'), `${plain.origin}/embed/colloquy.js`]);
  });

  journey(
    'says that one cannot write where that origin does not share its other files',
    async ({ page, at }) => {
      await page.goto(at('/plain'));
      await page.getByRole('textbox', { name: 'Your comment' }).fill('Typed all the same.');
      await page.getByRole('alert').getByText('The comment service has a problem.').waitFor();
    },
    { expects: /CORS policy|ERR_FAILED|^Colloquy: server\. A file of the library could not be loaded\./ },
  );

  journey(
    'stays English where that origin does not share its other files',
    async ({ page, at }) => {
      await page.goto(at('/plain'));
      const refused = page.waitForEvent(
        'requestfailed',
        (request) => lazyFiles([request.url()])[0] === 'languages',
      );
      await page.locator('colloquy-comments').evaluate((element) => element.setAttribute('lang', 'de'));
      await refused;
      await page.getByText('No comments yet.').waitFor();
    },
    { expects: /CORS policy|ERR_FAILED/ },
  );

  for (const kind of ['german', 'module']) {
    journey(`has its other files from there (${kind})`, async ({ page, at, requests }) => {
      await page.goto(at(`/${kind}`));
      await page.getByText('Noch keine Kommentare.').waitFor();
      await page.locator('colloquy-comments').evaluate((element) => {
        Object.assign(element, { adapter: oneHtmlComment() });
        function oneHtmlComment() {
          const body = { format: 'html', value: 'In <b>bold</b>.' };
          return { name: 'fixed', list: async () => ({ comments: [{ id: '1', body }], capabilities: {} }) };
        }
      });
      await page.locator('[part~=body] b', { hasText: 'bold' }).waitFor();
      const files = requests.filter((url) => url !== at(`/${kind}`));
      assert.deepEqual(
        files.filter((url) => !url.startsWith(`${shared.origin}/embed/`)),
        [],
      );
      for (const name of ['de', 'composer', 'sanitize']) {
        assert.equal(lazyFiles(files).filter((file) => file === name).length, 1, name);
      }
    });
  }
});

/** Writes a comment in the classic layout, and sees it as that has it. */
async function writeClassic(page: Page): Promise<void> {
  await write(page, { text: 'As in 2012.', name: 'Anwar' });
  await comment(page, 'As in 2012.').getByText('Anwar writes:').waitFor();
  await comment(page, 'As in 2012.')
    .getByText(/^Posted on \w{3} \w{3} \d+, \d{4}$/)
    .waitFor();
}

function bodyTags(page: Page): Promise<string[]> {
  return page.evaluate(() => Array.from(document.body.children, (element) => element.localName));
}
