import type { FinishedMarkup } from '../finished-markup.ts';
import type { BenchThread } from '../thread-data.ts';
import { bundle } from './colloquy.ts';
import { callInPage, type Variant } from './variant.ts';

/** The same elements and styles as ours, as one finished string; without `content-visibility`. */
export function innerHtml(markupOf: (thread: BenchThread) => FinishedMarkup): Variant {
  return {
    name: 'innerhtml',
    label: 'One innerHTML',
    list: ['#thread', '.list'],
    body: (thread) => {
      const { styles } = markupOf(thread);
      return `${bundle()}${frame(markupOf(thread))}${callInPage(showFinished, { styles })}`;
    },
    routes: (thread) => {
      const { comments } = markupOf(thread);
      return { 'comments.html': () => ({ type: 'text/html', body: comments }) };
    },
  };
}

/** The thread's shadow root, still without comments. */
export function frame({ shell }: FinishedMarkup): string {
  return `<div id="thread"><template shadowrootmode="open">${shell}</template></div>`;
}

async function showFinished({ styles }: { styles: string }): Promise<void> {
  const root = document.querySelector('#thread')!.shadowRoot!;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  const html = await (await fetch('comments.html')).text();
  bench.answered = performance.now();
  // eslint-disable-next-line no-unsanitized/property -- It is our own rendering, and what is to be measured.
  root.querySelector('.list')!.innerHTML = html;
}
