import { html } from 'lit';
import { renderBody } from '../../content/body.ts';
import type { Comment } from '../../core/model/comment.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { copies } from './copies.ts';
import type { Enhance } from './thread.events.ts';

const newBody = copies(() => html`<div part="body" class="body" dir="auto"></div>`);

/**
 * The element of a comment's body, filled now or as soon as the code for its format is there.
 *
 * @param enhance called once, when it is filled.
 */
export function createBody(comment: Comment, localizer: Localizer, enhance: Enhance | null): HTMLElement {
  const { lang } = comment.body;
  const element = newBody();
  if (lang) element.lang = lang;

  fill(element, comment, localizer, enhance);
  return element;
}

function fill(element: HTMLElement, comment: Comment, localizer: Localizer, enhance: Enhance | null): void {
  const nodes = renderBody(comment.body, () => fill(element, comment, localizer, enhance));
  element.ariaBusy = nodes === null ? 'true' : null;
  if (nodes === null) return;
  if (nodes === 'failed') {
    element.textContent = localizer.text('comment.body.unavailable');
    return;
  }
  element.replaceChildren(nodes);
  try {
    enhance?.(element, comment);
  } catch (error) {
    // A page's own code must not take the thread down.
    reportError(error);
  }
}
