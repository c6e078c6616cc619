import { LINK_REL, readsAsOther, safeUrl } from '../content/links.ts';
import { escape } from './escape.ts';

/**
 * A link to a stranger's address, which says where it leads if its text does not; without a safe address its
 * content alone.
 *
 * @param text what readers see of it, and `html`, how that is written.
 */
export function linkTo(address: string | undefined, text: string, html: string): string {
  const href = safeUrl(address);
  if (href === null) return html;
  const { hostname } = new URL(href);
  const host = readsAsOther(text, hostname) ? ` <bdi>(${escape(hostname)})</bdi>` : '';
  return `<a href="${escape(href)}" rel="${LINK_REL}">${html}${host}</a>`;
}
