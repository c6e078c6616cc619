/**
 * How much of a body is shown. What a stranger writes costs every reader: beyond this it is cut, before anything
 * parses it, and says so. People do not write as much; the longest comment that GitHub takes has 65,536 characters.
 */
const MAX_CHARACTERS = 100_000;

/** The beginning of a text that is no longer than what is shown of one. */
export function boundText(text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  // Not through the middle of a character.
  return text.slice(0, MAX_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
}

/** The sign for words left out, in every language. */
export const LEFT_OUT = '[…]';

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
  const limit = markLimiter();
  for (let text = texts.nextNode() as Text | null; text; text = texts.nextNode() as Text | null) {
    const kept = limit(text.data);
    if (kept !== text.data) text.data = kept;
  }
  return nodes;
}

/** Limits the marks of texts that follow one another, and of what is piled up across them. */
export function markLimiter(): (text: string) => string {
  let piled = 0;
  return (text) => {
    if (!hasMarks(text)) {
      if (text !== '') piled = 0;
      return text;
    }
    let kept = '';
    for (const character of text) {
      piled = MARK.test(character) ? piled + 1 : 0;
      if (piled <= MAX_MARKS) kept += character;
    }
    return kept;
  };
}

/** Whether `limitMarks` may find something in what is made of this text. */
export function hasMarks(text: string): boolean {
  return FROM_FIRST_MARK.test(text) && MARK.test(text);
}
