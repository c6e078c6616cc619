import { micromark } from 'micromark';
import { takesLong } from './markdown-bounds.ts';
import { sanitize } from './sanitize.ts';
import { textBody } from './text-body.ts';

/**
 * CommonMark without raw HTML, as nodes; what comes out is sanitised like any other HTML. A text that would take
 * long to parse is shown as it was typed.
 */
export function markdownBody(markdown: string): DocumentFragment {
  if (takesLong(markdown)) return textBody(markdown);
  return sanitize(micromark(markdown));
}
