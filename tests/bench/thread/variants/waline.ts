import type { BenchComment, BenchThread } from '../thread-data.ts';
import { AVATAR } from './avatar.ts';
import { callInPage, json, type Variant } from './variant.ts';

/** @param assets folder of the client's built files. */
export function waline(assets: string, version: string): Variant {
  return {
    name: 'waline',
    label: `Waline ${version}`,
    assets,
    files: ['waline.umd.js', 'waline.css'],
    list: ['.wl-cards'],
    body: ({ size }) =>
      `<link rel="stylesheet" href="assets/waline.css"><div id="waline"></div>
      <script src="assets/waline.umd.js"></script>${callInPage(showWaline, { size })}`,
    routes: (thread) => {
      const answer = json({ errno: 0, errmsg: '', data: commentsOf(thread) });
      return {
        'api/comment': () => answer,
        'emoji/info.json': () =>
          json({ name: 'Bench', prefix: '', type: 'svg', icon: 'avatar', items: ['avatar'] }),
        'emoji/avatar.svg': () => AVATAR,
        'avatar.svg': () => AVATAR,
      };
    },
  };
}

/** Waline keeps one level of replies, each naming whom it answers. */
function commentsOf({ size, comments, newestRoots }: BenchThread): unknown {
  const item = ({ number, author, html, time, likes }: BenchComment) => ({
    objectId: number + 1,
    nick: author,
    comment: html,
    time,
    like: likes,
    link: '',
    avatar: 'avatar.svg',
    addr: 'Somewhere',
    browser: 'Browser 1',
    os: 'System 1',
    status: 'approved',
    level: 0,
  });
  const replies = Map.groupBy(
    comments.filter(({ parent }) => parent),
    ({ root }) => root,
  );
  const data = newestRoots.map((root) => ({
    ...item(root),
    children: (replies.get(root) ?? []).map((reply) => ({
      ...item(reply),
      pid: reply.parent!.number + 1,
      rid: root.number + 1,
      reply_user: { nick: reply.parent!.author, link: '', avatar: 'avatar.svg' },
    })),
  }));
  return { page: 1, totalPages: 1, pageSize: size, count: size, data };
}

function showWaline({ size }: { size: number }): void {
  const serverURL = location.href.replace(/\/$/, '');
  const { Waline } = globalThis as unknown as { Waline: { init: (options: object) => unknown } };
  Waline.init({ el: '#waline', serverURL, pageSize: size, lang: 'en', emoji: [`${serverURL}/emoji`] });
}
