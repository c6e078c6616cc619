/** What may be in a body. Written down a second time: a list that were taken from the source could not find it widened. */
const ELEMENTS = new Set(
  `a abbr b bdi blockquote br code del em hr i ins kbd li mark ol p pre q s samp small span strong sub sup table
  tbody td th thead tr tt u ul var`.split(/\s+/),
);
const ATTRIBUTES = new Set('alt cite colspan datetime dir href lang rel rowspan src start title'.split(' '));
const ADDRESSES = new Set(['cite', 'href', 'src']);
const REL = 'ugc nofollow noopener noreferrer';

/** Everything below a node that may not be in a body, in words. */
export function faultsIn(root: ParentNode & Node): string[] {
  const faults: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml' || !ELEMENTS.has(element.localName)) {
      faults.push(`<${element.localName}>`);
    }
    for (const { name, value } of element.attributes) {
      if (!ATTRIBUTES.has(name)) faults.push(`${name} of <${element.localName}>`);
      if (ADDRESSES.has(name) && !/^(https?|mailto):/i.test(value)) faults.push(`${name}="${value}"`);
    }
    if (element.hasAttribute('href') && element.getAttribute('rel') !== REL)
      faults.push('a link without rel');
    if (element.shadowRoot) faults.push('a shadow root');
  }
  const others = document.createTreeWalker(root, ~(NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT));
  while (others.nextNode()) faults.push(others.currentNode.nodeName);
  return faults;
}

/** The nodes as HTML. */
export function serialise(nodes: Node): string {
  const box = document.implementation.createHTMLDocument('').createElement('div');
  box.append(nodes.cloneNode(true));
  return box.innerHTML;
}

/** What becomes of HTML that is parsed once more, as an editor or another server might. */
export function reparse(html: string): string {
  return parse(html).innerHTML;
}

/** HTML as nodes of a document in which nothing runs. */
export function parse(html: string): HTMLElement {
  const box = document.implementation.createHTMLDocument('').createElement('div');
  // eslint-disable-next-line no-unsanitized/property -- To see what that makes of it, where nothing runs.
  box.innerHTML = html;
  return box;
}
