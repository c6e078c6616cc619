const CALLED_BY_PAYLOADS = ['alert', 'confirm', 'prompt', 'print', 'open', 'eval', 'write', 'msgbox'];
const EVENTS = [
  'pointerover',
  'mouseover',
  'mouseenter',
  'mousemove',
  'focus',
  'focusin',
  'toggle',
  'wheel',
  'copy',
];

/**
 * Takes the place of what payloads call; the returned list has the calls. Call it inside a `describe`, where it
 * holds for every test.
 */
export function recordExecutions(): string[] {
  const calls: string[] = [];
  const originals = new Map<string, unknown>();
  const page = window as unknown as Record<string, unknown>;
  before(() => {
    for (const name of CALLED_BY_PAYLOADS) {
      originals.set(name, page[name]);
      page[name] = () => void calls.push(name);
    }
  });
  beforeEach(() => {
    calls.length = 0;
  });
  after(() => {
    for (const [name, original] of originals) page[name] = original;
  });
  return calls;
}

/** Does to everything below a node what readers do with a pointer and keys, short of following links. */
export function touchAll(root: ParentNode): void {
  for (const element of root.querySelectorAll('*')) {
    for (const type of EVENTS) element.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

/** Time in which what loads, fails or is animated would have run. */
export async function waitForExecutions(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await new Promise((resolve) => setTimeout(resolve, 50));
}
