import { blueskyAdapter } from '../../src/adapters/bluesky.ts';
import { conformance } from './conformance.ts';
import { IN_PAGES, NO_KEYS, READ_ONLY } from './not-applicable.ts';
import { hostileAnswers } from './hostile-answers.ts';
import { ANA, ANA_TOKEN, BlueskyStandIn } from './stand-ins/bluesky.ts';
import { newClient, serve } from './stand-ins/browser.ts';
import { perThread } from './stand-ins/per-thread.ts';

/** A site that has a post for each page. */
function site(signedIn: boolean) {
  const server = new BlueskyStandIn();
  const client = newClient();
  serve({ [server.publicService]: [server, client], [server.pds]: [server, client] });
  const posts = new Map<string, string>();
  const postOf = (key: string) => {
    if (!posts.has(key)) posts.set(key, server.addPost());
    return posts.get(key)!;
  };
  const session = { service: server.pds, did: ANA, accessJwt: ANA_TOKEN };
  const adapter = perThread(({ key }) =>
    blueskyAdapter({ endpoint: postOf(key), ...(signedIn && { session }) }),
  );
  return { server, postOf, adapter };
}

conformance({
  title: 'the Bluesky adapter with a session',
  create: () => ({ adapter: site(true).adapter }),
  notApplicable: [
    ...IN_PAGES,
    ...NO_KEYS,
    'paging: goes on where it was, though comments were written meanwhile',
    'paging: goes on where it was, though the last comment read was removed meanwhile',
    'paging: refuses a cursor of unknown make, or takes it for none',
    'create: refuses a comment without a required field, and names the field',
    "text: keeps an author's name as it was written",
    'closed: ',
    'challenge: ',
    'edit: ',
    'remove: keeps a reply to a removed comment, or refuses it',
    'remove: keeps a removed comment from being edited',
    'react: lets a vote up and a vote down exclude each other',
    'react: takes every reaction that it offers',
    'report: ',
    'preview: ',
    'author: ',
    'watch: ',
    'viewer: knows nobody once they have signed out',
    'viewer: can be signed out of twice',
    'viewer: opens nothing to sign in at if its signal has aborted before',
    'dispose: ',
  ],
});

conformance({
  title: 'the Bluesky adapter without a session',
  create: () => {
    const { adapter, server, postOf } = site(false);
    return {
      adapter,
      seed: ({ key }, texts) => {
        for (const text of texts) server.addReply(postOf(key), text);
      },
    };
  },
  notApplicable: [
    ...IN_PAGES,
    ...READ_ONLY,
    'paging: refuses a cursor of unknown make, or takes it for none',
    'counts: counts replies too',
    'counts: counts a removed comment no more',
    'closed: ',
    'viewer: ',
    'dispose: ',
  ],
});

const FACETS = [
  {
    index: { byteStart: 9, byteEnd: 27 },
    features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://a.example/' }],
  },
];
const EMBED = {
  images: [{ thumb: 'https://cdn.example/t', fullsize: 'https://cdn.example/f', alt: 'A fox' }],
};

const node = (key: string, replies: object[] = [], more = {}, embed = {}) => ({
  $type: 'app.bsky.feed.defs#threadViewPost',
  post: {
    uri: `at://did:plc:bo/app.bsky.feed.post/${key}`,
    cid: `cid-${key}`,
    author: {
      did: 'did:plc:bo',
      handle: 'bo.example',
      displayName: 'Bo',
      avatar: 'https://cdn.example/a',
      labels: [],
    },
    record: {
      $type: 'app.bsky.feed.post',
      text: `Reply ${key} https://a.example/ é`,
      createdAt: '2026-01-02T03:04:05.000Z',
      langs: ['en'],
      ...more,
    },
    ...embed,
    replyCount: replies.length,
    likeCount: 3,
    indexedAt: '2026-01-02T03:04:06.000Z',
    labels: [{ src: 'did:plc:x', val: 'nudity' }],
    viewer: { like: 'at://did:plc:ana/app.bsky.feed.like/1' },
  },
  replies,
});

const sample = {
  thread: {
    ...node('root', [
      node('r1', [node('r1a')]),
      node('r2', [], { facets: FACETS }),
      node('r3', [], {}, { embed: EMBED }),
    ]),
  },
  threadgate: { record: { hiddenReplies: ['at://did:plc:bo/app.bsky.feed.post/none'] } },
};

for (const signedIn of [false, true]) {
  hostileAnswers({
    title: `the Bluesky adapter ${signedIn ? 'with' : 'without'} a session`,
    create: () =>
      blueskyAdapter({
        endpoint: 'https://bsky.app/profile/bo.example/post/root',
        ...(signedIn && { session: { service: 'https://pds.example', did: ANA, accessJwt: 'jwt' } }),
      }),
    sample,
    items: ({ thread }: typeof sample) => thread.replies,
    beside: ({ pathname }) => {
      if (pathname.endsWith('.resolveHandle')) return { did: 'did:plc:bo' };
      if (pathname.endsWith('.getProfile')) return { did: ANA, handle: 'ana.example' };
      return undefined;
    },
  });
}
