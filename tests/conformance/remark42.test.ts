import { remark42Adapter } from '../../src/adapters/remark42.ts';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import { conformance } from './conformance.ts';
import { IN_PAGES, NO_KEYS, NO_PAGE_NUMBERS, READ_ONLY } from './not-applicable.ts';
import { hostileAnswers } from './hostile-answers.ts';
import { newClient, serve } from './stand-ins/browser.ts';
import { withThreads } from './stand-ins/named-threads.ts';
import { Remark42StandIn } from './stand-ins/remark42.ts';

const ELSEWHERE = 'https://remark42.example/';
/** Passed on by the server of the page. */
const HERE = `${location.origin}/remark42/`;
const BEN = { id: 'github_ben', name: 'Ben' };

/** Threads of the kit differ in what is asked of a page, too. */
function named(adapter: CommentsAdapter): CommentsAdapter {
  return withThreads(adapter, (thread) => ({ ...thread, key: keyOf(thread.key) }));
}

const keyOf = (key: string) => `thread:${encodeURIComponent(key).replaceAll("'", '%27')}`;

conformance({
  title: 'the Remark42 adapter on pages of other origins',
  create: () => {
    const server = new Remark42StandIn();
    serve({ [ELSEWHERE]: [server, newClient()] });
    return {
      adapter: named(remark42Adapter({ endpoint: ELSEWHERE, site: 'a-site' })),
      seed: ({ key }, texts) => texts.forEach((text) => server.write(keyOf(key), text, BEN)),
      close: ({ key }) => server.close(keyOf(key)),
    };
  },
  notApplicable: [
    ...IN_PAGES,
    ...NO_PAGE_NUMBERS,
    ...READ_ONLY,
    'counts: counts replies too',
    'counts: counts a removed comment no more',
    'closed: refuses a comment in a closed thread',
    'viewer: ',
    'dispose: ',
  ],
});

/** Cookies of which pages can read the one that they are to send back. */
class PageCookies extends Map<string, string> {
  override set(name: string, value: string): this {
    if (name === 'XSRF-TOKEN') document.cookie = `${name}=${value}; path=/`;
    return super.set(name, value);
  }

  override delete(name: string): boolean {
    document.cookie = `${name}=; path=/; max-age=0`;
    return super.delete(name);
  }
}

conformance({
  title: 'the Remark42 adapter on pages of its own origin',
  create: () => {
    const server = new Remark42StandIn();
    const cookies = new PageCookies();
    cookies.delete('XSRF-TOKEN');
    const client = newClient({ origin: location.origin, cookies });
    server.signIn(client, { id: 'github_ana', name: 'Ana' });
    serve({ [HERE]: [server, client] });
    const adapter = named(remark42Adapter({ endpoint: HERE, site: 'a-site' }));
    return {
      adapter,
      other: {
        ...adapter,
        create: async ({ key }, { body, parentId }) => {
          const id = server.write(keyOf(key), body.value, BEN, parentId ?? '');
          const comment = { id, parentId, author: { name: 'Ben' }, body, createdAt: null } as const;
          return { status: 'published', comment: { ...comment, status: 'published' } };
        },
      },
      close: ({ key }) => server.close(keyOf(key)),
      cleanup: () => void cookies.delete('XSRF-TOKEN'),
    };
  },
  notApplicable: [
    ...IN_PAGES,
    ...NO_PAGE_NUMBERS,
    ...NO_KEYS,
    'create: refuses a comment without a required field, and names the field',
    "text: keeps an author's name as it was written",
    'challenge: ',
    'edit: keeps the replies of an edited comment',
    'edit: loses nothing of what else is written to the comment at the same time',
    'remove: leaves a hole, without name and text, where a comment was answered',
    'remove: keeps the replies to a removed comment in their places, or removes them all',
    'remove: keeps a reply to a removed comment, or refuses it',
    'remove: keeps a removed comment from being edited',
    'remove: keeps a removed comment from being located',
    'react: takes every reaction that it offers',
    'report: ',
    'locate: ',
    'author: ',
    'watch: ',
    'viewer: opens nothing to sign in at if its signal has aborted before',
    'dispose: ',
  ],
});

const comment = (id: string, pid = '') => ({
  id,
  pid,
  text: `<p>Comment ${id}</p>`,
  orig: `Comment ${id}`,
  user: { id: 'github_1', name: 'Ana', picture: 'https://remark42.example/1.image', admin: false },
  locator: { site: 'a-site', url: 'https://page.example/post' },
  score: 2,
  vote: 0,
  time: '2026-01-02T03:04:05.123456789Z',
  edit: { time: '2026-01-02T03:05:05Z', summary: '' },
  pin: false,
});

const node = (id: string) => ({
  comment: comment(id),
  replies: [{ comment: comment(`${id}-1`, id), replies: [{ comment: comment(`${id}-2`, `${id}-1`) }] }],
});

hostileAnswers({
  title: 'the Remark42 adapter',
  create: () => remark42Adapter({ endpoint: ELSEWHERE, site: 'a-site' }),
  sample: {
    comments: [node('a'), node('b'), node('c')],
    info: { url: 'https://page.example/post', count: 9, count_left: 0, last_comment: 'c', read_only: false },
  },
  items: (sample: { comments: unknown[] }) => sample.comments,
  beside: ({ pathname }) =>
    pathname.endsWith('/config')
      ? { edit_duration: 300, max_comment_size: 2048, auth_providers: ['anonymous', 'github'] }
      : undefined,
});
