import type { BodyFormat } from '../core/model/comment.ts';
import { textBody } from './text-body.ts';

/** Makes nodes of a stranger's text. */
export type BodyRenderer = (value: string) => DocumentFragment;

const renderers: Partial<Record<BodyFormat, BodyRenderer | Promise<BodyRenderer>>> = { text: textBody };

/** What renders bodies of a format: at once where its code is there, else as soon as it has loaded. */
export function rendererFor(format: BodyFormat): BodyRenderer | Promise<BodyRenderer> {
  return (renderers[format] ??= load(format).then((renderer) => (renderers[format] = renderer)));
}

async function load(format: BodyFormat): Promise<BodyRenderer> {
  if (format === 'html') return (await import('./sanitize.ts')).sanitize;
  try {
    return (await import('./markdown.ts')).markdownBody;
  } catch {
    // Markdown can be read as it was typed; HTML cannot.
    return textBody;
  }
}
