import DOMPurify, { type Config } from 'dompurify';
import { createLink, LINK_REL, safeUrl } from './links.ts';
import { NativeParser } from './native-parser.ts';
import { trustedTypesPolicy } from './trusted-types.ts';

const TAGS =
  'a abbr b blockquote br code del em h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td th thead tr tt u ul var'.split(
    ' ',
  );

const ATTRIBUTES = 'alt cite colspan datetime dir href lang rowspan src start title'.split(' ');

const SAFE_ADDRESS = /^(?:https?|mailto):/i;

/**
 * Without a prototype, so that a page's polluted `Object.prototype` sets nothing. Every option that widens
 * what is let through is named here once.
 */
const CONFIG: Config = Object.assign(Object.create(null) as Config, {
  ALLOWED_TAGS: TAGS,
  ALLOWED_ATTR: ATTRIBUTES,
  // Every other value is tested as an address.
  ADD_URI_SAFE_ATTR: 'alt colspan datetime dir lang rowspan start title'.split(' '),
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  ALLOWED_URI_REGEXP: SAFE_ADDRESS,
  RETURN_DOM_FRAGMENT: true,
});

/** One of our own: reading the configuration anew for each body takes longer than the body. */
let purifier: typeof DOMPurify | undefined;

function purify(html: string): DocumentFragment {
  if (!purifier) {
    purifier = DOMPurify(window);
    const policy = trustedTypesPolicy();
    purifier.setConfig(
      policy ? { ...CONFIG, TRUSTED_TYPES_POLICY: policy as unknown as TrustedTypePolicy } : CONFIG,
    );
  }
  // Null where nothing is left.
  const nodes = purifier.sanitize(html) as unknown as DocumentFragment | null;
  return nodes ?? document.createDocumentFragment();
}

type TrustedTypePolicy = NonNullable<Config['TRUSTED_TYPES_POLICY']>;

let native: NativeParser | undefined;

/** The one place where a stranger's HTML is parsed. The nodes it gives are inserted as they are. */
export function sanitize(html: string): DocumentFragment {
  native ??= new NativeParser(TAGS, ATTRIBUTES);
  const parsed = native.parse(html);
  if (!parsed) return tame(purify(html));
  const fragment = document.createDocumentFragment();
  // Moved only when nothing in it loads any more.
  fragment.append(...tame(parsed).childNodes);
  return fragment;
}

/** All that is not good enough as it is; one search, as each costs more than what it finds. */
const WILD = '[href],[src],[cite],img,a,h1,h2,h3,h4,h5,h6';

function tame<T extends ParentNode>(nodes: T): T {
  for (const element of nodes.querySelectorAll(WILD)) {
    for (const name of ['href', 'src', 'cite']) {
      const address = element.getAttribute(name);
      if (address !== null && !SAFE_ADDRESS.test(address)) element.removeAttribute(name);
    }
    const { localName } = element;
    if (localName === 'a') secureLink(element as HTMLAnchorElement);
    else if (localName === 'img') replaceImage(element as HTMLImageElement);
    else if (/^h[1-6]$/.test(localName)) demoteHeading(element);
  }
  return nodes;
}

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
