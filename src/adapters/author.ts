import type { Author } from '../core/model/author.ts';

/** An author made of what a server said; whatever is no text, or an empty one, is left out. */
export function authorOf(parts: { readonly [K in keyof Author]?: unknown }): Author {
  const texts = Object.entries(parts).filter(([, text]) => typeof text === 'string' && text !== '');
  return { name: '', ...(Object.fromEntries(texts) as Partial<Author>) };
}
