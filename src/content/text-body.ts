import { boundText, hasMarks, limitMarks, markCut } from './bounds.ts';
import { createLink, revealHost } from './links.ts';

/** Plain text as nodes: blank lines part paragraphs, addresses become links, nothing is ever parsed as HTML. */
export function textBody(value: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  // What HTML cannot say is shown as a sign for it.
  const text = boundText(value).replaceAll('\0', '\ufffd');
  for (const paragraph of paragraphsOf(text)) {
    const element = document.createElement('p');
    appendWithLinks(element, paragraph);
    fragment.append(element);
  }
  if (hasMarks(text)) limitMarks(fragment);
  return markCut(fragment, text.length < value.length);
}

/** The paragraphs of a plain text: blank lines part them. */
export function paragraphsOf(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[\t ]*\n\s*/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => paragraph.replace(/^\n+/, '').trimEnd());
}

/** Addresses in a text; stops before punctuation that belongs to the sentence rather than the address. */
export const ADDRESS =
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
