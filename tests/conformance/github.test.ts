import { githubAdapter } from '../../src/adapters/github.ts';
import { conformance } from './conformance.ts';
import { IN_PAGES, NO_KEYS, NO_PAGE_NUMBERS, READ_ONLY } from './not-applicable.ts';
import { hostileAnswers } from './hostile-answers.ts';
import { newClient, serve } from './stand-ins/browser.ts';
import { ANA_TOKEN, GitHubStandIn, SITE } from './stand-ins/github.ts';

function start(): GitHubStandIn {
  const server = new GitHubStandIn();
  const client = newClient();
  serve({ [server.api]: [server, client], [server.service]: [server, client] });
  return server;
}

conformance({
  title: 'the GitHub adapter with a token',
  create: () => {
    start();
    return { adapter: githubAdapter({ site: SITE, category: 'Comments', token: ANA_TOKEN }) };
  },
  notApplicable: [
    ...IN_PAGES,
    ...NO_PAGE_NUMBERS,
    ...NO_KEYS,
    'sort: gives the top comments first',
    'counts: ',
    'create: keeps which reply a reply answers',
    'create: refuses a comment without a required field, and names the field',
    'create: takes a text of the greatest length and refuses a longer one',
    "text: keeps an author's name as it was written",
    'closed: ',
    'challenge: ',
    'edit: refuses a text above the greatest length',
    'remove: keeps the replies to a removed comment in their places, or removes them all',
    'remove: keeps a removed comment from being located',
    'react: lets a vote up and a vote down exclude each other',
    'report: ',
    'preview: previews a text as others will see it',
    'locate: ',
    'author: ',
    'watch: ',
    'viewer: knows nobody once they have signed out',
    'viewer: can be signed out of twice',
    'viewer: opens nothing to sign in at if its signal has aborted before',
    'dispose: ',
  ],
});

conformance({
  title: 'the GitHub adapter with a giscus service, not signed in',
  create: () => {
    const server = start();
    return {
      adapter: githubAdapter({ endpoint: server.service, site: SITE, category: 'Comments' }),
      seed: ({ key }, texts) => server.seed(key, texts),
      close: ({ key }) => server.lock(key),
    };
  },
  notApplicable: [
    ...IN_PAGES,
    ...NO_PAGE_NUMBERS,
    ...READ_ONLY,
    'counts: ',
    'closed: refuses a comment in a closed thread',
    'viewer: knows the name of who is signed in, on each page',
    'viewer: gives comments of who is signed in under their name',
    'viewer: knows nobody once they have signed out',
    'dispose: ',
  ],
});

const reply = (id: string) => ({
  id,
  url: `https://github.com/club/site/discussions/1#${id}`,
  author: { login: 'bo', url: 'https://github.com/bo', avatarUrl: 'https://avatars.example/bo' },
  authorAssociation: 'OWNER',
  createdAt: '2026-01-02T03:04:05Z',
  lastEditedAt: null,
  deletedAt: null,
  isMinimized: false,
  bodyHTML: '<p>Hello</p>',
  body: 'Hello',
  viewerDidAuthor: true,
  viewerCanUpdate: true,
  viewerCanDelete: true,
  reactions: { THUMBS_UP: { count: 1, viewerHasReacted: true } },
  reactionGroups: [{ content: 'HEART', users: { totalCount: 2 }, viewerHasReacted: true }],
});
const pageInfo = { startCursor: 'a', endCursor: 'b', hasNextPage: false, hasPreviousPage: false };
const items = () => [
  { ...reply('1'), upvoteCount: 3, replyCount: 1, replies: [reply('1a')] },
  { ...reply('2'), replyCount: 0, replies: [] },
  { ...reply('3'), replyCount: 0, replies: [] },
];

hostileAnswers({
  title: 'the GitHub adapter with a giscus service',
  create: () => githubAdapter({ endpoint: 'https://giscus.example', site: SITE }),
  sample: {
    viewer: { login: 'giscus' },
    discussion: { id: 'D', locked: false, pageInfo, comments: items() },
  },
  items: ({ discussion }: { discussion: { comments: unknown[] } }) => discussion.comments,
});

hostileAnswers({
  title: 'the GitHub adapter with a token',
  create: () => githubAdapter({ site: SITE, token: 'token' }),
  sample: {
    data: {
      viewer: { login: 'ana', url: 'https://github.com/ana' },
      search: { nodes: [{ id: 'D', locked: false, comments: { totalCount: 3, pageInfo, nodes: items() } }] },
    },
  },
  items: ({ data }: { data: { search: { nodes: [{ comments: { nodes: unknown[] } }] } } }) =>
    data.search.nodes[0].comments.nodes,
});
