import { after, before, describe } from 'node:test';
import { blueskyAdapter } from '../../src/adapters/bluesky.ts';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import { perThread } from '../conformance/stand-ins/per-thread.ts';
import { type Account, atproto, type AtProtoNetwork, type Post, startAtProto } from './atproto.ts';
import { discussionJourney } from './discussion.ts';
import { conformance } from './kit.ts';

/** A thread is a post; the kit uses several hundred. */
const POSTS = 1000;

describe(atproto.title, () => {
  let network: AtProtoNetwork;
  let author: Account;
  let ana: Account;
  let posts: Post[] = [];
  const newPost = () => posts.pop()!;

  before(async () => {
    network = await startAtProto();
    [author, ana] = [await network.signUp('author'), await network.signUp('ana')];
    posts = await network.post(
      author,
      Array.from({ length: POSTS }, (_, index) => ({ text: `Post ${index}` })),
    );
    await network.settle();
  });
  after(() => network?.stop());

  conformance({
    title: 'with a session',
    create: () => {
      const adapter = perThread(() => blueskyAdapter({ endpoint: newPost().uri, session: ana }));
      return { adapter: settled(adapter, network) };
    },
  });

  conformance({
    title: 'without a session',
    create: () => {
      const threads = new Map<string, Post>();
      const postOf = (key: string) => {
        if (!threads.has(key)) threads.set(key, newPost());
        return threads.get(key)!;
      };
      const { appView } = network;
      return {
        adapter: perThread(({ key }) => blueskyAdapter({ endpoint: postOf(key).uri, appView })),
        seed: async ({ key }, texts) => {
          const root = postOf(key);
          await network.post(
            ana,
            texts.map((text) => ({ text, reply: { root, parent: root } })),
          );
          await network.settle();
        },
      };
    },
  });

  discussionJourney({
    adapter: () => `blueskyAdapter({ endpoint: '${newPost().uri}', session: ${JSON.stringify(ana)} })`,
    thread: '/journey',
    votes: true,
  });
});

/** With the AppView up to date after each write; the kit does not wait for that. */
function settled(adapter: CommentsAdapter, { settle }: AtProtoNetwork): CommentsAdapter {
  const { create, remove, react } = adapter;
  return {
    ...adapter,
    create: (...args) => create!(...args).finally(settle),
    remove: (...args) => remove!(...args).finally(settle),
    react: (...args) => react!(...args).finally(settle),
  };
}
