import { micromark } from 'micromark';
import { sanitize } from './sanitize.ts';
import { textBody } from './text-body.ts';

/** What parsing takes grows faster than some texts do. */
const MAX_CHARACTERS = 20_000;

/** A line that begins with more quotations and lists in each other than anybody means. */
const DEEP_LINE = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){20}/m;

/**
 * CommonMark without raw HTML, as nodes; what comes out is sanitised like any other HTML. A text that would take
 * long to parse is shown as it was typed.
 */
export function markdownBody(markdown: string): DocumentFragment {
  if (markdown.length > MAX_CHARACTERS || DEEP_LINE.test(markdown)) return textBody(markdown);
  return sanitize(micromark(markdown));
}
