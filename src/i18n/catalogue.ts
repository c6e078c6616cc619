import type { messages as english } from './locales/en.ts';
import type { PluralMessage } from './message.ts';

export type MessageKey = keyof typeof english;

/** A catalogue with every key of the English one; one sentence a key, placeholders in braces. */
export type Messages = {
  readonly [Key in MessageKey]: (typeof english)[Key] extends string ? string : PluralMessage;
};
