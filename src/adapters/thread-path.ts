import type { ThreadRef } from '../core/model/thread.ts';
import { encoded } from './untrusted.ts';

/** What a server would change when it takes the text for the address of a link. */
const CHANGED_IN_LINKS = /[^\w/:;()*!~$+,=@%.?#[\]-]|%(?![\da-f]{2})/giu;

/** What servers that know pages by their paths call the thread: the path of an address, and any other key as it is. */
export function pathOf({ key }: ThreadRef): string {
  return pageOf(key)?.pathname ?? key;
}

/**
 * For servers that know pages by their addresses, without what is asked of a page. One with an apostrophe in it would be
 * another one once the server has cleaned it, and lose its comments.
 */
export function addressOf({ key }: ThreadRef): string {
  const page = pageOf(key);
  return (page ? page.origin + page.pathname : key).replace(CHANGED_IN_LINKS, (character) =>
    character === "'" ? '%27' : encoded(character),
  );
}

function pageOf(key: string): URL | null {
  return /^https?:/i.test(key) && URL.canParse(key) ? new URL(key) : null;
}
