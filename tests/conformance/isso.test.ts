import { issoAdapter } from '../../src/adapters/isso.ts';
import { conformance } from './conformance.ts';
import { hostileAnswers } from './hostile-answers.ts';
import { IN_PAGES, NO_KEYS } from './not-applicable.ts';
import { newClient, serve } from './stand-ins/browser.ts';
import { IssoStandIn } from './stand-ins/isso.ts';
import { withKeysForPaths } from './stand-ins/named-threads.ts';

const ENDPOINT = 'https://isso.example';
const OTHER = 'https://isso-for-another.example';

conformance({
  title: 'the Isso adapter',
  create: () => {
    const server = new IssoStandIn({ requireAuthor: true });
    serve({
      [ENDPOINT]: [server, newClient()],
      [OTHER]: [server, newClient({ address: '192.0.2.2' })],
    });
    return {
      adapter: withKeysForPaths(issoAdapter({ endpoint: ENDPOINT })),
      other: withKeysForPaths(issoAdapter({ endpoint: OTHER })),
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
    'create: keeps which reply a reply answers',
    'text: keeps a text that is nothing but one such word',
    'closed: ',
    'challenge: ',
    'edit: loses nothing of what else is written to the comment at the same time',
    'remove: keeps the replies to a removed comment in their places, or removes them all',
    'remove: keeps a removed comment from being located',
    'react: takes a reaction back',
    'react: lets a vote up and a vote down exclude each other',
    'react: takes every reaction that it offers',
    'report: ',
    'locate: ',
    'author: ',
    'watch: ',
    'viewer: ',
    'dispose: ',
  ],
});

const comment = (id: number, parent: number | null = null) => ({
  id,
  parent,
  created: 1_700_000_000.25 + id,
  modified: null,
  mode: 1,
  text: `<p>Comment ${id}</p>`,
  author: 'Ana',
  website: 'https://ana.example',
  likes: 2,
  dislikes: 1,
  notification: 0,
  hash: 'abcdef',
});

const root = (id: number) => ({
  ...comment(id),
  total_replies: 1,
  hidden_replies: 0,
  replies: [comment(id + 100, id)],
});

hostileAnswers({
  title: 'the Isso adapter',
  create: () => issoAdapter({ endpoint: ENDPOINT }),
  sample: {
    id: null,
    total_replies: 6,
    hidden_replies: 0,
    replies: [root(1), root(2), root(3)],
    config: { 'require-author': false, 'require-email': false },
  },
  items: (sample: { replies: unknown[] }) => sample.replies,
});
