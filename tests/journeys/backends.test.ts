import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';
import { BACKENDS } from '../../src/adapters/registry.ts';
import { useJourneys } from './support/journey.ts';
import { lazyFiles } from '../support/lazy-files.ts';
import { html } from './support/reader.ts';
import { ROOT } from './support/site.ts';

/** What the tag of each backend says beside its name, and what the adapter asks for first. */
const TAGS: Readonly<Record<string, readonly [attributes: Readonly<Record<string, string>>, asked: string]>> =
  {
    artalk: [{ endpoint: '/artalk', site: 'A site' }, '/artalk/api/v2/comments?'],
    bluesky: [{ endpoint: 'at://did:plc:ana/app.bsky.feed.post/3k' }, 'https://public.api.bsky.app/xrpc/'],
    discourse: [{ endpoint: '/forum', thread: '12' }, '/forum/t/12.json'],
    github: [
      { endpoint: '/giscus', site: 'owner/name#Comments' },
      '/giscus/api/discussions?repo=owner%2Fname',
    ],
    isso: [{ endpoint: '/isso' }, '/isso/?uri='],
    mastodon: [{ endpoint: '/@ana/1234' }, '/api/v1/statuses/1234/context'],
    remark42: [{ endpoint: '/remark42', site: 'my-site' }, '/remark42/api/v1/find?site=my-site'],
    rest: [{ endpoint: '/rest' }, '/rest/v1/comments?thread='],
    twikoo: [{ endpoint: '/twikoo' }, '/twikoo'],
    waline: [{ endpoint: '/waline' }, '/waline/api/comment?'],
    webmention: [{ endpoint: '/mentions' }, '/mentions/api/mentions.jf2?'],
    wordpress: [{ endpoint: '/blog', thread: '12' }, '/blog/wp-json/wp/v2/comments?'],
  };

const ISSO_ANSWER = {
  id: null,
  total_replies: 1,
  hidden_replies: 0,
  replies: [
    {
      id: 1,
      parent: null,
      created: 1_700_000_000,
      mode: 1,
      text: '<p>From Isso.</p>',
      author: 'Ana',
      replies: [],
    },
  ],
  config: {},
};

function tag(backend: string, attributes: Readonly<Record<string, string>>): string {
  const data = Object.entries({ backend, loading: 'eager', ...attributes });
  const written = data.map(([name, value]) => `data-${name}="${value}"`).join(' ');
  return html(`<script type="module" src="/embed/colloquy.js" ${written}></script>`);
}

describe('a tag that names a backend', () => {
  const journey = useJourneys({
    files: Object.fromEntries(
      Object.entries(TAGS).map(([name, [attributes]]) => [`/page-${name}`, tag(name, attributes)]),
    ),
    folders: { '/embed/': join(ROOT, 'dist/embed') },
  });

  for (const name of BACKENDS.keys()) {
    // They ask nobody.
    if (name === 'local' || name === 'memory') continue;
    const [, asked] = TAGS[name] ?? [];
    journey(
      `loads the adapter of ${name}, which asks it`,
      async ({ page, at, requests }) => {
        assert.ok(asked, `the test knows what ${name} asks for`);
        const address = asked.startsWith('https:') ? asked : at(asked);
        await page.route(`${asked.startsWith('https:') ? asked : at('/')}**`, (route) =>
          route.request().url().startsWith(address) ? route.fulfill({ status: 503 }) : route.fallback(),
        );
        const question = page.waitForRequest((request) => request.url().startsWith(address));
        await page.goto(at(`/page-${name}`));
        await question;
        assert.ok(lazyFiles(requests).includes(name), requests.join('\n'));
        const others = [...BACKENDS.keys()].filter((other) => other !== name);
        assert.deepEqual(
          others.filter((other) => lazyFiles(requests).includes(other)),
          [],
        );
      },
      { expects: /Failed to load resource|Asked https:\/\/public\.api\.bsky\.app/ },
    );
  }

  journey('shows what the backend has', async ({ page, at }) => {
    await page.route(at('/isso/**'), (route) => route.fulfill({ json: ISSO_ANSWER }));
    await page.goto(at('/page-isso'));
    await page.locator('[part~=body]', { hasText: 'From Isso.' }).waitFor();
    await page.getByText('Ana').first().waitFor();
  });

  journey('waits for nothing that could be asked for beside something else', async ({ page, at }) => {
    const asked = (name: string) => page.waitForRequest((request) => lazyFiles([request.url()])[0] === name);
    const parts = asked('adapter-parts');
    const sanitiser = asked('sanitize');
    await page.route(/\/isso\.js$/, async (route) => {
      await parts;
      await route.continue();
    });
    await page.route(at('/isso/**'), async (route) => {
      await sanitiser;
      await route.fulfill({ json: ISSO_ANSWER });
    });
    await page.goto(at('/page-isso'));
    await page.locator('[part~=body]', { hasText: 'From Isso.' }).waitFor();
  });
});
