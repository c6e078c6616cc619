/** What is shared. */
export interface Shared {
  /** Absolute address. */
  readonly url: string;
  readonly text: string;
}

export interface Network {
  /** As the network writes itself; never translated. */
  readonly label: string;
  /** The address that opens the network's own page for sharing. */
  address(shared: Shared): string;
}

/** Encodes as a form does not: a plus for a space is taken literally by several networks. */
function query(base: string, values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(values).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${base}?${pairs.join('&')}`;
}

const both = ({ text, url }: Shared, between = ' ') => (text ? `${text}${between}${url}` : url);

/** By the names that the `networks` attribute takes. `mastodon` is not here: it needs a server first. */
export const NETWORKS: ReadonlyMap<string, Network> = new Map<string, Network>([
  ['x', { label: 'X', address: ({ text, url }) => query('https://x.com/intent/post', { text, url }) }],
  [
    'facebook',
    { label: 'Facebook', address: ({ url }) => query('https://www.facebook.com/sharer/sharer.php', { u: url }) },
  ],
  [
    'linkedin',
    { label: 'LinkedIn', address: ({ url }) => query('https://www.linkedin.com/sharing/share-offsite/', { url }) },
  ],
  [
    'reddit',
    { label: 'Reddit', address: ({ text, url }) => query('https://www.reddit.com/submit', { url, title: text }) },
  ],
  [
    'whatsapp',
    { label: 'WhatsApp', address: (shared) => query('https://api.whatsapp.com/send', { text: both(shared) }) },
  ],
  [
    'telegram',
    { label: 'Telegram', address: ({ text, url }) => query('https://t.me/share/url', { url, text }) },
  ],
  [
    'bluesky',
    {
      label: 'Bluesky',
      address: ({ text, url }) =>
        query('https://bsky.app/intent/compose', { text: both({ url, text: shorten(text, 300 - url.length - 1) }) }),
    },
  ],
]);

/** The page for sharing on a Mastodon server. */
export function mastodonAddress(server: string, shared: Shared): string {
  return query(`https://${server}/share`, { text: both(shared, '\n') });
}

export function mailAddress(shared: Shared): string {
  return query('mailto:', { subject: shared.text, body: shared.url });
}

/**
 * The server in what somebody typed: a name, an address of it, or an account such as `@ana@example.social`.
 * Null where there is none, or more than a plain server name.
 */
export function serverName(typed: string): string | null {
  const name = typed.trim().replace(/^https?:\/\//i, '').replace(/\/+$/, '').replace(/^@?[^@/]*@/, '');
  if (!/^[^\s/?#@:\\%]+\.[^\s/?#@:\\%]+$/.test(name)) return null;
  try {
    return new URL(`https://${name}`).hostname;
  } catch {
    return null;
  }
}

/** Cuts between graphemes, so that no emoji or letter is halved. */
function shorten(text: string, limit: number): string {
  const graphemes = [...new Intl.Segmenter().segment(text)];
  if (graphemes.length <= limit) return text;
  return `${graphemes
    .slice(0, Math.max(0, limit - 1))
    .map(({ segment }) => segment)
    .join('')}…`;
}
