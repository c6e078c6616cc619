import { TAGS } from '../content/allowed-tags.ts';
import { LEFT_OUT, markLimiter } from '../content/bounds.ts';
import { boundHtml } from '../content/html-bounds.ts';
import { safeUrl } from '../content/links.ts';
import { escape } from './escape.ts';
import { linkTo } from './link.ts';
import { type DefaultTreeAdapterTypes, html as names, parseFragment } from './parsers.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const ALLOWED = new Set(TAGS);
const VOID = /^(br|hr)$/;
const HEADING = /^h[1-6]$/;
/** What is in these is no text for readers. */
const DROPPED =
  /^(audio|canvas|datalist|head|iframe|math|noembed|noframes|noscript|object|plaintext|script|style|svg|template|textarea|title|video|xmp)$/;

/** Trees that take further rounds than this to settle have been made to. */
const MAX_ROUNDS = 4;

/**
 * A stranger's HTML, written anew: of the elements that are allowed, with no attributes but the address of a link.
 * What is written is read again until it stays the same, so that a browser finds in it what was found here.
 */
export function htmlOf(value: string): string {
  const bounded = boundHtml(value);
  let html = write(bounded);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const again = write(html);
    if (again === html) return bounded === value ? html : `${html}<p>${LEFT_OUT}</p>`;
    html = again;
  }
  return `<p>${escape(textOf(parse(html)))}</p>`;
}

/** As in a page's body: what only a table or a document may have is none there. */
const BODY = parseFragment('<div></div>').childNodes[0] as Element;

function parse(html: string): readonly Node[] {
  return parseFragment(BODY, html, {}).childNodes;
}

function write(html: string): string {
  const limit = markLimiter();
  const writeAll = (nodes: readonly Node[]): string => nodes.map(writeOne).join('');
  const writeOne = (node: Node): string => {
    if ('value' in node) return escape(limit(node.value));
    if (!isElement(node) || node.namespaceURI !== names.NS.HTML || DROPPED.test(node.tagName)) return '';
    const { tagName, childNodes } = node;
    if (tagName === 'img') return imageLink(node);
    const content = writeAll(childNodes);
    if (tagName === 'a') return linkTo(attributeOf(node, 'href'), textOf(childNodes), content);
    if (HEADING.test(tagName)) return `<p><strong>${content}</strong></p>`;
    if (!ALLOWED.has(tagName)) return content;
    return VOID.test(tagName) ? `<${tagName}>` : `<${tagName}>${content}</${tagName}>`;
  };
  return writeAll(parse(html));
}

/** An image loads from a stranger's server and tells it who reads. */
function imageLink(image: Element): string {
  const address = attributeOf(image, 'src');
  const label = attributeOf(image, 'alt') || (safeUrl(address) ?? '');
  // No link can be in a link.
  const inLink = ancestors(image).some(({ tagName }) => tagName === 'a');
  return inLink ? escape(label) : linkTo(address, label, escape(label));
}

function ancestors(node: Element): Element[] {
  const found: Element[] = [];
  for (let at = node.parentNode; at && isElement(at); at = at.parentNode) found.push(at);
  return found;
}

function attributeOf({ attrs }: Element, name: string): string {
  return attrs.find((attribute) => attribute.name === name)?.value ?? '';
}

function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => ('value' in node ? node.value : isElement(node) ? textOf(node.childNodes) : ''))
    .join('');
}

function isElement(node: object): node is Element {
  return 'tagName' in node;
}
