import { githubAdapter } from '../../src/adapters/github.ts';
import { conformance } from './conformance.ts';
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
    'list: names each backend of a merged thread that failed once, and why',
    'sort: gives the top comments first',
    'paging: leads by number to the end, without repeats or gaps',
    'paging: says of each page its number and how many there are',
    'paging: answers for a page beyond the last with the last, an empty one or not-found',
    'paging: gives everything in one answer',
    'counts: ',
    'create: keeps which reply a reply answers',
    'create: makes one comment of two tries with one idempotency key',
    'create: makes one comment of two tries at the same time with one idempotency key',
    'create: takes one idempotency key for one comment, whatever is sent under it',
    'create: makes one comment of a try that was aborted meanwhile and another with its idempotency key',
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
    'list: names each backend of a merged thread that failed once, and why',
    'sort: gives the top comments first',
    'sort: brings the replies along with what they answer',
    'paging: leads by number to the end, without repeats or gaps',
    'paging: says of each page its number and how many there are',
    'paging: answers for a page beyond the last with the last, an empty one or not-found',
    'paging: gives everything in one answer',
    'paging: counts replies in the total',
    'paging: goes on where it was, though comments were written meanwhile',
    'paging: goes on where it was, though the last comment read was removed meanwhile',
    'counts: ',
    'create: ',
    'text: ',
    'closed: refuses a comment in a closed thread',
    'challenge: ',
    'edit: ',
    'remove: ',
    'react: ',
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
