/** What is shared. */
export interface Shared {
  /** Absolute address. */
  readonly url: string;
  readonly text: string;
}

/**
 * Each network's name, as it writes itself, and the address of its page for sharing, by the names that the
 * `networks` attribute takes. `{both}` is text and address in one; `{server}` is asked of the reader.
 */
export type Networks = Readonly<Record<string, readonly [label: string, address: string]>>;

/** The usual ones, which a bar has where none are named. */
export const NETWORKS: Networks = {
  email: ['', 'mailto:?subject={text}&body={url}'],
  x: ['X', 'https://x.com/intent/post?text={text}&url={url}'],
  facebook: ['Facebook', 'https://www.facebook.com/sharer/sharer.php?u={url}'],
  linkedin: ['LinkedIn', 'https://www.linkedin.com/sharing/share-offsite/?url={url}'],
  reddit: ['Reddit', 'https://www.reddit.com/submit?url={url}&title={text}'],
  whatsapp: ['WhatsApp', 'https://api.whatsapp.com/send?text={both}'],
  telegram: ['Telegram', 'https://t.me/share/url?url={url}&text={text}'],
  mastodon: ['Mastodon', 'https://{server}/share?text={both}'],
  bluesky: ['Bluesky', 'https://bsky.app/intent/compose?text={both}'],
};

/** A network's address with what is shared filled in; values are encoded, whatever they hold. */
export function shareAddress(address: string, { url, text }: Shared, server = ''): string {
  const values: Readonly<Record<string, string>> = { url, text, server, both: `${text} ${url}`.trim() };
  return address.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent((values[name] ?? '').toWellFormed()),
  );
}

/**
 * The server in what somebody typed: a name, an address of it, or an account such as `@ana@example.social`.
 * Null where there is none, or more than a plain server name.
 */
export function serverName(typed: string): string | null {
  const [, name = ''] =
    /^(?:https?:\/\/|@?[^@/]+@)?([^\s/?#@:\\%]+\.[^\s/?#@:\\%]+)\/*$/i.exec(typed.trim()) ?? [];
  return URL.canParse(`https://${name}`) ? new URL(`https://${name}`).hostname : null;
}
