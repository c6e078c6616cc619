import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import type { Page } from 'playwright-core';
import { type Fixture, startOn, TemporaryFolder } from '../server/support/fixture.ts';
import { type Journey, useJourneys } from './support/journey.ts';
import { html, write } from './support/reader.ts';
import { ROOT, Site } from './support/site.ts';

const EMBED = { '/embed/': join(ROOT, 'dist/embed') };
const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types colloquy lit-html";

/** The script-tag build, where a worker is a file of its own that not every page may run. */
describe('the proof of work', () => {
  const folder = new TemporaryFolder();
  let fixture: Fixture;
  let elsewhere: Site;
  before(async () => {
    fixture = await startOn(folder.file('comments.db'), { challengeCost: 256, origins: ['*'] });
    elsewhere = await Site.start({ folders: EMBED, headers: { 'access-control-allow-origin': '*' } });
  });
  after(async () => {
    await Promise.all([fixture.close(), elsewhere.close()]);
    folder.remove();
  });

  const scriptFrom = (address: string, attributes = '') =>
    `<script type="module" src="${address}/embed/colloquy.js" ${attributes}></script>`;
  const pageWith = (script: string) =>
    html(`<colloquy-comments backend="rest" endpoint="${fixture.server.url}"></colloquy-comments>`, script);
  /** A site that sends its pages, and its scripts, with this policy. */
  const under = (policy: string, script: () => string = () => scriptFrom('')) =>
    useJourneys(async () => ({
      files: { '/': pageWith(script()) },
      folders: EMBED,
      headers: { 'content-security-policy': `${policy}; connect-src 'self' ${fixture.server.url}` },
    }));

  under("default-src 'none'; script-src 'self'; style-src 'self'")(
    'is done by a worker under a strict policy',
    async (journey) => assert.deepEqual(await writeProven(journey), { workers: 1, violations: [] }),
  );

  under(`default-src 'none'; script-src 'self'; style-src 'self'; ${TRUSTED_TYPES}`)(
    'is done by a worker where its address has to be vouched for',
    async (journey) => assert.deepEqual(await writeProven(journey), { workers: 1, violations: [] }),
  );

  under("script-src 'nonce-abc'", () => scriptFrom('', 'nonce="abc"'))(
    'is done by the page where scripts are let in by nonce',
    async (journey) => assert.deepEqual(await writeProven(journey), { workers: 0, violations: [] }),
  );

  under(`script-src *; ${TRUSTED_TYPES}`, () => scriptFrom(elsewhere.origin))(
    'is done by the page where the script is of another origin',
    async (journey) => assert.deepEqual(await writeProven(journey), { workers: 0, violations: [] }),
  );

  under("script-src 'self'; worker-src 'none'")(
    'is done by the page where that forbids workers, which is told to its owner once',
    async (journey) => {
      assert.deepEqual(await writeProven(journey), { workers: 0, violations: ['worker-src'] });
      await write(journey.page, { text: 'Once more.', name: 'Ana' });
      assert.deepEqual(await violationsOn(journey.page), ['worker-src']);
    },
    { expects: /Content Security Policy/ },
  );
});

/** Writes a comment; tells how many workers helped, and which directives of the policy anything violated. */
async function writeProven({ page, at }: Journey): Promise<{ workers: number; violations: string[] }> {
  let workers = 0;
  page.on('worker', () => workers++);
  await page.addInitScript(() => {
    const violated: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
    Object.assign(window, { violated });
  });
  await page.goto(at('/'));
  await write(page, { text: 'Proved.', name: 'Ana' });
  return { workers, violations: await violationsOn(page) };
}

function violationsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { violated: string[] }).violated);
}
