import type { FormElement } from '../../src/elements/form/form.element.ts';
import { findPart, partOf } from './parts.ts';
import { until } from './until.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** The field of that name in a form, or null where it is not asked for. */
export function findField(form: Element, name: string): Field | null {
  return form.shadowRoot!.querySelector<Field>(`[name="${name}"]`);
}

export function fieldOf(form: Element, name: string): Field {
  const field = findField(form, name);
  if (!field) throw new Error(`The form has no field "${name}"`);
  return field;
}

/** Brings a reader into the form, as a click does, and waits until all of it is there. */
export async function openForm(form: FormElement): Promise<FormElement> {
  (await until(() => findPart(form, 'textarea'), 'the text field')).focus();
  // A window in the background gives no focus events.
  partOf(form, 'textarea').dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
  await until(() => findPart(form, 'submit-button'), 'the whole form');
  await until(() => !partOf(form, 'fields').hidden, 'the fields');
  return form;
}

/** Types into a field, as far as the page can tell. */
export function type(field: Field, text: string): void {
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** Opens the form and types into its fields. */
export async function fill(form: FormElement, entries: Readonly<Record<string, string>>): Promise<void> {
  await openForm(form);
  for (const [name, text] of Object.entries(entries)) {
    await until(() => findField(form, name), `the field ${name}`);
    type(fieldOf(form, name), text);
  }
}

/** The message at a field, by what the field says describes it. */
export function errorAt(form: Element, name: string): string {
  const described = fieldOf(form, name).getAttribute('aria-describedby') ?? '';
  const messages = described.split(' ').map((id) => form.shadowRoot!.getElementById(id));
  return messages
    .filter((message) => message?.part.contains('error'))
    .map((message) => message!.textContent.trim())
    .join(' ');
}
