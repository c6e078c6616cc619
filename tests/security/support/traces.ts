import { replaceProperty } from '../../support/replace.ts';

const CONSOLE = ['debug', 'dir', 'error', 'info', 'log', 'table', 'trace', 'warn'] as const;
const EVENTS = [
  'comment-submit',
  'comment-added',
  'comment-edited',
  'comment-react',
  'thread-loaded',
  'share',
  'form-cancel',
  'error',
].map((name) => `colloquy-${name}`);

/** Everywhere that something could be left for others to find, by the name of the place, as one text each. */
export type Traces = Readonly<Record<string, () => string>>;

/** Watches the page until the test is over; what is given to `note` counts as found under that name. */
export function watchTraces(): { readonly traces: Traces; note(place: string, what: unknown): void } {
  const noted = new Map<string, string[]>();
  const note = (place: string, what: unknown) => {
    noted.set(place, [...(noted.get(place) ?? []), textsIn(what).join('\n')]);
  };
  for (const name of CONSOLE) {
    replaceProperty(console, name, (...args: unknown[]) => note('the console', args));
  }
  replaceProperty(globalThis, 'reportError', (error: unknown) => note('the console', error));
  const over = new AbortController();
  for (const type of EVENTS) {
    addEventListener(type, (event) => note('events', event), { signal: over.signal, capture: true });
  }
  stopping.push(() => over.abort());
  const notedIn = (place: string) => () => (noted.get(place) ?? []).join('\n');
  return {
    note,
    traces: {
      localStorage: () => JSON.stringify({ ...localStorage }),
      sessionStorage: () => JSON.stringify({ ...sessionStorage }),
      "the page's address": () => `${location.href} ${JSON.stringify(history.state)} ${window.name}`,
      "the page's nodes": () => nodesIn(document),
      ...Object.fromEntries(
        ['addresses of requests', 'events', 'errors', 'answers', 'the console', 'the adapter'].map(
          (place) => [place, notedIn(place)],
        ),
      ),
    },
  };
}

const stopping: (() => void)[] = [];
afterEach(() => {
  for (const stop of stopping.splice(0)) stop();
});

/** Every text that can be reached from a value, also by what is not listed, such as the cause of an error. */
export function textsIn(value: unknown, seen = new Set<unknown>()): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  if (value instanceof Node) return [];
  if (value instanceof Map) return textsIn([...value.entries()], seen);
  if (value instanceof Set) return textsIn([...value], seen);
  if (value instanceof URL) return [value.href];
  return Reflect.ownKeys(value).flatMap((key) => {
    const property = Reflect.getOwnPropertyDescriptor(value, key);
    return [String(key), ...textsIn(property?.value, seen)];
  });
}

function nodesIn(root: ParentNode): string {
  const texts: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    texts.push(...[...element.attributes].map((attribute) => attribute.value), element.textContent);
    if ('value' in element) texts.push(String(element.value));
    if (element.shadowRoot) texts.push(nodesIn(element.shadowRoot));
  }
  return texts.join('\n');
}
