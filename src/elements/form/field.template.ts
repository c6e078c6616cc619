import { html, nothing } from 'lit';
import type { CommentField, FieldErrorReason } from '../../core/adapter/adapter-error.ts';
import type { MessageKey } from '../../i18n/catalogue.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import type { GuestField } from './entry.ts';

interface GuestFieldOptions {
  readonly localizer: Localizer;
  readonly field: GuestField;
  readonly type: string;
  readonly autocomplete: string;
  readonly required: boolean;
  /** What it starts with. */
  readonly value: string;
  readonly error: FieldErrorReason | undefined;
}

/** A label with its input, a hint where there is one, and what is wrong with it. */
export function guestFieldTemplate(options: GuestFieldOptions): unknown {
  const { localizer, field, type, autocomplete, required, value, error } = options;
  const email = field === 'email';
  return html`<div part="field" class="field">
    <label part="label" for=${field}
      >${localizer.text(`form.${field}`)}${required ? nothing : ` (${localizer.text('form.optional')})`}</label
    >
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
      >${email ? localizer.text('form.email.hint') : nothing}</span
    >
    ${errorTemplate(field, error, localizer)}
  </div>`;
}

/** What to do about an error, at its field. */
export function errorTemplate(
  field: CommentField,
  error: FieldErrorReason | undefined,
  localizer: Localizer,
  excess = 0,
): unknown {
  return html`<span part="error" class="error" id="${field}-error"
    >${error ? localizer.text(errorMessage(field, error), { count: excess }) : nothing}</span
  >`;
}

function errorMessage(field: CommentField, error: FieldErrorReason): MessageKey {
  if (error === 'required') return `field.${field}.required`;
  if (error === 'too-long') return 'field.tooLong';
  if (error === 'malformed' && (field === 'email' || field === 'website')) return `field.${field}.malformed`;
  return 'field.refused';
}
