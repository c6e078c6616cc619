import type { messages as english } from './locales/en.ts';

/** A message whose wording depends on `{count}`, by the plural categories of the language. */
export type PluralMessage = { readonly other: string } & Partial<Readonly<Record<Intl.LDMLPluralRule, string>>>;

export type Message = string | PluralMessage;

export type MessageCatalogue = Readonly<Record<string, Message>>;

export type MessageKey = keyof typeof english;

/** A catalogue with every key of the English one; one sentence a key, placeholders in braces. */
export type Messages = {
  readonly [Key in MessageKey]: (typeof english)[Key] extends string ? string : PluralMessage;
};
