import { html, nothing } from 'lit';
import type { Sort } from '../../core/model/sort.ts';
import type { ThreadSnapshot } from '../../core/store/snapshot.ts';
import type { Localizer } from '../../i18n/localizer.ts';

/** The thread's heading, and the choice of sort where there is one. */
export function toolbarTemplate(
  snapshot: ThreadSnapshot | null,
  localizer: Localizer,
  headingLevel: number,
  onSort: (sort: Sort) => void,
): unknown {
  const total = snapshot?.total ?? null;
  const title =
    total === null ? localizer.text('thread.title') : localizer.text('thread.count', { count: total });
  return html`<div part="toolbar" class="row toolbar">
    <div part="heading" class="title" id="heading" role="heading" aria-level=${headingLevel}>${title}</div>
    ${
      snapshot && snapshot.capabilities.sorts.length > 1 && snapshot.tree.roots.length > 1
        ? sortTemplate(snapshot, localizer, onSort)
        : nothing
    }
  </div>`;
}

function sortTemplate(
  { sort, capabilities }: ThreadSnapshot,
  localizer: Localizer,
  onSort: (sort: Sort) => void,
): unknown {
  const onChange = (event: Event) => onSort((event.currentTarget as HTMLSelectElement).value as Sort);
  return html`<label part="sort" class="row note">
    ${localizer.text('thread.sort')}
    <select .value=${sort} @change=${onChange}>
      ${capabilities.sorts.map(
        (each) =>
          html`<option value=${each} ?selected=${each === sort}>${localizer.text(`sort.${each}`)}</option>`,
      )}
    </select>
  </label>`;
}
