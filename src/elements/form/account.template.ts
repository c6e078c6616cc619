import { html, nothing } from 'lit';
import type { ThreadSnapshot } from '../../core/store/snapshot.ts';
import type { Localizer } from '../../i18n/localizer.ts';

/** Who is signed in at the backend, with the way in or out; nothing where it has none. */
export function accountTemplate(
  { capabilities, viewer }: ThreadSnapshot,
  localizer: Localizer,
  sign: (direction: 'in' | 'out') => void,
): unknown {
  if (!capabilities.signIn) return nothing;
  const direction = viewer ? 'out' : 'in';
  return html`<p part="account" class="note row">
    ${viewer && html`<span>${localizer.parts<unknown>('form.signedIn', { name: html`<bdi>${viewer.name}</bdi>` })}</span>`}
    <button type="button" part="sign-${direction}-button" @click=${() => sign(direction)}>
      ${localizer.text(viewer ? 'form.signOut' : 'form.signIn')}
    </button>
  </p>`;
}
