import type { CommentField, FieldErrorReason } from '../../core/adapter/adapter-error.ts';
import type { NewComment } from '../../core/adapter/adapter.ts';
import type { Capabilities, FieldRules } from '../../core/adapter/capabilities.ts';

export type GuestField = keyof FieldRules;

/** In the order in which the form asks, with what browsers need to check and fill them. */
export const GUEST_FIELDS = [
  ['name', 'text', 'name'],
  ['email', 'email', 'email'],
  ['website', 'url', 'url'],
  ['location', 'text', 'address-level2'],
] as const satisfies readonly (readonly [GuestField, type: string, autocomplete: string])[];

export type FieldErrors = Partial<Record<CommentField, FieldErrorReason>>;

/** What was typed, trimmed, by field. */
export type Entry = Readonly<Record<CommentField, string>>;

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Reads the form and has the browser check it; the words for what is wrong are ours. */
export function readEntry(form: HTMLFormElement): { readonly entry: Entry; readonly errors: FieldErrors } {
  const entry = { body: '', name: '', email: '', website: '', location: '' };
  const errors: FieldErrors = {};
  for (const field of form.querySelectorAll<Field>('textarea, input:not([type=checkbox])')) {
    const name = field.name as CommentField;
    // White space is no text, and people leave the scheme out.
    const value = field.value.trim();
    field.value = name === 'website' && /^[^:]+$/.test(value) ? `https://${value}` : value;
    entry[name] = field.value;
    const { valueMissing, typeMismatch, patternMismatch } = field.validity;
    if (valueMissing) errors[name] = 'required';
    else if (typeMismatch || patternMismatch) errors[name] = 'malformed';
  }
  return { entry, errors };
}

export function toNewComment(
  entry: Entry,
  { bodyFormat }: Capabilities,
  parentId: string | null,
): NewComment {
  const { body, name, email, website, location } = entry;
  const author = {
    name,
    ...(email && { email }),
    ...(website && { url: website }),
    ...(location && { location }),
  };
  return { parentId, author, body: { format: bodyFormat, value: body } };
}
