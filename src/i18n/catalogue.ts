import type { messages as english } from './locales/en.ts';
import type { PluralMessage } from './message.ts';
import type { messages as writing } from './writing-messages.ts';

type English = typeof english & typeof writing;

export type MessageKey = keyof English;

/** A catalogue with every key of the English one; one sentence a key, placeholders in braces. */
export type Messages = {
  readonly [Key in MessageKey]: English[Key] extends string ? string : PluralMessage;
};
