import type { BenchComment, BenchThread } from '../thread-data.ts';
import { AVATAR } from './avatar.ts';
import { callInPage, json, type Variant } from './variant.ts';

/** @param assets folder of the client's built files. */
export function twikoo(assets: string, version: string): Variant {
  return {
    name: 'twikoo',
    label: `Twikoo ${version}`,
    assets,
    files: ['twikoo.min.js'],
    // Its title, count and search field are in the element with the comments.
    list: ['.tk-comments-container'],
    body: () =>
      // It cuts long lists of replies off; the whole thread is to be seen.
      `<style>.tk-replies { max-height: none !important; }</style>
      <div id="tcomment"></div><script src="assets/twikoo.min.js"></script>${callInPage(showTwikoo, null)}`,
    routes: (thread) => {
      const answers: Readonly<Record<string, unknown>> = {
        COMMENT_GET: commentsOf(thread),
        GET_CONFIG: {
          code: 0,
          config: {
            VERSION: version,
            SHOW_EMOTION: 'true',
            EMOTION_CDN: 'emotions.json',
            SHOW_DISLIKE: 'true',
          },
        },
        GET_FUNC_VERSION: { code: 0, version },
      };
      const comments = json(answers['COMMENT_GET']);
      return {
        api: (body) => {
          const { event } = JSON.parse(body) as { event: string };
          return event === 'COMMENT_GET' ? comments : json(answers[event] ?? { code: 0 });
        },
        'emotions.json': () =>
          json({ Bench: { type: 'emoticon', container: [{ icon: ':)', text: 'smile' }] } }),
        'avatar.svg': () => AVATAR,
      };
    },
  };
}

/** Twikoo keeps one level of replies, each naming whom it answers. */
function commentsOf({ size, comments, newestRoots }: BenchThread): unknown {
  const item = ({ number, author, html, time, likes }: BenchComment) => ({
    id: `c${number}`,
    nick: author,
    avatar: 'avatar.svg',
    mailMd5: '',
    link: '',
    comment: html,
    os: 'Linux',
    browser: 'Browser 1',
    ipRegion: '',
    master: false,
    ups: likes,
    downs: 0,
    like: likes,
    liked: false,
    disliked: false,
    replies: [] as unknown[],
    isSpam: false,
    isOwner: false,
    created: time,
    updated: time,
  });
  const replies = Map.groupBy(
    comments.filter(({ parent }) => parent),
    ({ root }) => root,
  );
  const data = newestRoots.map((root) => ({
    ...item(root),
    replies: (replies.get(root) ?? []).map((reply) => ({
      ...item(reply),
      rid: `c${root.number}`,
      pid: `c${reply.parent!.number}`,
      ruser: reply.parent!.author,
    })),
  }));
  return { data, more: false, count: size };
}

function showTwikoo(): void {
  const { twikoo } = globalThis as unknown as { twikoo: { init: (options: object) => unknown } };
  void twikoo.init({ envId: `${location.href}api`, el: '#tcomment', path: '/bench', lang: 'en' });
}
