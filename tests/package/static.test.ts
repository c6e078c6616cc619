import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BACKENDS } from '../../src/adapters/registry.ts';
import { AdapterError } from '../../src/core/adapter/adapter-error.ts';
import { renderThread } from '../../src/static/index.ts';

/** Where an endpoint is a post. */
const POSTS: Readonly<Record<string, string>> = {
  bluesky: 'https://bsky.app/profile/ana.example/post/1',
  mastodon: 'https://social.example/@ana/1',
};

/** Of the browser they are in, or of no server. */
const WITHOUT_SERVER = ['local', 'memory'];

describe('comments as HTML, in Node', () => {
  for (const [name, backend] of BACKENDS) {
    if (WITHOUT_SERVER.includes(name)) continue;

    it(`${name}: its server is asked, and nothing that only a page has`, async (test) => {
      const asked: string[] = [];
      test.mock.method(globalThis, 'fetch', async (request: string | URL | Request) => {
        asked.push(request instanceof Request ? request.url : String(request));
        return Response.json({}, { status: 500 });
      });
      const endpoint = POSTS[name] ?? 'https://comments.example';
      const adapter = await backend.load({ endpoint, site: name === 'github' ? 'a/b#Comments' : 'site' });
      const options = { url: 'https://example.org/post', ...(name === 'discourse' && { thread: '12' }) };
      await assert.rejects(renderThread(adapter, options), (error) => {
        assert.ok(error instanceof AdapterError);
        assert.deepEqual([error.code, error.cause], ['server', undefined]);
        return true;
      });
      assert.ok(asked.length > 0 && asked.every((address) => URL.canParse(address)), asked.join());
    });
  }
});
