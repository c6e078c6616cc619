import type { FinishedMarkup } from '../finished-markup.ts';
import type { BenchThread } from '../thread-data.ts';
import { finished } from './finished.ts';
import type { Variant } from './variant.ts';

/**
 * The least that showing this thread can cost: one template with every comment in it, as we show it and with its
 * body sanitised, of which comment after comment is cloned into chunks that `content-visibility` skips.
 */
export function limit(markupOf: (thread: BenchThread) => FinishedMarkup): Variant {
  return finished({ name: 'limit', label: 'The limit: cloneNode' }, markupOf, showClones);
}

declare global {
  /** Turns the order of the top level round. */
  var resort: () => void;
}

function showClones(list: Element, html: string): void {
  const template = document.createElement('template');
  // eslint-disable-next-line no-unsanitized/property -- It is our own rendering.
  template.innerHTML = html;
  let items = [...template.content.children].map((item) => ({
    element: document.importNode(item, true),
    size: item.querySelectorAll('[role=listitem]').length + 1,
  }));
  const show = () => {
    const chunks: Element[] = [];
    let size = Infinity;
    for (const item of items) {
      if (size >= 25) {
        const chunk = document.createElement('div');
        chunk.className = 'chunk';
        chunks.push(chunk);
        size = 0;
      }
      chunks.at(-1)!.append(item.element);
      size += item.size;
    }
    list.replaceChildren(...chunks);
  };
  show();
  globalThis.resort = () => {
    items = items.toReversed();
    show();
  };
}
