import { twikooAdapter } from '../../src/adapters/twikoo.ts';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import { conformance } from './conformance.ts';
import { IN_PAGES, NO_KEYS, NO_PAGE_NUMBERS } from './not-applicable.ts';
import { hostileAnswers } from './hostile-answers.ts';
import { newClient, serve } from './stand-ins/browser.ts';
import { withThreads } from './stand-ins/named-threads.ts';
import { TwikooStandIn } from './stand-ins/twikoo.ts';

const ENDPOINT = 'https://twikoo.example/';
const OTHER = 'https://twikoo-for-another.example/';

/** Twikoo takes names that differ by a slash at the end for one. */
function named(adapter: CommentsAdapter): CommentsAdapter {
  return withThreads(adapter, (thread) => ({ ...thread, key: `${thread.key}.` }));
}

conformance({
  title: 'the Twikoo adapter',
  create: () => {
    const server = new TwikooStandIn({ pageSize: 2 });
    serve({
      [ENDPOINT]: [server, newClient()],
      [OTHER]: [server, newClient({ address: '192.0.2.2' })],
    });
    return {
      adapter: named(twikooAdapter({ endpoint: ENDPOINT })),
      other: named(twikooAdapter({ endpoint: OTHER })),
    };
  },
  notApplicable: [
    ...IN_PAGES,
    ...NO_PAGE_NUMBERS,
    ...NO_KEYS,
    'sort: gives the oldest comments first',
    'sort: gives the top comments first',
    'sort: gives the same comments in every order that it offers',
    'counts: counts what list counts',
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
    'remove: keeps a reply to a removed comment, or refuses it',
    'remove: keeps a removed comment from being edited',
    'remove: keeps a removed comment from being located',
    'react: takes every reaction that it offers',
    'report: ',
    'preview: ',
    'locate: ',
    'author: ',
    'watch: ',
    'viewer: ',
    'dispose: ',
  ],
});

const comment = (id: string, more: object = {}) => ({
  id,
  nick: 'Ana',
  avatar: 'https://avatar.example/1',
  mailMd5: 'abc',
  link: 'https://ana.example',
  comment: `<p>Comment ${id}</p>`,
  ups: 2,
  downs: 1,
  liked: true,
  disliked: false,
  replies: [],
  isSpam: false,
  isOwner: false,
  created: 1_700_000_000_000,
  updated: 1_700_000_000_000,
  ...more,
});

const root = (id: string) => ({ ...comment(id), replies: [comment(`${id}-1`, { pid: id, rid: id })] });

hostileAnswers({
  title: 'the Twikoo adapter',
  create: () => twikooAdapter({ endpoint: ENDPOINT }),
  // All requests go to one address, so this is what the settings are read from, too.
  sample: {
    code: 0,
    data: [root('a'), root('b'), root('c')],
    more: false,
    count: 3,
    config: { VERSION: '1.7.0', SHOW_DISLIKE: 'true', REQUIRED_FIELDS: 'nick,mail' },
  },
  items: (sample: { data: unknown[] }) => sample.data,
});
