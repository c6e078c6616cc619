import { html, nothing } from 'lit';
import type { FieldRule } from '../../core/adapter/capabilities.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import type { GuestField } from './entry.ts';

interface BodyOptions {
  readonly localizer: Localizer;
  readonly reply: boolean;
  readonly error: string;
  readonly readonly: boolean;
}

/** The text of the comment: its label is read out, its placeholder seen. */
export function bodyTemplate({ localizer, reply, error, readonly }: BodyOptions): unknown {
  return html`<label class="hidden" for="body">${localizer.text(reply ? 'form.body.reply' : 'form.body')}</label>
    <textarea
      part="textarea"
      id="body"
      name="body"
      rows="1"
      dir="auto"
      required
      placeholder=${reply ? localizer.text('form.body.reply') : localizer.text('form.placeholder')}
      ?readonly=${readonly}
      aria-invalid=${error !== ''}
      aria-describedby="body-error"
    ></textarea>
    ${errorTemplate('body', error)}`;
}

interface GuestFieldOptions {
  readonly localizer: Localizer;
  readonly field: GuestField;
  readonly rule: FieldRule;
  /** What it starts with. */
  readonly value: string;
  readonly error: string;
}

const INPUTS = {
  name: { type: 'text', autocomplete: 'name' },
  email: { type: 'email', autocomplete: 'email' },
  website: { type: 'url', autocomplete: 'url' },
  location: { type: 'text', autocomplete: 'address-level2' },
} as const;

export function guestFieldTemplate({ localizer, field, rule, value, error }: GuestFieldOptions): unknown {
  if (rule === 'absent') return nothing;
  const { type, autocomplete } = INPUTS[field];
  const required = rule === 'required';
  const hint = field === 'email' ? localizer.text('form.email.hint') : '';
  return html`<div part="field" class="field">
    <label part="label" for=${field}
      >${localizer.text(`form.${field}`)}${required
        ? nothing
        : html` <span class="note">(${localizer.text('form.optional')})</span>`}</label
    >
    <input
      part="input"
      id=${field}
      name=${field}
      type=${type}
      autocomplete=${autocomplete}
      value=${value}
      dir="auto"
      ?required=${required}
      aria-invalid=${error !== ''}
      aria-describedby="${field}-error ${field}-hint"
    />
    ${hint ? html`<span part="hint" class="note" id="${field}-hint">${hint}</span>` : nothing}
    ${errorTemplate(field, error)}
  </div>`;
}

function errorTemplate(field: string, error: string): unknown {
  return html`<span part="error" class="error" id="${field}-error">${error}</span>`;
}
