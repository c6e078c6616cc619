/** The only schemes a stranger's link may have. */
const SAFE_SCHEME = /^(https?|mailto):$/;

/** The address in its normal form, or null where it is no absolute address of a safe scheme. */
export function safeUrl(address: string | undefined): string | null {
  if (!address) return null;
  try {
    const url = new URL(address);
    return SAFE_SCHEME.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** What every link to somewhere a stranger chose says of itself. */
export const LINK_REL = 'ugc nofollow noopener noreferrer';

/** A link to a stranger's address, or null where that is unsafe. */
export function createLink(address: string): HTMLAnchorElement | null {
  const href = safeUrl(address);
  if (href === null) return null;
  const link = document.createElement('a');
  link.href = href;
  link.rel = LINK_REL;
  return link;
}
