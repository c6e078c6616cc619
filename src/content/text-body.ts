import { createLink } from './links.ts';

/** Plain text as nodes: blank lines part paragraphs, addresses become links, nothing is ever parsed as HTML. */
export function textBody(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const paragraph of text.replace(/\r\n?/g, '\n').split(/\n[\t ]*\n\s*/)) {
    if (paragraph.trim() === '') continue;
    const element = document.createElement('p');
    appendWithLinks(element, paragraph.replace(/^\n+|\s+$/g, ''));
    fragment.append(element);
  }
  return fragment;
}

/** Stops before punctuation that belongs to the sentence rather than the address. */
const ADDRESS =
  /\bhttps?:\/\/(?:\([^\s<>"'“”«»()]*\)|[^\s<>"'“”«»()])*(?:\([^\s<>"'“”«»()]*\)|[^\s<>"'“”«»().,;:!?\]}…])/gi;

function appendWithLinks(parent: Element, text: string): void {
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const link = createLink(match[0]);
    if (!link) continue;
    link.textContent = match[0];
    parent.append(text.slice(end, match.index), link);
    end = match.index + match[0].length;
  }
  parent.append(text.slice(end));
}
