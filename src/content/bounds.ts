/**
 * How much of a body is shown. What a stranger writes costs every reader: beyond these it is cut, before anything
 * parses it, and says so. People do not write as much; the longest comment that GitHub takes has 65,536 characters.
 */
const MAX_CHARACTERS = 100_000;
const MAX_TAGS = 10_000;
const MAX_DEPTH = 100;

/** Elements that are never around what comes after them, or end by themselves where the next of them begins. */
const NEST_NOTHING =
  /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|dt|dd|option|tr|t[dh]|tbody|thead|tfoot)$/;

const TAG = /<(\/?)([a-z][^\s/>]*)/gi;

/** The beginning of a text that is no longer than what is shown of one. */
export function boundText(text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  // Not through the middle of a character.
  return text.slice(0, MAX_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
}

/** The beginning of an HTML text that has no more characters, tags and levels than are shown. */
export function boundHtml(html: string): string {
  const text = boundText(html);
  // Most bodies are far from it.
  if (!hasMore(text, '<', MAX_DEPTH)) return text;
  let tags = 0;
  let depth = 0;
  const open = new Map<string, number>();
  for (const match of text.matchAll(TAG)) {
    const { 1: slash, index } = match;
    const name = match[2]!.toLowerCase();
    const count = open.get(name) ?? 0;
    // An end without a beginning ends nothing.
    const change = NEST_NOTHING.test(name) || (slash && count === 0) ? 0 : slash ? -1 : 1;
    open.set(name, count + change);
    depth += change;
    if (++tags > MAX_TAGS || depth > MAX_DEPTH) return text.slice(0, index);
  }
  return text;
}

/** Whether a sign is in a text more often than that. */
function hasMore(text: string, sign: string, times: number): boolean {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0 && count <= times; at = text.indexOf(sign, at + 1)) count++;
  return count > times;
}

/** The sign for words left out, in every language. */
const LEFT_OUT = '[…]';

/** Tells readers, where less is shown than was written. */
export function markCut(nodes: DocumentFragment, isCut: boolean): DocumentFragment {
  if (!isCut || nodes.lastElementChild?.textContent === LEFT_OUT) return nodes;
  const paragraph = document.createElement('p');
  paragraph.textContent = LEFT_OUT;
  nodes.append(paragraph);
  return nodes;
}

/** Marks on one character; no language writes more. */
const MAX_MARKS = 4;
const MARK = /[\p{Mn}\p{Me}]/u;
/** Quicker to find than marks, of which none comes before it. */
const FROM_FIRST_MARK = /[^\0-\u02ff]/;

/** Takes away marks that are piled upon one character until they cover the lines around it. */
export function limitMarks(nodes: DocumentFragment): DocumentFragment {
  const texts = document.createTreeWalker(nodes, NodeFilter.SHOW_TEXT);
  let piled = 0;
  for (let text = texts.nextNode() as Text | null; text; text = texts.nextNode() as Text | null) {
    if (!hasMarks(text.data)) {
      if (text.data !== '') piled = 0;
      continue;
    }
    let kept = '';
    for (const character of text.data) {
      piled = MARK.test(character) ? piled + 1 : 0;
      if (piled <= MAX_MARKS) kept += character;
    }
    if (kept !== text.data) text.data = kept;
  }
  return nodes;
}

/** Whether `limitMarks` may find something in what is made of this text. */
export function hasMarks(text: string): boolean {
  return FROM_FIRST_MARK.test(text) && MARK.test(text);
}
