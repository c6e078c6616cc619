import type { CommentField, FieldErrorReason } from '../../core/adapter/adapter-error.ts';
import type { NewComment } from '../../core/adapter/adapter.ts';
import type { Capabilities, FieldRules } from '../../core/adapter/capabilities.ts';
import type { Localizer } from '../../i18n/localizer.ts';

export type GuestField = keyof FieldRules;

/** In the order in which the form asks. */
export const GUEST_FIELDS = ['name', 'email', 'website', 'location'] as const satisfies readonly GuestField[];

/** What was typed, trimmed, by field. */
export type Entry = Readonly<Record<CommentField, string>>;

export interface EntryError {
  readonly field: CommentField;
  readonly reason: FieldErrorReason;
  /** For `too-long`: by how many characters. */
  readonly excess?: number;
}

export function readEntry(form: HTMLFormElement): Entry {
  const data = new FormData(form);
  const value = (name: string) => String(data.get(name) ?? '').trim();
  return {
    body: value('body'),
    name: value('name'),
    email: value('email'),
    website: withScheme(value('website')),
    location: value('location'),
  };
}

/** Finds all that the backend would not take, in the order of the fields. */
export function checkEntry(entry: Entry, { fields, maxLength }: Capabilities): EntryError[] {
  const errors: EntryError[] = [];
  for (const field of GUEST_FIELDS) {
    if (fields[field] === 'required' && !entry[field]) errors.push({ field, reason: 'required' });
  }
  if (entry.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(entry.email)) {
    errors.push({ field: 'email', reason: 'malformed' });
  }
  if (entry.website && !isWebAddress(entry.website)) errors.push({ field: 'website', reason: 'malformed' });
  if (!entry.body) errors.unshift({ field: 'body', reason: 'required' });
  else if (maxLength !== null && entry.body.length > maxLength) {
    errors.unshift({ field: 'body', reason: 'too-long', excess: entry.body.length - maxLength });
  }
  return errors;
}

/** Says what to do about an error, at its field. */
export function errorText({ field, reason, excess }: EntryError, localizer: Localizer): string {
  if (reason === 'too-long' && excess !== undefined) return localizer.text('field.tooLong', { count: excess });
  if (reason === 'required') return localizer.text(`field.${field}.required`);
  if (reason === 'malformed' && (field === 'email' || field === 'website')) {
    return localizer.text(`field.${field}.malformed`);
  }
  return localizer.text('field.refused');
}

export function toNewComment(
  entry: Entry,
  { fields, bodyFormat }: Capabilities,
  parentId: string | null,
): NewComment {
  const asked = (field: GuestField) => (fields[field] === 'absent' ? '' : entry[field]);
  const author = {
    name: asked('name'),
    ...(asked('email') && { email: asked('email') }),
    ...(asked('website') && { url: asked('website') }),
    ...(asked('location') && { location: asked('location') }),
  };
  return { parentId, author, body: { format: bodyFormat, value: entry.body } };
}

/** People leave the scheme out; a website can do without their typing it. */
function withScheme(address: string): string {
  return address === '' || /^[a-z][\w+.-]*:/i.test(address) ? address : `https://${address}`;
}

function isWebAddress(address: string): boolean {
  try {
    const { protocol, hostname } = new URL(address);
    return /^https?:$/.test(protocol) && hostname.includes('.');
  } catch {
    return false;
  }
}
