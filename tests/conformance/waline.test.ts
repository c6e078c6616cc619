import { walineAdapter } from '../../src/adapters/waline.ts';
import { replacePopup } from '../support/popup.ts';
import { conformance } from './conformance.ts';
import { IN_PAGES, NO_KEYS } from './not-applicable.ts';
import { hostileAnswers } from './hostile-answers.ts';
import { newClient, serve } from './stand-ins/browser.ts';
import { withKeysForPaths } from './stand-ins/named-threads.ts';
import { WalineStandIn, type WalineUser } from './stand-ins/waline.ts';

const ENDPOINT = 'https://waline.example';
const OTHER = 'https://waline-for-another.example';

conformance({
  title: 'the Waline adapter, for guests',
  create: () => {
    const server = new WalineStandIn();
    serve({
      [ENDPOINT]: [server, newClient()],
      [OTHER]: [server, newClient({ address: '192.0.2.2' })],
    });
    return {
      adapter: withKeysForPaths(walineAdapter({ endpoint: ENDPOINT })),
      other: withKeysForPaths(walineAdapter({ endpoint: OTHER })),
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
    'create: refuses a comment without a required field, and names the field',
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
    'challenge: ',
    'edit: ',
    'remove: ',
    'react: lets a vote up and a vote down exclude each other',
    'react: takes every reaction that it offers',
    'report: ',
    'preview: ',
    'locate: ',
    'author: ',
    'watch: ',
    'viewer: knows the name of who is signed in, on each page',
    'viewer: gives comments of who is signed in under their name',
    'viewer: knows nobody once they have signed out',
    'dispose: ',
  ],
});

const ANA: WalineUser = { objectId: 7, display_name: 'Ana', url: 'https://ana.example/', type: 'guest' };

conformance({
  title: 'the Waline adapter, for the signed-in',
  create: async () => {
    const server = new WalineStandIn({ users: { 'a.token': ANA }, loginForced: true });
    serve({ [ENDPOINT]: [server, newClient()] });
    const adapter = walineAdapter({ endpoint: ENDPOINT });
    const popup = replacePopup();
    const signingIn = adapter.signIn!({ signal: new AbortController().signal });
    popup.tell({ type: 'userInfo', data: { ...ANA, token: 'a.token' } }, ENDPOINT);
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
    'react: lets a vote up and a vote down exclude each other',
    'react: takes every reaction that it offers',
    'report: ',
    'preview: ',
    'locate: ',
    'author: ',
    'watch: ',
    'dispose: ',
  ],
});

const root = (objectId: number) => ({
  objectId,
  nick: 'Ana',
  link: 'https://ana.example/',
  avatar: 'https://avatar.example/1',
  comment: `<p>Comment ${objectId}</p>`,
  like: 3,
  time: 1_700_000_000_000 + objectId,
  sticky: false,
  status: 'approved',
  label: 'Member',
  children: [
    {
      objectId: objectId + 100,
      pid: objectId,
      rid: objectId,
      nick: 'Ben',
      comment: 'Reply',
      time: 1_700_000_000_500,
      like: 0,
      status: 'approved',
      reply_user: { nick: 'Ana', link: '', avatar: '' },
    },
  ],
});

hostileAnswers({
  title: 'the Waline adapter',
  create: () => walineAdapter({ endpoint: ENDPOINT }),
  sample: {
    errno: 0,
    errmsg: '',
    data: { page: 1, totalPages: 1, pageSize: 50, count: 6, data: [root(1), root(2), root(3)] },
  },
  items: (sample: { data: { data: unknown[] } }) => sample.data.data,
});
