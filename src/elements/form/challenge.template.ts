import { html, type TemplateResult } from 'lit';
import { safeUrl } from '../../content/links.ts';
import type { Challenge } from '../../core/adapter/adapter-error.ts';
import type { Localizer } from '../../i18n/localizer.ts';

/** Something to do that shows the backend a person; its answer goes with the next try. */
export function challengeTemplate(challenge: Challenge, localizer: Localizer): TemplateResult {
  if (challenge.kind === 'frame') {
    return html`<div part="challenge" class="field" role="alert">
      <p>${localizer.text('form.challenge.frame')}</p>
      <iframe
        part="challenge-frame"
        title=${localizer.text('form.challenge')}
        sandbox="allow-scripts allow-same-origin allow-forms"
        referrerpolicy="strict-origin"
        src=${safeUrl(challenge.url) ?? 'about:blank'}
      ></iframe>
    </div>`;
  }
  return html`<div part="challenge" class="field" role="alert">
    <label part="label" for="challenge">${localizer.text('form.challenge.image')}</label>
    <img
      part="challenge-image"
      alt=${localizer.text('form.challenge')}
      src=${imageAddress(challenge.image)}
    />
    <input part="input" id="challenge" class="answer" autocomplete="off" spellcheck="false" required />
  </div>`;
}

/** A picture that comes with the answer, or lies at an address; nothing else. */
function imageAddress(image: string): string {
  return /^data:image\/(png|jpeg|gif|webp);/i.test(image) ? image : (safeUrl(image) ?? '');
}
