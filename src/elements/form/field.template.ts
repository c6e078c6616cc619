import { html, nothing } from 'lit';
import type { CommentField, FieldErrorReason } from '../../core/adapter/adapter-error.ts';
import type { MessageKey } from '../../i18n/catalogue.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import type { GuestField } from './entry.ts';

/** A label with its input, a hint where there is one, and what is wrong with it. */
export function guestFieldTemplate(
  [field, type, autocomplete]: GuestField,
  value: string,
  required: boolean,
  error: FieldErrorReason | undefined,
  localizer: Localizer,
): unknown {
  const optional = required ? '' : ` (${localizer.text('form.optional')})`;
  return html`<div part="field" class="field">
    <label part="label" for=${field}>${localizer.text(`form.${field}`)}${optional}</label>
    <input
      part="input"
      id=${field}
      name=${field}
      type=${type}
      autocomplete=${autocomplete}
      pattern=${type === 'url' ? 'https?://.+\\..+' : nothing}
      .value=${value}
      dir="auto"
      ?required=${required}
      aria-invalid=${error !== undefined}
      aria-describedby="${field}-error ${field}-hint"
    />
    <span part="hint" class="note" id="${field}-hint"
      >${type === 'email' ? localizer.text('form.email.hint') : ''}</span
    >
    ${errorTemplate(field, error, localizer)}
  </div>`;
}

/** A field that no person sees or reaches, for programs to give themselves away by. */
export function trapTemplate(name: string): unknown {
  return html`<div class="hidden" aria-hidden="true">
    <input class="trap" name=${name} tabindex="-1" autocomplete="off" />
  </div>`;
}

/** What to do about an error, at its field. */
export function errorTemplate(
  field: CommentField,
  error: FieldErrorReason | undefined,
  localizer: Localizer,
  count = 0,
): unknown {
  return html`<span part="error" class="error" id="${field}-error"
    >${error && localizer.text(errorMessage(field, error), { count })}</span
  >`;
}

function errorMessage(field: CommentField, error: FieldErrorReason): MessageKey {
  if (error === 'required') return `field.${field}.required`;
  if (error === 'too-long') return 'field.tooLong';
  if (error === 'malformed' && (field === 'email' || field === 'website')) return `field.${field}.malformed`;
  return 'field.refused';
}
