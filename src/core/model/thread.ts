/** Which page's comments are meant. Adapters use the part their backend knows pages by. */
export interface ThreadRef {
  /** What the site calls the thread: an explicit name, or the page's address. */
  readonly key: string;
  /** Absolute address of the page, without fragment and tracking parameters. */
  readonly url: string;
  readonly title: string;
  /** BCP 47 tag of the page's language, where known. */
  readonly lang?: string;
}

/** What the backend says of the thread as a whole. */
export interface ThreadInfo {
  /** No further comments are taken. */
  readonly closed?: boolean;
}

const TRACKING_PARAMETER =
  /^(utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|li_fat_id|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|mkt_tok|vero_id|oly_\w+_id|ref_src|giscus)$/i;

/** An address without its fragment and the parameters that trackers add; other parameters stay in order. */
export function withoutTracking(address: string | URL): URL {
  const url = new URL(address);
  url.hash = '';
  // Cut out of the text: writing parameters anew would change how the others are spelt, and so the address.
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => !TRACKING_PARAMETER.test(pair.split('=')[0]!));
  url.search = kept.join('&');
  return url;
}

/**
 * Whether a template or script filled in a missing value as text. Taking it as a name would put the
 * comments of every such page into one thread.
 */
export function isAccidentalKey(key: string): boolean {
  return /^(null|undefined|NaN|\[object Object\])$/.test(key.trim());
}
