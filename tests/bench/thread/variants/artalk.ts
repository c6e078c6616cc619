import type { BenchComment, BenchThread } from '../thread-data.ts';
import { AVATAR } from './avatar.ts';
import { callInPage, json, type Variant } from './variant.ts';

/** @param assets folder of the client's built files. */
export function artalk(assets: string, version: string): Variant {
  return {
    name: 'artalk',
    label: `Artalk ${version}`,
    assets,
    files: ['Artalk.js', 'Artalk.css'],
    list: ['.atk-list-comments-wrap'],
    body: ({ size }) =>
      `<link rel="stylesheet" href="assets/Artalk.css"><div id="artalk"></div>
      <script src="assets/Artalk.js"></script>${callInPage(showArtalk, { size })}`,
    routes: (thread) => {
      const answer = json(commentsOf(thread));
      return {
        'api/v2/conf': () =>
          json({ frontend_conf: {}, version: { app: 'artalk', version, commit_hash: '' } }),
        'api/v2/comments': () => answer,
        'api/v2/pages/pv': () => json({ pv: 1 }),
        'api/v2/notifies': () => json({ notifies: [], count: 0 }),
        'api/v2/stats/page_comment': () => json({ data: {} }),
        'api/v2/stats/page_pv': () => json({ data: {} }),
        'emoticons.json': () =>
          json([{ name: 'Bench', type: 'emoticon', items: [{ key: ':)', val: ':)' }] }]),
        'avatar.svg': () => AVATAR,
      };
    },
  };
}

function commentsOf({ size, comments, newestRoots }: BenchThread): unknown {
  const item = ({ number, parent, author, html, time, likes }: BenchComment) => ({
    id: number + 1,
    rid: parent ? parent.number + 1 : 0,
    content: html,
    content_marked: html,
    user_id: 1,
    nick: author,
    email_encrypted: '0',
    link: '',
    ua: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
    date: new Date(time).toISOString().slice(0, 19).replace('T', ' '),
    is_collapsed: false,
    is_pending: false,
    is_pinned: false,
    is_allow_reply: true,
    is_verified: false,
    visible: true,
    vote_up: likes,
    vote_down: 0,
    badge_name: '',
    badge_color: '',
    ip_region: '',
    page_key: 'bench',
    page_url: '',
    site_name: 'Bench',
  });
  return {
    comments: [...newestRoots, ...comments.filter(({ parent }) => parent)].map(item),
    count: size,
    roots_count: newestRoots.length,
    page: {
      id: 1,
      key: 'bench',
      title: 'Bench',
      url: '',
      admin_only: false,
      site_name: 'Bench',
      vote_up: 0,
      vote_down: 0,
      pv: 1,
      date: '2020-01-01 00:00:00',
    },
  };
}

function showArtalk({ size }: { size: number }): void {
  const server = location.href.replace(/\/$/, '');
  const { Artalk } = globalThis as unknown as { Artalk: { init: (options: object) => unknown } };
  Artalk.init({
    el: '#artalk',
    server,
    site: 'Bench',
    pageKey: 'bench',
    pageTitle: 'Bench',
    locale: 'en',
    flatMode: false,
    nestMax: 5,
    pagination: { pageSize: size },
    // The whole thread is to be seen.
    heightLimit: { content: 0, children: 0 },
    emoticons: `${server}/emoticons.json`,
    avatarURLBuilder: () => `${server}/avatar.svg`,
  });
}
