import { AdapterError, type CommentField } from '../core/adapter/adapter-error.ts';
import type { NewComment } from '../core/adapter/adapter.ts';
import type { FieldRules } from '../core/adapter/capabilities.ts';

/** @throws AdapterError `invalid`, naming each of the texts that is required and blank */
export function requireTexts(
  fields: FieldRules,
  texts: Partial<Record<CommentField, string | undefined>>,
): void {
  const rules = { ...fields, body: 'required' };
  const missing = (Object.keys(texts) as CommentField[]).filter(
    (field) => rules[field] === 'required' && !texts[field]?.trim(),
  );
  if (missing.length === 0) return;
  throw new AdapterError('invalid', {
    fields: Object.fromEntries(missing.map((field) => [field, 'required'])),
  });
}

/** The texts of a comment by the fields of the form. */
export function textsOf({ author, body }: NewComment): Record<CommentField, string | undefined> {
  const { name, email, url: website, location } = author;
  return { body: body.value, name, email, website, location };
}
