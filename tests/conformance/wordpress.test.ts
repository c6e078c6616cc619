import { wordpressAdapter } from '../../src/adapters/wordpress.ts';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import { conformance } from './conformance.ts';
import { IN_PAGES, NO_KEYS } from './not-applicable.ts';
import { hostileAnswers } from './hostile-answers.ts';
import { newClient, serve } from './stand-ins/browser.ts';
import { withThreads } from './stand-ins/named-threads.ts';
import { MODERATOR_COOKIE, WordPressStandIn } from './stand-ins/wordpress.ts';

const ENDPOINT = 'https://blog.example';

/** With the posts that threads belong to made as they are asked for. */
function withPosts(adapter: CommentsAdapter, server: WordPressStandIn): CommentsAdapter {
  return withThreads(adapter, (thread) => ({ ...thread, key: `${server.addPost(thread.key).id}` }));
}

conformance({
  title: 'the WordPress adapter, for guests',
  create: () => {
    const server = new WordPressStandIn({ guestsMayWrite: true });
    serve({ [ENDPOINT]: [server, newClient()] });
    return {
      adapter: withPosts(wordpressAdapter({ endpoint: ENDPOINT }), server),
      close: ({ key }) => {
        server.addPost(key).open = false;
      },
    };
  },
  notApplicable: [
    ...IN_PAGES,
    ...NO_KEYS,
    'sort: gives the top comments first',
    'paging: leads by cursor to the end, without repeats or gaps',
    'paging: takes a cursor again, after others',
    'paging: goes on where it was, though comments were written meanwhile',
    'paging: goes on where it was, though the last comment read was removed meanwhile',
    'paging: refuses a cursor of unknown make, or takes it for none',
    'counts: counts a removed comment no more',
    'text: keeps characters of four bytes',
    'text: keeps right-to-left text with direction marks',
    'text: keeps combining marks, composed or not',
    'text: keeps zero-width and non-breaking spaces',
    'text: keeps blank space within',
    'text: keeps what looks like HTML',
    'text: keeps what looks like entities',
    'text: keeps what looks like Markdown',
    'text: keeps quotes and backslashes',
    'text: keeps words that programs mistake',
    'text: keeps a text that is nothing but one such word',
    'text: keeps a very long text to its end',
    'challenge: ',
    'edit: ',
    'remove: ',
    'react: ',
    'report: ',
    'preview: ',
    'locate: ',
    'author: ',
    'watch: ',
    'viewer: ',
    'dispose: ',
  ],
});

conformance({
  title: 'the WordPress adapter, for moderators',
  create: () => {
    const server = new WordPressStandIn({ nonce: 'a nonce' });
    const client = newClient({ origin: ENDPOINT, cookies: new Map([MODERATOR_COOKIE]) });
    serve({ [ENDPOINT]: [server, client] });
    return { adapter: withPosts(wordpressAdapter({ endpoint: ENDPOINT, nonce: 'a nonce' }), server) };
  },
  notApplicable: [
    ...IN_PAGES,
    ...NO_KEYS,
    'sort: gives the top comments first',
    'paging: leads by cursor to the end, without repeats or gaps',
    'paging: takes a cursor again, after others',
    'paging: goes on where it was, though comments were written meanwhile',
    'paging: goes on where it was, though the last comment read was removed meanwhile',
    'paging: refuses a cursor of unknown make, or takes it for none',
    'create: refuses a comment without a required field, and names the field',
    "text: keeps an author's name as it was written",
    'closed: ',
    'challenge: ',
    'edit: says when the comment was edited',
    'edit: loses nothing of what else is written to the comment at the same time',
    'remove: keeps a reply to a removed comment, or refuses it',
    'remove: keeps a removed comment from being reacted to',
    'remove: keeps a removed comment from being located',
    'react: ',
    'report: ',
    'preview: ',
    'locate: ',
    'author: ',
    'watch: ',
    'viewer: knows nobody once they have signed out',
    'viewer: can be signed out of twice',
    'viewer: opens nothing to sign in at if its signal has aborted before',
    'dispose: ',
  ],
});

const comment = (id: number) => ({
  id,
  post: 100,
  parent: 0,
  author: 0,
  author_name: 'Ana',
  author_url: 'https://ana.example/',
  date: '2026-01-02T03:04:05',
  date_gmt: '2026-01-02T03:04:05',
  content: { rendered: `<p>Comment ${id}</p>` },
  link: `https://blog.example/?p=100#comment-${id}`,
  status: 'approved',
  type: 'comment',
  author_avatar_urls: { 24: 'https://g.example/24', 48: 'https://g.example/48', 96: 'https://g.example/96' },
  meta: [],
  _links: { self: [{ href: 'https://blog.example' }], children: [{ href: 'https://blog.example' }] },
});

hostileAnswers({
  title: 'the WordPress adapter',
  create: () => wordpressAdapter({ endpoint: ENDPOINT }),
  thread: { key: '100', url: 'https://blog.example/?p=100', title: 'Post' },
  sample: [comment(1), comment(2), comment(3)],
  items: (sample: unknown[]) => sample,
  beside: ({ pathname, searchParams }) => {
    if (pathname.endsWith('/posts')) return [{ id: 100, comment_status: 'open' }];
    if (searchParams.get('parent') === '0') return undefined;
    return [{ ...comment(4), parent: 1, _links: {} }];
  },
});
