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
    'list: counts',
    'sort: gives the top comments first',
    'paging: leads by number to the end',
    'paging: says of each page its number',
    'paging: answers for a page beyond the last',
    'paging: gives everything in one answer',
    'create: keeps which reply a reply answers',
    'create: makes one comment of two tries',
    'create: refuses a comment without a required field',
    'create: takes a text of the greatest length',
    "text: keeps an author's name",
    'react: lets a vote up and a vote down exclude each other',
    'locate:',
    'author:',
    'watch:',
    'extra: takes a report',
    'extra: refuses a report',
    'extra: can be disposed of twice',
  ],
});

conformance({
  title: 'the GitHub adapter with a giscus service, not signed in',
  create: () => {
    const server = start();
    return {
      adapter: githubAdapter({ endpoint: server.service, site: SITE, category: 'Comments' }),
      seed: ({ key }, texts) => server.seed(key, texts),
    };
  },
  notApplicable: [
    'list: counts',
    'sort: gives the top comments first',
    'sort: brings the replies along',
    'paging: leads by number to the end',
    'paging: says of each page its number',
    'paging: answers for a page beyond the last',
    'paging: gives everything in one answer',
    'paging: counts replies in the total',
    'paging: goes on where it was',
    'create:',
    'text:',
    'edit:',
    'remove:',
    'react:',
    'locate:',
    'author:',
    'watch:',
    'extra:',
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
