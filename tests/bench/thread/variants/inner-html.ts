import type { FinishedMarkup } from '../finished-markup.ts';
import type { BenchThread } from '../thread-data.ts';
import { finished } from './finished.ts';
import type { Variant } from './variant.ts';

/** The same elements and styles as ours, as one finished string; without `content-visibility`. */
export function innerHtml(markupOf: (thread: BenchThread) => FinishedMarkup): Variant {
  return finished({ name: 'innerhtml', label: 'One innerHTML' }, markupOf, (list, html) => {
    // eslint-disable-next-line no-unsanitized/property -- It is our own rendering, and what is to be measured.
    list.innerHTML = html;
  });
}
