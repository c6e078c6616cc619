import { webmentionAdapter } from '../../src/adapters/webmention.ts';
import type { ThreadRef } from '../../src/core/model/thread.ts';
import { conformance } from './conformance.ts';
import { IN_PAGES, NO_PAGE_NUMBERS, READ_ONLY } from './not-applicable.ts';
import { hostileAnswers } from './hostile-answers.ts';
import { newClient, serve } from './stand-ins/browser.ts';
import { withThreads } from './stand-ins/named-threads.ts';
import { WebmentionStandIn } from './stand-ins/webmention.ts';

/** A page for each thread: to the service a slash at the end makes none. */
const pageOf = ({ url }: ThreadRef) => `https://page.example/${encodeURIComponent(url)}`;

conformance({
  title: 'the webmention adapter',
  create: () => {
    const server = new WebmentionStandIn();
    serve({ [server.origin]: [server, newClient()] });
    return {
      adapter: withThreads(webmentionAdapter(), (thread) => ({ ...thread, url: pageOf(thread) })),
      seed: (thread, texts) => {
        for (const text of texts) server.add(pageOf(thread), text);
      },
    };
  },
  notApplicable: [
    ...IN_PAGES,
    ...NO_PAGE_NUMBERS,
    ...READ_ONLY,
    'paging: refuses a cursor of unknown make, or takes it for none',
    'counts: counts replies too',
    'counts: counts a removed comment no more',
    'closed: ',
    'viewer: ',
    'dispose: ',
  ],
});

const mention = (id: number) => ({
  type: 'entry',
  author: { type: 'card', name: 'Bo', photo: 'https://bo.example/photo', url: 'https://bo.example/' },
  url: `https://bo.example/${id}`,
  published: '2026-01-02T03:04:05+02:00',
  'wm-received': '2026-01-02T03:04:05Z',
  'wm-id': id,
  'wm-source': `https://bo.example/${id}`,
  'wm-target': 'https://page.example/post',
  content: { html: '<p>Hello</p>', text: 'Hello' },
  'wm-property': 'in-reply-to',
  'wm-private': false,
});

hostileAnswers({
  title: 'the webmention adapter',
  create: () => webmentionAdapter(),
  sample: { type: 'feed', name: 'Webmentions', children: [mention(1), mention(2), mention(3)] },
  items: ({ children }: { children: unknown[] }) => children,
  beside: ({ pathname }) => (pathname === '/api/count' ? { count: 3, type: { reply: 3 } } : undefined),
});
