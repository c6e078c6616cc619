import { safeUrl } from '../content/links.ts';
import type { QueuedComment } from './moderation-api.ts';

/** Where a comment stands and what was said of it, as a paragraph for the top of its body. */
export function contextOf({ thread, comment, reports, reasons }: QueuedComment): HTMLElement {
  const paragraph = document.createElement('p');
  const small = document.createElement('small');
  const title = thread.title || thread.key;
  const url = safeUrl(thread.url);
  const place = document.createElement(url ? 'a' : 'span');
  if (url) place.setAttribute('href', url);
  place.textContent = title;
  small.append(comment.parentId === null ? 'On ' : 'A reply on ', place, thread.closed ? ' (closed)' : '');
  if (reports > 0) {
    const said = reasons.map((reason) => `“${reason}”`).join(', ');
    small.append(` · reported ${reports === 1 ? 'once' : `${reports} times`}${said && `: ${said}`}`);
  }
  paragraph.append(small);
  return paragraph;
}
