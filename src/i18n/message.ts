/** A message whose wording depends on `{count}`, by the plural categories of the language. */
export type PluralMessage = { readonly other: string } & Partial<
  Readonly<Record<Intl.LDMLPluralRule, string>>
>;

export type Message = string | PluralMessage;
