import type { BodyFormat, CommentBody } from '../core/model/comment.ts';
import { textBody } from './text-body.ts';

type Renderer = (value: string) => DocumentFragment;

const renderers = new Map<BodyFormat, Renderer | 'failed'>([['text', textBody]]);
const loading = new Map<BodyFormat, Promise<void>>();

const LOADERS: Record<Exclude<BodyFormat, 'text'>, () => Promise<Renderer>> = {
  html: async () => (await import('./sanitize.ts')).sanitize,
  markdown: async () => (await import('./markdown.ts')).markdownBody,
};

/**
 * A comment's body as nodes; null while the code for its format loads, and `failed` when that could not be
 * had. `onLoaded` is then called once the answer may be another.
 */
export function renderBody(body: CommentBody, onLoaded: () => void): DocumentFragment | 'failed' | null {
  const renderer = renderers.get(body.format);
  if (renderer === 'failed') return renderer;
  if (renderer) return renderer(body.value);
  void load(body.format as keyof typeof LOADERS).then(onLoaded);
  return null;
}

/**
 * Whether bodies of this format can be made into nodes at once. If not, loads what that takes and calls
 * `onLoaded` then.
 */
export function isPrepared(format: BodyFormat, onLoaded: () => void): boolean {
  if (renderers.has(format)) return true;
  void load(format as keyof typeof LOADERS).then(onLoaded);
  return false;
}

function load(format: keyof typeof LOADERS): Promise<void> {
  let running = loading.get(format);
  if (!running) {
    running = LOADERS[format]().then(
      (renderer) => void renderers.set(format, renderer),
      // Markdown can be read as it was typed; HTML cannot.
      () => void renderers.set(format, format === 'markdown' ? textBody : 'failed'),
    );
    loading.set(format, running);
  }
  return running;
}
