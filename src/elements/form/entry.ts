import type { CommentField, FieldErrorReason } from '../../core/adapter/adapter-error.ts';
import type { NewComment } from '../../core/adapter/adapter.ts';
import type { Capabilities, FieldRules } from '../../core/adapter/capabilities.ts';

/** A field with what browsers need to check and to fill it. */
export type GuestField = readonly [name: keyof FieldRules, type: string, autocomplete: string];

/** In the order in which the form asks. */
export const GUEST_FIELDS: readonly GuestField[] = [
  ['name', 'text', 'name'],
  ['email', 'email', 'email'],
  ['website', 'url', 'url'],
  ['location', 'text', 'address-level2'],
];

export type FieldErrors = { readonly [Field in CommentField]?: FieldErrorReason | undefined };

/** What was typed, trimmed, by field. */
export type Entry = Readonly<Record<CommentField, string>>;

/** Reads the form and has the browser check it; the words for what is wrong are ours. */
export function readEntry(form: HTMLFormElement): { readonly entry: Entry; readonly errors: FieldErrors } {
  const entry = { body: '', name: '', email: '', website: '', location: '' };
  const errors: { -readonly [Field in keyof FieldErrors]: FieldErrors[Field] } = {};
  for (const field of form.querySelectorAll<HTMLInputElement>('[name]:not(.trap)')) {
    const name = field.name as CommentField;
    // White space is no text, and people leave the scheme out.
    const value = field.value.trim();
    field.value = name === 'website' && /^[^:]+$/.test(value) ? `https://${value}` : value;
    entry[name] = field.value;
    const { valueMissing, valid } = field.validity;
    if (!valid) errors[name] = valueMissing ? 'required' : 'malformed';
  }
  return { entry, errors };
}

/** @param trapped what was in the field that people do not see. */
export function toNewComment(
  { body, name, email, website, location }: Entry,
  { bodyFormat }: Capabilities,
  parentId: string | null,
  trapped: string,
): NewComment {
  const author = {
    name,
    ...(email && { email }),
    ...(website && { url: website }),
    ...(location && { location }),
  };
  return {
    parentId,
    author,
    body: { format: bodyFormat, value: body },
    ...(trapped && { honeypot: trapped }),
  };
}
