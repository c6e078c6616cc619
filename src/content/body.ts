import type { BodyFormat, CommentBody } from '../core/model/comment.ts';
import { textBody } from './text-body.ts';

type Renderer = (value: string) => DocumentFragment;
type LoadedFormat = Exclude<BodyFormat, 'text'>;

const LOADERS: Record<LoadedFormat, () => Promise<Renderer>> = {
  html: async () => (await import('./sanitize.ts')).sanitize,
  markdown: async () => (await import('./markdown.ts')).markdownBody,
};

/** Milliseconds until what could not be loaded is asked for again; doubled each time, up to the last. */
const FIRST_PAUSE = 4_000;
const LONGEST_PAUSE = 300_000;

/** What bodies are made with, be it for the time being. */
const renderers = new Map<BodyFormat, Renderer | 'failed'>([['text', textBody]]);
/** Who wants to know when that changes, of each format that is not loaded yet but asked for. */
const waiting = new Map<BodyFormat, Set<() => void>>();

/**
 * A comment's body as nodes; null while the code for its format loads, and `failed` as long as that cannot be
 * had. `onLoaded` is then called once the answer may be another.
 */
export function renderBody(body: CommentBody, onLoaded: () => void): DocumentFragment | 'failed' | null {
  const { format, value } = body;
  const renderer = renderers.get(format);
  // One that stands in is still waited for.
  if (!renderer || waiting.has(format)) wait(format as LoadedFormat, onLoaded);
  return typeof renderer === 'function' ? renderer(value) : (renderer ?? null);
}

/**
 * Whether bodies of this format can be made into nodes at once. If not, loads what that takes and calls
 * `onLoaded` then.
 */
export function isPrepared(format: BodyFormat, onLoaded: () => void): boolean {
  if (renderers.has(format)) return true;
  wait(format as LoadedFormat, onLoaded);
  return false;
}

/** Loads what bodies of these formats take, before there are any. */
export function prepareBodies(formats: readonly BodyFormat[]): void {
  for (const format of formats) if (Object.hasOwn(LOADERS, format)) isPrepared(format, () => {});
}

function wait(format: LoadedFormat, onLoaded: () => void): void {
  const others = waiting.get(format);
  if (others) return void others.add(onLoaded);
  waiting.set(format, new Set([onLoaded]));
  void load(format);
}

/** Until it is there: a reader whose connection failed reads on without a reload. */
async function load(format: LoadedFormat): Promise<void> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const renderer = await LOADERS[format]().catch(() => null);
    if (renderer || !renderers.has(format)) {
      // Markdown can be read as it was typed; HTML cannot.
      renderers.set(format, renderer ?? (format === 'markdown' ? textBody : 'failed'));
      waiting.get(format)!.forEach(queueMicrotask);
      if (renderer) waiting.delete(format);
      else waiting.set(format, new Set());
    }
    if (renderer) return;
    await new Promise((resolve) => {
      setTimeout(resolve, pause);
      addEventListener('online', resolve, { once: true });
    });
  }
}
