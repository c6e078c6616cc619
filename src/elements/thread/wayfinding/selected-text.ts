export interface SelectedText {
  /** Of the comment it is in. */
  readonly id: string;
  readonly text: string;
}

interface ComposedSelection {
  getComposedRanges?(options: { readonly shadowRoots: readonly ShadowRoot[] }): StaticRange[];
}

/** The text that is selected within the body of one comment, or null. */
export function selectedText(root: ShadowRoot): SelectedText | null {
  const range = selectedRange(root);
  const body = range && closestBody(range.startContainer);
  if (!range || !body || body !== closestBody(range.endContainer)) return null;
  const live = document.createRange();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  const text = live.toString().trim();
  const id = body.closest<HTMLElement>('.comment')?.dataset['id'];
  return text && id !== undefined ? { id, text } : null;
}

/** Browsers differ in how they tell of a selection inside a shadow root. */
function selectedRange(root: ShadowRoot): StaticRange | Range | null {
  const own = (root as { getSelection?: () => Selection | null }).getSelection?.();
  if (own?.rangeCount) return own.getRangeAt(0);
  const selection = document.getSelection();
  const composed = (selection as ComposedSelection | null)?.getComposedRanges?.({ shadowRoots: [root] })[0];
  return composed ?? (selection?.rangeCount ? selection.getRangeAt(0) : null);
}

function closestBody(node: Node): Element | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest('.body') ?? null;
}

/** As people quote in plain text and in Markdown alike. */
export function asQuotation(text: string): string {
  return `${text.replace(/^/gm, '> ').replace(/^> $/gm, '>')}\n\n`;
}
