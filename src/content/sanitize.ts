import DOMPurify, { type Config } from 'dompurify';
import { TAGS } from './allowed-tags.ts';
import { hasMarks, limitMarks, markCut } from './bounds.ts';
import { createLink, LINK_REL, revealHost, safeUrl } from './links.ts';
import { EverydayParser } from './everyday-parser.ts';
import { boundHtml } from './html-bounds.ts';
import { textBody } from './text-body.ts';
import { trustedTypesPolicy } from './trusted-types.ts';

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
    // Null keeps it from making a policy of its own.
    const policy = (trustedTypesPolicy() ?? null) as Config['TRUSTED_TYPES_POLICY'] & object;
    purifier.setConfig(Object.assign(CONFIG, { TRUSTED_TYPES_POLICY: policy }));
  }
  // Null where nothing is left.
  const nodes = purifier.sanitize(html) as unknown as DocumentFragment | null;
  return nodes ?? document.createDocumentFragment();
}

let everyday: EverydayParser | undefined;

/** The one place where a stranger's HTML is parsed. The nodes it gives are inserted as they are. */
export function sanitize(value: string): DocumentFragment {
  const html = boundHtml(value);
  const nodes = parse(html);
  // Entities can be marks as well.
  if (hasMarks(html) || html.includes('&')) limitMarks(nodes);
  return markCut(nodes, html !== value);
}

function parse(html: string): DocumentFragment {
  everyday ??= new EverydayParser(TAGS, ATTRIBUTES);
  const parsed = everyday.parse(html);
  if (!parsed) return settled(tame(purify(html)));
  const fragment = document.createDocumentFragment();
  // Moved only when nothing in it loads any more.
  fragment.append(...tame(parsed).childNodes);
  return fragment;
}

/** Trees that take further rounds than this to settle have been made to. */
const MAX_ROUNDS = 4;

/**
 * Where an element was taken from around others, or a table was put right, the nodes can be such as no HTML
 * stands for: a paragraph in a paragraph. What they are written as is read again until it stays the same, so that
 * whoever stores, edits or quotes a body gets what was shown here.
 */
function settled(nodes: DocumentFragment): DocumentFragment {
  const isTouched =
    purifier!.removed.some((item) => 'element' in item) || nodes.querySelector('table') !== null;
  let given = nodes;
  let html = isTouched ? write(given) : '';
  for (let round = 0; html !== '' && round < MAX_ROUNDS; round++) {
    given = tame(purify(html));
    const again = write(given);
    if (again === html) return given;
    html = again;
  }
  return html === '' ? given : textBody(given.textContent);
}

function write(nodes: DocumentFragment): string {
  const box = document.createElement('div');
  box.append(nodes.cloneNode(true));
  return box.innerHTML;
}

/** Attributes that are addresses, and the elements on which they mean something. */
const ADDRESSES: readonly (readonly [name: string, owner: RegExp])[] = [
  ['href', /^a$/],
  ['src', /^img$/],
  ['cite', /^(blockquote|del|ins|q)$/],
];

/** All that is not good enough as it is; one search, as each costs more than what it finds. */
const WILD = '[href],[src],[cite],img,a,pre,table,h1,h2,h3,h4,h5,h6';

function tame<T extends ParentNode>(nodes: T): T {
  let hasLinks = false;
  const preformatted: Element[] = [];
  for (const element of nodes.querySelectorAll(WILD)) {
    const { localName } = element;
    hasLinks ||= localName === 'a' || localName === 'img';
    for (const [name, owner] of ADDRESSES) {
      const address = element.getAttribute(name);
      if (address !== null && !(owner.test(localName) && SAFE_ADDRESS.test(address.trim()))) {
        element.removeAttribute(name);
      }
    }
    if (localName === 'a') secureLink(element as HTMLAnchorElement);
    else if (localName === 'img') replaceImage(element as HTMLImageElement);
    else if (localName === 'pre') preformatted.push(element);
    else if (localName === 'table') leaveParagraph(element);
    else if (/^h[1-6]$/.test(localName)) demoteHeading(element);
  }
  // When nothing in them is replaced any more.
  preformatted.forEach(trimStart);
  const links = hasLinks ? nodes.querySelectorAll<HTMLAnchorElement>('a[href]') : [];
  for (const link of links) revealHost(link);
  return nodes;
}

/** An image loads from a stranger's server and tells it who reads: it stays a link until the reader asks. */
function replaceImage(image: HTMLImageElement): void {
  const link = createLink(image.getAttribute('src') ?? '');
  const label = image.alt || link?.href || '';
  // No link can be in a link.
  if (!link || image.closest('a')) {
    image.replaceWith(label);
    return;
  }
  link.textContent = label;
  image.replaceWith(link);
}

/** A parser leaves the first line break out, so that what is written anew would have one less each time. */
function trimStart(element: Element): void {
  element.normalize();
  const text = element.firstChild;
  if (text?.nodeType === Node.TEXT_NODE) text.nodeValue = text.nodeValue!.replace(/^\n+/, '');
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

/** Whether a table ends the paragraph before it depends on the mode of the document that it is parsed in. */
function leaveParagraph(table: Element): void {
  const paragraph = table.closest('p');
  paragraph?.replaceWith(...paragraph.childNodes);
}

/** What no paragraph can have in it. */
const BLOCKS = 'blockquote,h1,h2,h3,h4,h5,h6,hr,li,ol,p,pre,table,ul';

/** A comment's headings are not headings of the page. */
function demoteHeading(heading: Element): void {
  if (heading.querySelector(BLOCKS)) {
    heading.replaceWith(...heading.childNodes);
    return;
  }
  const paragraph = document.createElement('p');
  const strong = document.createElement('strong');
  strong.append(...heading.childNodes);
  paragraph.append(strong);
  heading.replaceWith(paragraph);
}
