import DOMPurify, { type Config } from 'dompurify';
import { createLink, LINK_REL, safeUrl } from './links.ts';
import { trustedTypesPolicy } from './trusted-types.ts';

const TAGS =
  'a abbr b blockquote br code del em h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td th thead tr tt u ul var';

const ATTRIBUTES = 'alt cite colspan datetime dir href lang rowspan src start title';

/**
 * Without a prototype, so that a page's polluted `Object.prototype` sets nothing. Every option that widens
 * what is let through is named here once.
 */
const CONFIG: Config = Object.assign(Object.create(null) as Config, {
  ALLOWED_TAGS: TAGS.split(' '),
  ALLOWED_ATTR: ATTRIBUTES.split(' '),
  // Every other value is tested as an address.
  ADD_URI_SAFE_ATTR: 'alt colspan datetime dir rowspan start title'.split(' '),
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  RETURN_DOM_FRAGMENT: true,
});

/** The one place where a stranger's HTML is parsed. The nodes it gives are inserted as they are. */
export function sanitize(html: string): DocumentFragment {
  const policy = trustedTypesPolicy();
  const config = policy
    ? { ...CONFIG, TRUSTED_TYPES_POLICY: policy as unknown as TrustedTypePolicy }
    : CONFIG;
  const fragment = DOMPurify.sanitize(html, config) as unknown as DocumentFragment;
  fragment.querySelectorAll('img').forEach(replaceImage);
  fragment.querySelectorAll('a').forEach(secureLink);
  fragment.querySelectorAll('h1,h2,h3,h4,h5,h6').forEach(demoteHeading);
  return fragment;
}

type TrustedTypePolicy = NonNullable<Config['TRUSTED_TYPES_POLICY']>;

/** An image loads from a stranger's server and tells it who reads: it stays a link until the reader asks. */
function replaceImage(image: HTMLImageElement): void {
  const link = createLink(image.getAttribute('src') ?? '');
  const label = image.alt || link?.href || '';
  if (link) link.textContent = label;
  image.replaceWith(link ?? label);
}

function secureLink(link: HTMLAnchorElement): void {
  const href = safeUrl(link.getAttribute('href') ?? undefined);
  if (href === null) {
    link.removeAttribute('href');
    return;
  }
  link.href = href;
  link.rel = LINK_REL;
}

/** A comment's headings are not headings of the page. */
function demoteHeading(heading: Element): void {
  const paragraph = document.createElement('p');
  const strong = document.createElement('strong');
  strong.append(...heading.childNodes);
  paragraph.append(strong);
  heading.replaceWith(paragraph);
}
