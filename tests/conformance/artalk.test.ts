import { artalkAdapter } from '../../src/adapters/artalk.ts';
import { replacePopup } from '../support/popup.ts';
import { conformance } from './conformance.ts';
import { IN_PAGES, NO_KEYS } from './not-applicable.ts';
import { hostileAnswers } from './hostile-answers.ts';
import { ArtalkStandIn, type ArtalkUser } from './stand-ins/artalk.ts';
import { newClient, serve } from './stand-ins/browser.ts';
import { withKeysForPaths } from './stand-ins/named-threads.ts';

const ENDPOINT = 'https://artalk.example';
const OTHER = 'https://artalk-for-another.example';
const SITE = { site: 'A site', timeZone: 'Asia/Shanghai' };

conformance({
  title: 'the Artalk adapter, for guests',
  create: () => {
    const answer = 'seven';
    const server = new ArtalkStandIn({ captcha: { kind: 'image', after: Infinity, answer } });
    const client = newClient();
    serve({
      [ENDPOINT]: [server, client],
      [OTHER]: [server, newClient({ address: '192.0.2.2' })],
    });
    return {
      adapter: withKeysForPaths(artalkAdapter({ endpoint: ENDPOINT, ...SITE })),
      other: withKeysForPaths(artalkAdapter({ endpoint: OTHER, ...SITE })),
      challenge: () => {
        server.askCaptcha(client.address);
        return answer;
      },
    };
  },
  notApplicable: [
    ...IN_PAGES,
    ...NO_KEYS,
    'paging: leads by cursor to the end, without repeats or gaps',
    'paging: takes a cursor again, after others',
    'paging: goes on where it was, though comments were written meanwhile',
    'paging: goes on where it was, though the last comment read was removed meanwhile',
    'paging: refuses a cursor of unknown make, or takes it for none',
    'counts: counts a removed comment no more',
    'create: takes a text of the greatest length and refuses a longer one',
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
    'closed: ',
    'edit: ',
    'remove: ',
    'react: takes every reaction that it offers',
    'report: ',
    'preview: ',
    'locate: ',
    'author: ',
    'watch: ',
    'viewer: knows the name of who is signed in, on each page',
    'viewer: gives comments of who is signed in under their name',
    'viewer: knows nobody once they have signed out',
    'viewer: opens nothing to sign in at if its signal has aborted before',
    'dispose: ',
  ],
});

const ADMIN: ArtalkUser = {
  id: 7,
  name: 'Edith',
  email: 'edith@mail.example',
  link: 'https://edith.example/',
  badge_name: 'Admin',
  is_admin: true,
};

conformance({
  title: 'the Artalk adapter, for admins',
  create: async () => {
    const server = new ArtalkStandIn({ users: { 'a.token': ADMIN }, providers: ['email', 'github'] });
    serve({ [ENDPOINT]: [server, newClient()] });
    const adapter = artalkAdapter({ endpoint: ENDPOINT, ...SITE });
    const popup = replacePopup();
    const signingIn = adapter.signIn!({ signal: new AbortController().signal });
    await popup.whenOpened;
    popup.tell({ type: 'ATK_AUTH_CALLBACK', payload: 'a.token' }, ENDPOINT);
    await signingIn;
    return { adapter: withKeysForPaths(adapter) };
  },
  notApplicable: [
    ...IN_PAGES,
    ...NO_KEYS,
    'paging: leads by cursor to the end, without repeats or gaps',
    'paging: takes a cursor again, after others',
    'paging: goes on where it was, though comments were written meanwhile',
    'paging: goes on where it was, though the last comment read was removed meanwhile',
    'paging: refuses a cursor of unknown make, or takes it for none',
    'create: refuses a comment without a required field, and names the field',
    'create: takes a text of the greatest length and refuses a longer one',
    "text: keeps an author's name as it was written",
    'closed: ',
    'challenge: ',
    'edit: says when the comment was edited',
    'edit: refuses a text above the greatest length',
    'remove: keeps a reply to a removed comment, or refuses it',
    'remove: keeps a removed comment from being located',
    'react: takes every reaction that it offers',
    'report: ',
    'preview: ',
    'locate: ',
    'author: ',
    'watch: ',
    'dispose: ',
  ],
});

const comment = (id: number, rid = 0) => ({
  id,
  content: `Comment ${id}`,
  content_marked: `<p>Comment ${id}</p>`,
  user_id: 3,
  nick: 'Ana',
  email_encrypted: 'abc',
  link: 'https://ana.example',
  ua: '',
  date: '2026-01-02 03:04:05',
  is_collapsed: false,
  is_pending: false,
  is_pinned: false,
  is_allow_reply: true,
  is_verified: false,
  rid,
  badge_name: '',
  badge_color: '',
  visible: true,
  vote_up: 2,
  vote_down: 1,
  page_key: '/post',
  site_name: 'A site',
});

hostileAnswers({
  title: 'the Artalk adapter',
  create: () => artalkAdapter({ endpoint: ENDPOINT, ...SITE }),
  sample: {
    comments: [comment(1), comment(2), comment(3), comment(4, 1)],
    count: 4,
    roots_count: 3,
    page: { id: 1, key: '/post', admin_only: false },
  },
  items: (sample: { comments: unknown[] }) => sample.comments,
  beside: ({ pathname }) =>
    pathname.endsWith('/providers')
      ? { providers: [{ name: 'github', label: 'GitHub' }], anonymous: true }
      : undefined,
});
