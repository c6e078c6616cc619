import type { ThreadRef } from '../core/model/thread.ts';

/** What servers that know pages by their paths call the thread: the path of an address, and any other key as it is. */
export function pathOf({ key }: ThreadRef): string {
  return pageOf(key)?.pathname ?? key;
}

/** For servers that know pages by their addresses, without what is asked of a page. */
export function addressOf({ key }: ThreadRef): string {
  const page = pageOf(key);
  return page ? page.origin + page.pathname : key;
}

function pageOf(key: string): URL | null {
  return /^https?:/i.test(key) && URL.canParse(key) ? new URL(key) : null;
}
