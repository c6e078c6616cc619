import type { Problem } from '../problem.ts';
import { NETWORKS, type Networks } from './networks.ts';

/** All networks that can be named: beside the usual ones those that a site asks for. Apps come without `https:`. */
export const ALL_NETWORKS: Networks = {
  ...NETWORKS,
  buffer: ['Buffer', 'https://buffer.com/add?text={text}&url={url}'],
  diaspora: ['diaspora*', 'https://share.diasporafoundation.org/?url={url}&title={text}'],
  flipboard: ['Flipboard', 'https://share.flipboard.com/bookmarklet/popout?v=2&title={text}&url={url}'],
  gab: ['Gab', 'https://gab.com/compose?url={url}&text={text}'],
  hackernews: ['Hacker News', 'https://news.ycombinator.com/submitlink?u={url}&t={text}'],
  hatena: ['Hatena Bookmark', 'https://b.hatena.ne.jp/add?mode=confirm&url={url}&title={text}'],
  instapaper: ['Instapaper', 'https://www.instapaper.com/hello2?url={url}&title={text}'],
  line: ['LINE', 'https://social-plugins.line.me/lineit/share?url={url}&text={text}'],
  livejournal: ['LiveJournal', 'https://www.livejournal.com/update.bml?subject={text}&event={url}'],
  mailru: ['Mail.ru', 'https://connect.mail.ru/share?url={url}&title={text}'],
  ok: ['Odnoklassniki', 'https://connect.ok.ru/offer?url={url}&title={text}'],
  pinboard: ['Pinboard', 'https://pinboard.in/add?url={url}&title={text}'],
  pinterest: ['Pinterest', 'https://www.pinterest.com/pin/create/link/?url={url}&description={text}'],
  qzone: ['QZone', 'https://sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey?url={url}&title={text}'],
  raindrop: ['Raindrop.io', 'https://app.raindrop.io/add?link={url}&title={text}'],
  sms: ['SMS', 'sms:?&body={both}'],
  teams: ['Microsoft Teams', 'https://teams.microsoft.com/share?href={url}&msgText={text}'],
  threads: ['Threads', 'https://www.threads.net/intent/post?text={text}&url={url}'],
  threema: ['Threema', 'threema://compose?text={both}'],
  tumblr: [
    'Tumblr',
    'https://www.tumblr.com/widgets/share/tool?posttype=link&canonicalUrl={url}&title={text}',
  ],
  viber: ['Viber', 'viber://forward?text={both}'],
  vk: ['VK', 'https://vk.com/share.php?url={url}&title={text}'],
  weibo: ['Weibo', 'https://service.weibo.com/share/share.php?url={url}&title={text}'],
  xing: ['XING', 'https://www.xing.com/spi/shares/new?url={url}'],
};

/** What to tell the owner of a page that names one that there is not. */
export function unknownNetwork(value: string): Problem {
  const known = Object.keys(ALL_NETWORKS).join(', ');
  return { code: 'malformed-attribute', values: { attribute: 'networks', value, known } };
}
