import type { StoredRecord, ThreadRecord } from '../record.ts';

/** What a thread is called afterwards: as before, by its page's full address, or by that address' path. */
export type KeyMapping = 'keep' | 'url' | 'path';

export function isKeyMapping(name: string): name is KeyMapping {
  return name === 'keep' || name === 'url' || name === 'path';
}

/**
 * Gives threads the keys that the site's pages ask for. A page that names no thread asks by its address
 * without fragment and tracking parameters, which is what `url` gives.
 *
 * @param site address of the site, for systems that know pages only by path.
 */
export function threadKeys(mapping: KeyMapping, site?: string): <T extends StoredRecord>(record: T) => T {
  return (record) => {
    const address = addressOf(record, site);
    if (!address) return record;
    const known = record.threadUrl === undefined ? { ...record, threadUrl: address.href } : record;
    if (mapping === 'keep') return known;
    return { ...known, thread: mapping === 'url' ? address.href : address.pathname + address.search };
  };
}

function addressOf({ thread, threadUrl }: ThreadRecord, site: string | undefined): URL | undefined {
  const address =
    parse(threadUrl) ?? parse(thread) ?? (thread.startsWith('/') && site ? parse(thread, site) : undefined);
  return address && /^https?:$/.test(address.protocol) ? withoutTracking(address) : undefined;
}

function parse(address: string | undefined, base?: string): URL | undefined {
  return address === undefined ? undefined : (URL.parse(address, base) ?? undefined);
}

/** The same names as in the library, which this room does not load; a test holds them together. */
const TRACKING_PARAMETER =
  /^(utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|li_fat_id|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|mkt_tok|vero_id|oly_\w+_id|ref_src|giscus)$/i;

function withoutTracking(address: URL): URL {
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
