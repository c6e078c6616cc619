import { html } from 'lit';
import type { Localizer } from '../../i18n/localizer.ts';

const ROWS = [1, 2, 3];

/** Three grey comments of the usual size, so that the page does not jump when the real ones come. */
export function skeletonTemplate(localizer: Localizer): unknown {
  return html`<div
    part="skeleton"
    class="skeleton"
    role="group"
    aria-busy="true"
    aria-label=${localizer.text('thread.loading')}
  >
    ${ROWS.map(() => html`<div class="own"><span class="avatar"></span><span></span></div>`)}
  </div>`;
}
