import type { FinishedMarkup } from '../finished-markup.ts';
import type { BenchThread } from '../thread-data.ts';
import { bundle } from './colloquy.ts';
import { callInPage, type Variant } from './variant.ts';

/**
 * A variant that shows our own rendering as it was taken out of the page.
 *
 * @param show runs in the page, whose thread has its frame and styles, with the HTML of all comments.
 */
export function finished(
  names: Pick<Variant, 'name' | 'label'>,
  markupOf: (thread: BenchThread) => FinishedMarkup,
  show: (list: Element, html: string) => void,
): Variant {
  return {
    ...names,
    list: ['#thread', '.list'],
    body: (thread) => {
      const { shell, styles } = markupOf(thread);
      const frame = `<div id="thread"><template shadowrootmode="open">${shell}</template></div>`;
      return `${bundle()}${frame}<script>${nameFunction(show)}</script>${callInPage(showFinished, { styles })}`;
    },
    routes: (thread) => {
      const { comments } = markupOf(thread);
      return { 'comments.html': () => ({ type: 'text/html', body: comments }) };
    },
  };
}

declare global {
  /** The variant's own part of showing the thread. */
  var showComments: (list: Element, html: string) => void;
}

function nameFunction(show: (list: Element, html: string) => void): string {
  return `globalThis.showComments = ${show.toString()}`;
}

async function showFinished({ styles }: { styles: string }): Promise<void> {
  const root = document.querySelector('#thread')!.shadowRoot!;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  const html = await (await fetch('comments.html')).text();
  bench.answered = performance.now();
  showComments(root.querySelector('.list')!, html);
}
