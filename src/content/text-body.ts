import { boundText, hasMarks, limitMarks, markCut } from './bounds.ts';
import { createLink, revealHost } from './links.ts';

/** Plain text as nodes: blank lines part paragraphs, addresses become links, nothing is ever parsed as HTML. */
export function textBody(value: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  // What HTML cannot say is shown as a sign for it.
  const text = boundText(value).replaceAll('\0', '\ufffd');
  for (const paragraph of text.replace(/\r\n?/g, '\n').split(/\n[\t ]*\n\s*/)) {
    if (paragraph.trim() === '') continue;
    const element = document.createElement('p');
    appendWithLinks(element, paragraph.replace(/^\n+/, '').trimEnd());
    fragment.append(element);
  }
  if (hasMarks(text)) limitMarks(fragment);
  return markCut(fragment, text.length < value.length);
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
    revealHost(link);
    parent.append(text.slice(end, match.index), link);
    end = match.index + match[0].length;
  }
  parent.append(text.slice(end));
}
