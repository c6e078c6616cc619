import { renderBody } from '../../content/body.ts';
import type { Comment, CommentBody } from '../../core/model/comment.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import type { Enhance } from './thread.events.ts';

/** The elements of the comments' bodies: each is made once and kept as long as its comment. */
export class Bodies {
  readonly #elements = new WeakMap<CommentBody, HTMLElement>();

  /**
   * The body's element, filled now or as soon as the code for its format is there.
   *
   * @param enhance called once, when it is filled.
   */
  elementFor(comment: Comment, localizer: Localizer, enhance: Enhance | null): HTMLElement {
    let element = this.#elements.get(comment.body);
    if (!element) {
      element = document.createElement('div');
      element.className = 'body';
      element.part.add('body');
      element.dir = 'auto';
      if (comment.body.lang) element.lang = comment.body.lang;
      this.#elements.set(comment.body, element);
      fill(element, comment, localizer, enhance);
    }
    return element;
  }
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
