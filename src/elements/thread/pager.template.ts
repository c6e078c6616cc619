import { html, nothing } from 'lit';
import type { Layout, PagingStyle } from '../../context/thread-context.ts';
import type { ThreadSnapshot } from '../../core/store/snapshot.ts';
import type { Localizer } from '../../i18n/localizer.ts';

interface PagerOptions {
  readonly paging: PagingStyle;
  readonly layout: Layout;
  readonly onMore: () => void;
  readonly onPage: (page: number) => void;
}

/** What leads to the comments that are not shown: numbered pages where wanted and possible, else "more". */
export function pagerTemplate(
  snapshot: ThreadSnapshot,
  localizer: Localizer,
  options: PagerOptions,
): unknown {
  if (options.paging === 'pages' && snapshot.pageNumber !== null) {
    return pagesTemplate(snapshot, localizer, options);
  }
  if (!snapshot.hasMore) return nothing;
  const reading = snapshot.reading === 'appending';
  return html`<button part="more-button" class="more" aria-disabled=${reading} @click=${options.onMore}>
    ${localizer.text(reading ? 'thread.loading' : 'thread.more')}
  </button>`;
}

function pagesTemplate(
  { pageNumber, pageCount }: ThreadSnapshot,
  localizer: Localizer,
  { layout, onPage }: PagerOptions,
): unknown {
  const page = pageNumber ?? 1;
  const count = pageCount ?? 1;
  const position = localizer.text(layout === 'classic' ? 'pager.position.classic' : 'pager.position', {
    page,
    count,
  });
  const button = (target: number, text: string, possible: boolean) =>
    possible ? html`<button part="page-button" @click=${() => onPage(target)}>${text}</button>` : nothing;
  return html`<nav part="pager" class="row note pager" aria-label=${localizer.text('pager.label')}>
    ${button(page - 1, localizer.text('pager.previous'), page > 1)}
    <span aria-current="page">${position}</span>
    ${button(page + 1, localizer.text('pager.next'), page < count)}
  </nav>`;
}
