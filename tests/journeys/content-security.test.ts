import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { useJourneys } from './support/journey.ts';
import { comment, html, reply, write } from './support/reader.ts';
import { ROOT } from './support/site.ts';

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";

const TAME = `<p><b>Bold</b> and <a href="https://example.org/">linked</a></p><pre><code>let x;</code></pre>
  <img src="/never.png" alt="A picture">`;

const HOSTILE = `<b style="color: red" onclick="document.title = 'changed'">Bold</b>
  <style>* { color: red }</style><script>document.title = 'changed'</script>
  <img src="/never.png" onerror="document.title = 'changed'" alt="A picture">
  <iframe src="/never.html"></iframe><link rel="stylesheet" href="/never.css">`;

/** A script that gives the page a German thread with one comment in this HTML. */
const adapterFor = (value: string) => `document.querySelector('colloquy-comments').adapter = {
  name: 'inline',
  list: async () => ({ comments: [{ id: '1', body: ${JSON.stringify({ format: 'html', value })} }], total: 1 }),
};`;

const pageWith = (adapter: string) =>
  html(
    '<colloquy-comments lang="de"></colloquy-comments>',
    `<script src="${adapter}" defer></script><script src="/embed/colloquy.js" defer></script>`,
  );

describe('a strict content security policy', () => {
  const journey = useJourneys({
    files: {
      '/': html(
        '<colloquy-comments></colloquy-comments>',
        '<script type="module" src="/embed/colloquy.js"></script>',
      ),
      '/tame': pageWith('/tame.js'),
      '/tame.js': adapterFor(TAME),
      '/hostile': pageWith('/hostile.js'),
      '/hostile.js': adapterFor(HOSTILE),
    },
    folders: { '/embed/': join(ROOT, 'dist/embed') },
    headers: { 'content-security-policy': POLICY },
  });

  journey('has nothing to say about a thread of text', async ({ page, at }) => {
    const violations = await collectViolations(page);
    await page.goto(at('/'));
    await write(page, { text: 'Under a policy.', name: 'Ana' });
    await reply(comment(page, 'Under a policy.'), { text: 'So is this.', name: 'Ben' });
    await page.getByRole('button', { name: 'Mastodon' }).click();
    const accent = await page
      .getByRole('button', { name: 'Post comment' })
      .evaluate((button) => getComputedStyle(button).backgroundColor);
    assert.notEqual(accent, 'rgba(0, 0, 0, 0)', 'the styles apply');
    assert.deepEqual(await violations(), []);
  });

  journey('has nothing to say about bodies in HTML', async ({ page, at, requests }) => {
    const violations = await collectViolations(page);
    await page.goto(at('/tame'));
    await page.locator('[part~=body] b', { hasText: 'Bold' }).waitFor();
    await page.getByText('1 Kommentar', { exact: true }).waitFor();
    assert.deepEqual(await violations(), []);
    assert.deepEqual(askedByBodies(requests), []);
  });

  journey(
    'stands behind the sanitiser, not in its place',
    async ({ page, at, requests }) => {
      const violations = await collectViolations(page);
      await page.goto(at('/hostile'));
      const bold = page.locator('[part~=body] b', { hasText: 'Bold' });
      await bold.waitFor();
      assert.equal(await bold.evaluate((element) => element.attributes.length), 0);
      assert.equal(await page.title(), 'A page');
      assert.deepEqual(askedByBodies(requests), []);
      // Browsers report what a parser meets, even where the nodes are thrown away; nothing else may show here.
      const reported = (await violations()).filter((directive) => !/^(style|script)-src-/.test(directive));
      assert.deepEqual(reported, []);
    },
    { expects: /Content Security Policy/ },
  );

  journey(
    'is really there',
    async ({ page, at }) => {
      const violations = await collectViolations(page);
      await page.goto(at('/'));
      await page.evaluate(() => document.body.append(document.createElement('style')));
      assert.deepEqual(await violations(), ['style-src-elem']);
    },
    { expects: /Content Security Policy/ },
  );
});

/** What only the bodies name. */
function askedByBodies(requests: readonly string[]): string[] {
  return requests.filter((url) => url.includes('never'));
}

/** Directives that anything on the next page violates. */
async function collectViolations(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const violated: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
    Object.assign(window, { violated });
  });
  return () => page.evaluate(() => (window as unknown as { violated: string[] }).violated);
}
