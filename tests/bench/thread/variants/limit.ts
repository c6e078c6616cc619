import type { FinishedMarkup } from '../finished-markup.ts';
import type { BenchThread } from '../thread-data.ts';
import { bundle } from './colloquy.ts';
import { frame } from './inner-html.ts';
import { callInPage, type Variant } from './variant.ts';

/**
 * The least that showing this thread can cost: one template with every comment in it, as we show it and with its
 * body sanitised, of which comment after comment is cloned into chunks that `content-visibility` skips.
 */
export function limit(markupOf: (thread: BenchThread) => FinishedMarkup): Variant {
  return {
    name: 'limit',
    label: 'The limit: cloneNode',
    list: ['#thread', '.list'],
    body: (thread) => {
      const { styles } = markupOf(thread);
      return `${bundle()}${frame(markupOf(thread))}${callInPage(showClones, { styles })}`;
    },
    routes: (thread) => {
      const { comments } = markupOf(thread);
      return { 'comments.html': () => ({ type: 'text/html', body: comments }) };
    },
  };
}

declare global {
  /** Turns the order of the top level round. */
  var resort: () => void;
}

async function showClones({ styles }: { styles: string }): Promise<void> {
  const root = document.querySelector('#thread')!.shadowRoot!;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  const html = await (await fetch('comments.html')).text();
  bench.answered = performance.now();

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
    root.querySelector('.list')!.replaceChildren(...chunks);
  };
  show();
  globalThis.resort = () => {
    items = items.toReversed();
    show();
  };
}
