import { micromark } from 'micromark';
import { sanitize } from './sanitize.ts';

/** CommonMark without raw HTML, as nodes; what comes out is sanitised like any other HTML. */
export function markdownBody(markdown: string): DocumentFragment {
  return sanitize(micromark(markdown));
}
