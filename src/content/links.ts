/** The only schemes a stranger's link may have. */
const SAFE_SCHEME = /^(https?|mailto):$/;

/** The address in its normal form, or null where it is no absolute address of a safe scheme. */
export function safeUrl(address: string | undefined): string | null {
  if (!address) return null;
  try {
    const url = new URL(address);
    if (!SAFE_SCHEME.test(url.protocol)) return null;
    // Nobody signs in by a stranger's link; what stands before the `@` only looks like a host.
    url.username = '';
    url.password = '';
    return url.href;
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

/** Something that reads as an address: `https://…`, `www.…`, or a text that begins with a host. */
const READS_AS_ADDRESS =
  /(?:https?:[\\/]{0,2}|\bwww\.)[^\s<>"“”«»]+|^[\p{L}\p{N}-]+(?:[.。．｡][\p{L}\p{N}-]+)+(?=[\\/?#:@]|$)/giu;

/** Letters of which some pass for Latin ones. */
const LOOKALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

/** Has a link that reads as another address than it leads to say where that is. */
export function revealHost(link: HTMLAnchorElement): void {
  const { textContent, hostname } = link;
  if (!readsAsOther(textContent, hostname)) return;
  // By itself, so that marks of direction in the link's own text do not turn it around.
  const host = document.createElement('bdi');
  host.textContent = `(${hostname})`;
  link.append(' ', host);
}

/** Whether a link to a host reads as an address somewhere else, and does not say so. */
export function readsAsOther(given: string, hostname: string): boolean {
  // No address is without one of these.
  if (!hostname || !/[.:。．｡]/.test(given)) return false;
  const text = given.replace(/\p{Cf}/gu, '').trim();
  if (text.endsWith(`(${hostname})`)) return false;
  return (text.match(READS_AS_ADDRESS) ?? []).some((address) => misleads(address, hostname));
}

function misleads(address: string, hostname: string): boolean {
  const shown = address.replace(/^(?!https?:)/i, 'https://');
  if (!URL.canParse(shown)) return true;
  const url = new URL(shown);
  const [, authority = ''] = /^https?:[\\/]*([^\\/?#]*)/i.exec(shown) ?? [];
  return (
    withoutWww(url.hostname) !== withoutWww(hostname) ||
    authority.includes('@') ||
    (LOOKALIKE.test(authority) && /[a-z]/i.test(authority))
  );
}

function withoutWww(hostname: string): string {
  return hostname.replace(/^www\./, '');
}
