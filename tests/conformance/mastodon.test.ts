import { mastodonAdapter } from '../../src/adapters/mastodon.ts';
import { conformance } from './conformance.ts';
import { IN_PAGES, READ_ONLY } from './not-applicable.ts';
import { hostileAnswers } from './hostile-answers.ts';
import { newClient, serve } from './stand-ins/browser.ts';
import { MastodonStandIn } from './stand-ins/mastodon.ts';
import { perThread } from './stand-ins/per-thread.ts';

/** A site that has a post for each page. */
function site(token?: string) {
  const server = new MastodonStandIn();
  serve({ [server.origin]: [server, newClient()] });
  const posts = new Map<string, string>();
  const postOf = (key: string) => {
    if (!posts.has(key)) posts.set(key, server.addPost());
    return posts.get(key)!;
  };
  const adapter = perThread(({ key }) =>
    mastodonAdapter({ endpoint: postOf(key), ...(token && { accessToken: token }) }),
  );
  return { server, postOf, adapter };
}

conformance({
  title: 'the Mastodon adapter with a token',
  create: () => ({ adapter: site('ana-token').adapter }),
  notApplicable: [
    ...IN_PAGES,
    'paging: goes on where it was, though comments were written meanwhile',
    'paging: goes on where it was, though the last comment read was removed meanwhile',
    'paging: refuses a cursor of unknown make, or takes it for none',
    'create: refuses a comment without a required field, and names the field',
    "text: keeps an author's name as it was written",
    'closed: ',
    'challenge: ',
    'remove: keeps a reply to a removed comment, or refuses it',
    'react: lets a vote up and a vote down exclude each other',
    'react: takes every reaction that it offers',
    'report: ',
    'preview: ',
    'author: ',
    'watch: ',
    'viewer: knows nobody once they have signed out',
    'viewer: can be signed out of twice',
    'viewer: opens nothing to sign in at if its signal has aborted before',
    'dispose: ',
  ],
});

conformance({
  title: 'the Mastodon adapter without a token',
  create: () => {
    const { adapter, server, postOf } = site();
    return {
      adapter,
      seed: ({ key }, texts) => {
        for (const text of texts) server.addReply(postOf(key).split('/').at(-1)!, text);
      },
    };
  },
  notApplicable: [
    ...IN_PAGES,
    ...READ_ONLY,
    'paging: refuses a cursor of unknown make, or takes it for none',
    'counts: counts replies too',
    'counts: counts a removed comment no more',
    'closed: ',
    'viewer: ',
    'dispose: ',
  ],
});

const status = (id: string, parent = '1') => ({
  id,
  created_at: '2026-01-02T03:04:05.000Z',
  edited_at: null,
  in_reply_to_id: parent,
  sensitive: false,
  spoiler_text: '',
  visibility: 'public',
  language: 'en',
  uri: `https://mastodon.example/users/bo/statuses/${id}`,
  url: `https://mastodon.example/@bo/${id}`,
  replies_count: 1,
  favourites_count: 2,
  content: `<p>Reply ${id}</p>`,
  account: {
    id: '7',
    acct: 'bo',
    display_name: 'Bo',
    url: 'https://mastodon.example/@bo',
    emojis: [{ shortcode: 'a' }],
  },
  media_attachments: [{ type: 'image', url: 'https://files.example/1.png', description: 'A fox' }],
  emojis: [],
});

for (const accessToken of [undefined, 'token']) {
  hostileAnswers({
    title: `the Mastodon adapter ${accessToken ? 'with' : 'without'} a token`,
    create: () =>
      mastodonAdapter({ endpoint: 'https://mastodon.example/@site/1', ...(accessToken && { accessToken }) }),
    sample: { ancestors: [], descendants: [status('11'), status('12'), status('13'), status('14', '13')] },
    items: ({ descendants }: { descendants: unknown[] }) => descendants,
    beside: ({ pathname }) => {
      if (pathname.endsWith('/context')) return undefined;
      if (pathname.endsWith('/instance')) return { configuration: { statuses: { max_characters: 500 } } };
      if (pathname.endsWith('/verify_credentials')) return { id: '7', acct: 'bo', display_name: 'Bo' };
      if (pathname.endsWith('/source')) return { id: '11', text: 'Reply', spoiler_text: '' };
      return status('1');
    },
  });
}
