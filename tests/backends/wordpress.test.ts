import { after, before, describe } from 'node:test';
import { wordpressAdapter } from '../../src/adapters/wordpress.ts';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import type { ConformanceFixture } from '../../src/testing/index.ts';
import { withThreads } from '../conformance/stand-ins/named-threads.ts';
import { discussionJourney } from './discussion.ts';
import { conformance } from './kit.ts';
import { startWordPress, wordpress, type WordPressServer } from './wordpress.ts';

describe(wordpress.title, () => {
  let server: WordPressServer;
  before(async () => (server = await startWordPress()));
  after(() => server?.stop());

  conformance({
    title: 'for guests',
    create: () => fixtureOf(wordpressAdapter(server), server),
  });

  for (const who of ['subscriber', 'moderator'] as const) {
    conformance({
      title: `for a ${who}`,
      create: async () => {
        const { nonce, cookie } = await server.signIn(who);
        const adapter = wordpressAdapter({ endpoint: server.endpoint, nonce });
        return { ...fixtureOf(adapter, server), cleanup: sendCookie(cookie) };
      },
    });
  }

  discussionJourney({
    adapter: () => `wordpressAdapter({ endpoint: '${server.endpoint}' })`,
    // Found by the last part of the address.
    thread: 'https://site.example/journey/',
    author: { Name: 'Ana', 'E-mail': 'ana@mail.example' },
    votes: false,
  });
});

/** With a post for each thread. */
function fixtureOf(adapter: CommentsAdapter, server: WordPressServer): ConformanceFixture {
  const posts = new Map<string, string>();
  const postOf = (key: string) => {
    if (!posts.has(key)) posts.set(key, server.newPost());
    return posts.get(key)!;
  };
  return {
    adapter: withThreads(adapter, (thread) => ({ ...thread, key: postOf(thread.key) })),
    close: ({ key }) => server.closePost(postOf(key)),
  };
}

/** Node keeps no cookies; where a browser would send this one, it is sent, until it is taken back. */
function sendCookie(cookie: string): () => void {
  const real = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    if (init?.credentials === 'include') headers.set('cookie', cookie);
    return real(input, { ...init, headers });
  };
  return () => void (globalThis.fetch = real);
}
