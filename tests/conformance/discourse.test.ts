import { discourseAdapter } from '../../src/adapters/discourse.ts';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import { conformance } from './conformance.ts';
import { IN_PAGES, NO_KEYS, NO_PAGE_NUMBERS, READ_ONLY } from './not-applicable.ts';
import { hostileAnswers } from './hostile-answers.ts';
import { newClient, serve } from './stand-ins/browser.ts';
import { DiscourseStandIn, type DiscourseUser } from './stand-ins/discourse.ts';
import { withThreads } from './stand-ins/named-threads.ts';

const ENDPOINT = 'https://forum.example';
const ANA: DiscourseUser = { username: 'ana', name: 'Ana Example' };
const BEN: DiscourseUser = { username: 'ben', name: '' };

/** With the topics that threads are made as they are asked for. */
function withTopics(adapter: CommentsAdapter, server: DiscourseStandIn): CommentsAdapter {
  return withThreads(adapter, (thread) => ({ ...thread, key: `${server.topicFor(thread.key)}` }));
}

conformance({
  title: 'the Discourse adapter, for readers',
  create: () => {
    const server = new DiscourseStandIn({ chunkSize: 3 });
    serve({ [ENDPOINT]: [server, newClient()] });
    return {
      adapter: withTopics(discourseAdapter({ endpoint: ENDPOINT }), server),
      seed: ({ key }, texts) => texts.forEach((text) => server.write(server.topicFor(key), text, ANA)),
      close: ({ key }) => server.close(server.topicFor(key)),
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

conformance({
  title: 'the Discourse adapter, for members',
  create: () => {
    const server = new DiscourseStandIn({ users: { 'key of ana': ANA, 'key of ben': BEN }, chunkSize: 3 });
    serve({ [ENDPOINT]: [server, newClient()] });
    return {
      adapter: withTopics(discourseAdapter({ endpoint: ENDPOINT, userApiKey: 'key of ana' }), server),
      other: withTopics(discourseAdapter({ endpoint: ENDPOINT, userApiKey: 'key of ben' }), server),
      close: ({ key }) => server.close(server.topicFor(key)),
    };
  },
  notApplicable: [
    ...IN_PAGES,
    ...NO_PAGE_NUMBERS,
    ...NO_KEYS,
    'sort: gives the top comments first',
    'create: refuses a comment without a required field, and names the field',
    'create: takes a text of the greatest length and refuses a longer one',
    "text: keeps an author's name as it was written",
    'challenge: ',
    'edit: refuses a text above the greatest length',
    'edit: loses nothing of what else is written to the comment at the same time',
    'remove: keeps a removed comment from being located',
    'react: lets a vote up and a vote down exclude each other',
    'react: takes every reaction that it offers',
    'preview: ',
    'locate: ',
    'author: ',
    'watch: ',
    'viewer: knows nobody once they have signed out',
    'viewer: can be signed out of twice',
    'viewer: opens nothing to sign in at if its signal has aborted before',
    'dispose: ',
  ],
});

const post = (id: number, post_number: number, reply_to_post_number: number | null = null) => ({
  id,
  topic_id: 12,
  post_number,
  username: 'ana',
  name: 'Ana',
  avatar_template: '/user_avatar/forum.example/ana/{size}/1.png',
  created_at: '2026-01-02T03:04:05.678Z',
  updated_at: '2026-01-02T03:04:05.678Z',
  cooked: `<p>Post ${id}</p>`,
  reply_count: 0,
  reply_to_post_number,
  user_title: 'Regular',
  actions_summary: [{ id: 2, count: 3 }],
  hidden: false,
  version: 2,
});

hostileAnswers({
  title: 'the Discourse adapter',
  create: () => discourseAdapter({ endpoint: ENDPOINT }),
  thread: { key: '12', url: 'https://page.example/post', title: 'Post' },
  sample: {
    id: 12,
    posts_count: 5,
    closed: false,
    archived: false,
    post_stream: {
      posts: [post(101, 1), post(102, 2), post(103, 3), post(104, 4, 2)],
      stream: [101, 102, 103, 104, 105],
    },
    details: { can_create_post: false },
  },
  items: (sample: { post_stream: { posts: unknown[] } }) => sample.post_stream.posts,
  beside: ({ pathname }) =>
    pathname.endsWith('/posts.json') ? { post_stream: { posts: [post(105, 5)] }, id: 12 } : undefined,
});
