import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { type Fixture, startOn, TemporaryFolder } from '../server/support/fixture.ts';
import { type Journey, type JourneyOptions, useJourneys } from './support/journey.ts';
import { comment, comments, html, reply, until, write } from './support/reader.ts';
import { ROOT } from './support/site.ts';

const FALLBACK = '<p slot="fallback">Comments need a newer page.</p>';
const TAG = '<script type="module" src="/embed/colloquy.js"></script>';

/** Bodies that the browser's own sanitiser can make nodes of, one that it is not trusted with, and Markdown. */
const BODIES = [
  {
    format: 'html',
    value: '<p>Some <b>HTML</b>, <a href="https://example.org/">linked</a>.</p>',
    shows: 'Some HTML, linked.',
  },
  { format: 'html', value: '<table><tr><td>A cell</td></tr></table>', shows: 'A cell' },
  { format: 'markdown', value: 'Some *Markdown*.', shows: 'Some Markdown.' },
];

/** A page's own adapter: a thread with one comment for each of the bodies. */
const ADAPTER = `document.querySelector('colloquy-comments').adapter = {
  name: 'inline',
  list: async () => ({
    comments: ${JSON.stringify(BODIES)}.map((body, index) => ({ id: String(index), body })),
    total: ${BODIES.length},
  }),
};`;

/** What a page does that has been made with Lit itself. */
const LIT_HOST = `import { html, render } from '/lit/lit-html.js';
render(html\`<p id="host">Rendered by the page's own Lit.</p>\`, document.body.appendChild(document.createElement('div')));`;

/** A page whose default policy lets nothing but text through. */
const DEFAULT_POLICY = `trustedTypes.createPolicy('default', { createHTML: (html) => html.replace(/<[^>]*>/g, '') });`;

/** The browser's own words for a policy that was refused. */
const REFUSED: JourneyOptions = { expects: /Content Security Policy|TrustedHTML/i };

interface Seen {
  readonly violations: readonly string[];
  readonly warnings: readonly string[];
}

describe("a page's Trusted Types", () => {
  const folder = new TemporaryFolder();
  let fixture: Fixture;
  before(async () => {
    fixture = await startOn(folder.file('comments.db'), { challengeCost: 16, origins: ['*'] });
  });
  after(async () => {
    await fixture.close();
    folder.remove();
  });

  /** Every page allows only what it says and what all of them need. */
  const under = (trustedTypes: string | null, head = '') =>
    useJourneys(async () => {
      const server = fixture.server.url;
      const strict = `default-src 'none'; script-src 'self'; style-src 'self'; connect-src ${server}`;
      return {
        files: {
          '/': html(
            `<colloquy-comments backend="rest" endpoint="${server}">${FALLBACK}</colloquy-comments>`,
            head + TAG,
          ),
          '/bodies': html(
            `<colloquy-comments>${FALLBACK}</colloquy-comments>`,
            `${head}<script src="/adapter.js" defer></script>${TAG}`,
          ),
          '/adapter.js': ADAPTER,
          '/host.js': LIT_HOST,
          '/default.js': DEFAULT_POLICY,
        },
        folders: { '/embed/': join(ROOT, 'dist/embed'), '/lit/': join(ROOT, 'node_modules/lit-html') },
        ...(trustedTypes !== null && {
          headers: { 'content-security-policy': `${strict}; ${trustedTypes}` },
        }),
      };
    });

  const WORKING: Readonly<Record<string, readonly [trustedTypes: string | null, head?: string]>> = {
    'of a page without a policy': [null],
    'with our one name': ["require-trusted-types-for 'script'; trusted-types colloquy"],
    'without a list of names': ["require-trusted-types-for 'script'"],
    'with our name, where the page runs a Lit of its own': [
      "require-trusted-types-for 'script'; trusted-types lit-html colloquy",
      '<script type="module" src="/host.js"></script>',
    ],
    'with our name, and the tag twice': [
      "require-trusted-types-for 'script'; trusted-types colloquy",
      '<script type="module" src="/embed/colloquy.js?another"></script>',
    ],
  };
  for (const [kind, [trustedTypes, head]] of Object.entries(WORKING)) {
    const journey = under(trustedTypes, head);
    journey(`${kind}: one reads, writes, replies, sorts and shares`, async (walk) => {
      const { page } = walk;
      const seen = await visit(walk, '/');
      if (head?.includes('host.js')) await page.locator('#host').waitFor();
      await readWriteSortShare(page, kind);
      assert.deepEqual(await seen(), { violations: [], warnings: [] });
    });

    journey(`${kind}: bodies in HTML and Markdown show`, async (walk) => {
      const seen = await visit(walk, '/bodies');
      await seeBodies(walk.page);
      assert.deepEqual(await seen(), { violations: [], warnings: [] });
    });
  }

  under('trusted-types another')(
    'that are named but not demanded: all works without a policy, and the page is told that there is none',
    async (walk) => {
      const seen = await visit(walk, '/bodies');
      await seeBodies(walk.page);
      assert.deepEqual(await seen(), { violations: ['trusted-types'], warnings: [] });
    },
    REFUSED,
  );

  const REFUSING: Readonly<Record<string, readonly [trustedTypes: string, head?: string]>> = {
    'with only names of others': ["require-trusted-types-for 'script'; trusted-types another"],
    'with no name at all': ["require-trusted-types-for 'script'; trusted-types 'none'"],
    'with a default policy that takes markup away': [
      "require-trusted-types-for 'script'; trusted-types default",
      '<script src="/default.js"></script>',
    ],
  };
  for (const [kind, [trustedTypes, head]] of Object.entries(REFUSING)) {
    under(trustedTypes, head)(
      `${kind}: what stands in place of comments stays, and one warning says what to add`,
      async (walk) => {
        const { page } = walk;
        const seen = await visit(walk, '/');
        const { warnings } = await until(seen, (now) => now.warnings.length > 0, 'a warning');
        assert.equal(warnings.length, 1);
        assert.match(warnings[0]!, /Colloquy.*"trusted-types colloquy"/s);
        assert.ok(await page.getByText('Comments need a newer page.').isVisible());
        assert.equal(await page.evaluate(() => customElements.get('colloquy-comments')), undefined);
      },
      REFUSED,
    );
  }
});

/** Opens a page; the answer tells which directives anything on it has violated, and of what it warned. */
async function visit({ page, at }: Journey, path: string): Promise<() => Promise<Seen>> {
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  await page.addInitScript(() => {
    const violated: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
    Object.assign(window, { violated });
  });
  await page.goto(at(path));
  return async () => ({
    violations: await page.evaluate(() => (window as unknown as { violated: string[] }).violated),
    warnings: [...warnings],
  });
}

async function seeBodies(page: Page): Promise<void> {
  for (const { shows } of BODIES) await comment(page, shows).waitFor();
}

async function readWriteSortShare(page: Page, kind: string): Promise<void> {
  await write(page, { text: `First, on a page ${kind}.`, name: 'Ana' });
  await write(page, { text: `Second, on a page ${kind}.`, name: 'Ben' });
  await reply(comment(page, `First, on a page ${kind}.`), { text: 'An answer.', name: 'Caro' });
  const first = () => comments(page).first().innerText();
  await page.getByLabel('Sort by').selectOption('oldest');
  await until(first, (text) => text.includes('First,'), 'the oldest comment first');
  await page.getByLabel('Sort by').selectOption('newest');
  await until(first, (text) => text.includes('Second,'), 'the newest comment first');
  await page.getByRole('button', { name: 'Mastodon' }).click();
  await page.getByRole('textbox', { name: 'server' }).waitFor();
}
