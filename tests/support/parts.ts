/** All elements of a part in a shadow root, or below an element inside one. */
export function partsOf<T extends HTMLElement = HTMLElement>(root: Element, part: string): T[] {
  return [...(root.shadowRoot ?? root).querySelectorAll<T>(`[part~="${part}"]`)];
}

export function findPart<T extends HTMLElement = HTMLElement>(root: Element, part: string): T | null {
  return partsOf<T>(root, part)[0] ?? null;
}

/** The first element of a part; that there is none is a failure. */
export function partOf<T extends HTMLElement = HTMLElement>(root: Element, part: string): T {
  const found = findPart<T>(root, part);
  if (!found) throw new Error(`<${root.localName}> shows no part "${part}"`);
  return found;
}

/** What a reader reads: text with white space as it is displayed. */
export function textOf(node: Node | null | undefined): string {
  return (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
}
