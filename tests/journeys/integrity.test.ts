import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { useJourneys } from './support/journey.ts';
import { html } from './support/reader.ts';
import { ROOT, Site } from './support/site.ts';

const HASHES: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(ROOT, 'dist/integrity.json'), 'utf8'),
);
const FILE = 'embed/colloquy.js';
const WRONG = `sha384-${'A'.repeat(64)}`;
const FALLBACK =
  '<colloquy-comments lang="de"><p slot="fallback">In place of comments.</p></colloquy-comments>';

/** The tag as the readme has it, but for the hash and where it is. */
const SNIPPET = /<script\b[^>]*\bintegrity=[^>]*><\/script>/.exec(
  readFileSync(join(ROOT, 'README.md'), 'utf8'),
)![0];

describe('a script tag with a hash, from another origin', () => {
  let cdn: Site;
  before(async () => {
    const headers = { 'access-control-allow-origin': '*' };
    cdn = await Site.start({ folders: { '/': join(ROOT, 'dist') + '/' }, headers });
  });
  after(() => cdn.close());

  const journey = useJourneys(async () => {
    const tag = (hash: string) => SNIPPET.replace(/https:[^"]+\/dist/, cdn.origin).replace('sha384-…', hash);
    const classic = (hash: string) => tag(hash).replace('type="module"', '');
    const right = HASHES[FILE]!;
    /** The other files by an import map. */
    const mapped = (hash: (path: string) => string) => {
      const others = Object.keys(HASHES).filter((path) => /\/lazy-.*\.js$/.test(path));
      const integrity = Object.fromEntries(others.map((path) => [`${cdn.origin}/${path}`, hash(path)]));
      return `<script type="importmap">${JSON.stringify({ integrity })}</script>`;
    };
    return {
      files: {
        '/module': html(FALLBACK, tag(right)),
        '/classic': html(FALLBACK, classic(right)),
        '/wrong': html(FALLBACK, tag(WRONG)),
        '/wrong-classic': html(FALLBACK, classic(WRONG)),
        '/unshared': html(FALLBACK, classic(right).replace('crossorigin="anonymous"', '')),
        '/mapped': html(FALLBACK, mapped((path) => HASHES[path]!) + tag(right)),
        '/mapped-classic': html(FALLBACK, mapped((path) => HASHES[path]!) + classic(right)),
        '/mapped-wrong': html(FALLBACK, mapped(() => WRONG) + tag(right)),
      },
    };
  });

  for (const kind of ['module', 'classic', 'mapped', 'mapped-classic']) {
    journey(`runs where the hash is right (${kind})`, async ({ page, at }) => {
      await page.goto(at(`/${kind}`));
      await page.getByText('Noch keine Kommentare.').waitFor();
    });
  }

  for (const kind of ['wrong', 'wrong-classic', 'unshared']) {
    journey(
      `is refused where it is not, and the page keeps what stands in place of comments (${kind})`,
      async ({ page, at }) => {
        const refused = page.waitForEvent('console', (message) => /integrity/i.test(message.text()));
        await page.goto(at(`/${kind}`));
        await refused;
        assert.ok(await page.getByText('In place of comments.').isVisible());
        assert.equal(await isDefined(page), false);
      },
      { expects: /integrity|ERR_FAILED|CORS/i },
    );
  }

  journey(
    'has each of its other files refused where an import map has another hash of it: it stays English',
    async ({ page, at }) => {
      const refused = page.waitForEvent('console', (message) => /integrity/i.test(message.text()));
      await page.goto(at('/mapped-wrong'));
      await refused;
      await page.getByText('No comments yet.').waitFor();
    },
    { expects: /integrity|ERR_FAILED|could not be loaded/i },
  );
});

function isDefined(page: Page): Promise<boolean> {
  return page.evaluate(() => customElements.get('colloquy-comments') !== undefined);
}
