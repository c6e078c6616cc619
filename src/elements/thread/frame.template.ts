import { html, nothing } from 'lit';
import type { ProvidedThread } from '../../context/thread-context.ts';
import type { Sort } from '../../core/model/sort.ts';
import type { ThreadSnapshot } from '../../core/store/snapshot.ts';
import type { ThreadStore } from '../../core/store/thread-store.ts';
import type { MessageKey } from '../../i18n/catalogue.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import type { Rows } from './rows.ts';

/** How many comments the thread has, in words. */
export function countText(snapshot: ThreadSnapshot | null, localizer: Localizer): string {
  const count = snapshot?.total ?? null;
  return count === null ? localizer.text('thread.title') : localizer.text('thread.count', { count });
}

/** The choice of sort, where there is one. */
export function sortTemplate(
  { sort, capabilities: { sorts }, tree }: ThreadSnapshot,
  store: ThreadStore,
  localizer: Localizer,
): unknown {
  if (sorts.length < 2 || tree.roots.length < 2) return nothing;
  const onChange = (event: Event) =>
    void store.setSort((event.currentTarget as HTMLSelectElement).value as Sort);
  return html`<label part="sort" class="row note">
    ${localizer.text('thread.sort')}
    <select .value=${sort} @change=${onChange}>
      ${sorts.map(
        (each) =>
          html`<option value=${each} ?selected=${each === sort}>${localizer.text(`sort.${each}`)}</option>`,
      )}
    </select>
  </label>`;
}

/** What the reader should know of where comments are kept, or that the thread takes no more. */
export function noteTemplate(
  { status, closed, capabilities }: ThreadSnapshot,
  localizer: Localizer,
): unknown {
  const { storage } = capabilities;
  const note = closed ? 'thread.closed' : storage !== 'server' && (`thread.storage.${storage}` as const);
  return note && status === 'ready' ? html`<p part="note" class="note">${localizer.text(note)}</p>` : nothing;
}

/** Offers the comments that have come meanwhile. Its place is always there, so that assistive technology hears of it. */
export function incomingTemplate(
  { incoming }: ThreadSnapshot,
  localizer: Localizer,
  show: () => void,
): unknown {
  return html`<div role="status" class="incoming">
    ${
      incoming > 0
        ? html`<button part="incoming-button" class="primary" @click=${show}>
            ${localizer.text('thread.incoming', { count: incoming })}
          </button>`
        : nothing
    }
  </div>`;
}

/** Why the last reading failed, and why the reader's last wish was refused. */
export function errorsTemplate(
  { error, failedSources }: ThreadSnapshot,
  store: ThreadStore,
  rows: Rows,
  localizer: Localizer,
): unknown {
  const { refusal } = rows;
  return html`${
    error &&
    html`<div part="error" class="alert row" role="alert">
      <p>${localizer.text(`error.${error.code}`)}</p>
      <button @click=${() => rows.read(store.readAgain())}>${localizer.text('thread.retry')}</button>
    </div>`
  }
  ${failedSources.map(
    ({ source }) =>
      html`<div part="error" class="alert row" role="status">
        <p>${localizer.text('thread.source.failed', { source })}</p>
        <button @click=${() => rows.read(store.reload())}>${localizer.text('thread.retry')}</button>
      </div>`,
  )}
  ${
    refusal && html`<p part="error" class="alert" role="alert">${localizer.text(`error.${refusal.code}`)}</p>`
  }`;
}

/** Where the reader is, if that is not at the beginning of the whole thread, with the way back there. */
export function placeTemplate(
  { author, fromStart, status }: ThreadSnapshot,
  rows: Rows,
  { store, paging }: ProvidedThread,
  localizer: Localizer,
): unknown {
  const back = (key: MessageKey, go: () => unknown) =>
    html`<button part="back-button" @click=${go}>${localizer.text(key)}</button>`;
  const way =
    rows.branch !== null
      ? back('thread.whole', () => rows.wayfind((ways) => ways.leaveBranch()))
      : author !== null
        ? back('thread.whole', () => rows.read(store?.setAuthor(null)))
        : !fromStart && paging !== 'pages' && status === 'ready'
          ? back('thread.fromStart', () => rows.read(store?.restart()))
          : null;
  const { size } = rows.unread;
  if (!way && !rows.lost && size === 0) return nothing;
  return html`<div part="place" class="row note">
    ${rows.lost ? html`<span role="status">${localizer.text('thread.notFound')}</span>` : nothing}
    ${author === null ? nothing : localizer.text('thread.onlyBy', { name: author })} ${way}
    ${
      size > 0
        ? html`<button part="unread-button" @click=${() => rows.wayfind((ways) => ways.step(1, true))}>
            ${localizer.text('thread.unread', { count: size })}
          </button>`
        : nothing
    }
  </div>`;
}

/** Three grey comments of the usual size, so that the page does not jump when the real ones come. */
export function skeletonTemplate(localizer: Localizer): unknown {
  const row = html`<div class="own"><span class="avatar"></span><span></span></div>`;
  return html`<div
    part="skeleton"
    class="skeleton"
    role="group"
    aria-busy="true"
    aria-label=${localizer.text('thread.loading')}
  >
    ${[row, row, row]}
  </div>`;
}

/** What leads to the comments that are not shown: numbered pages where wanted and possible, else "more". */
export function pagerTemplate(
  { pageNumber, pageCount, hasMore, reading }: ThreadSnapshot,
  { store, layout, paging }: ProvidedThread,
  rows: Rows,
  localizer: Localizer,
): unknown {
  if (paging === 'pages' && pageNumber !== null) {
    const count = pageCount ?? 1;
    const button = (page: number, text: string) =>
      page < 1 || page > count
        ? nothing
        : html`<button part="page-button" @click=${() => rows.read(store?.goToPage(page))}>${text}</button>`;
    const key = layout === 'classic' ? 'pager.position.classic' : 'pager.position';
    return html`<nav part="pager" class="row note pager" aria-label=${localizer.text('pager.label')}>
      ${button(pageNumber - 1, localizer.text('pager.previous'))}
      <span aria-current="page">${localizer.text(key, { page: pageNumber, count })}</span>
      ${button(pageNumber + 1, localizer.text('pager.next'))}
    </nav>`;
  }
  if (!hasMore) return nothing;
  const loading = reading === 'appending';
  return html`<button
    part="more-button"
    class="more"
    aria-disabled=${loading}
    @click=${() => rows.read(store?.loadMore())}
  >
    ${localizer.text(loading ? 'thread.loading' : 'thread.more')}
  </button>`;
}
