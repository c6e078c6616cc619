import { type BodyRenderer, rendererFor } from '../../content/body.ts';
import type { Comment } from '../../core/model/comment.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import type { Enhance } from './thread.events.ts';

/**
 * The element of a comment's body, filled now or as soon as the code for its format is there.
 *
 * @param enhance called once, when it is filled.
 */
export function createBody(comment: Comment, localizer: Localizer, enhance: Enhance | null): HTMLElement {
  const { format, value, lang } = comment.body;
  const element = document.createElement('div');
  element.className = 'body';
  element.part.add('body');
  element.dir = 'auto';
  if (lang) element.lang = lang;

  const fill = (render: BodyRenderer) => {
    element.replaceChildren(render(value));
    element.ariaBusy = null;
    try {
      enhance?.(element, comment);
    } catch (error) {
      // A page's own code must not take the thread down.
      reportError(error);
    }
  };
  const renderer = rendererFor(format);
  if (typeof renderer === 'function') {
    fill(renderer);
  } else {
    element.ariaBusy = 'true';
    renderer.then(fill, () => {
      element.textContent = localizer.text('comment.body.unavailable');
      element.ariaBusy = null;
    });
  }
  return element;
}
