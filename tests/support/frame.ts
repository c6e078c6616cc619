const frames: HTMLIFrameElement[] = [];

afterEach(() => {
  for (const frame of frames.splice(0)) frame.remove();
});

/** Another page, where nothing is defined yet. */
export interface Frame {
  readonly window: Window & typeof globalThis;
  readonly document: Document;
  /** What was written to `console.error`, and exceptions nobody caught. */
  readonly errors: string[];
  /** Imports a module of this repository there, named from its root. */
  load(path: string): Promise<unknown>;
}

/** Opens a page with this markup in its body; it is gone after the test. */
export async function openFrame(body: string): Promise<Frame> {
  const frame = document.createElement('iframe');
  frame.title = 'Another page';
  frame.srcdoc = `<!doctype html><html lang="en"><head><title>Page</title></head><body>${body}</body></html>`;
  frames.push(frame);
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
    document.body.append(frame);
  });
  const window = frame.contentWindow as Window & typeof globalThis;
  const errors: string[] = [];
  window.console.error = (...args: unknown[]) => void errors.push(args.map(String).join(' '));
  window.addEventListener('error', (event) => {
    event.preventDefault();
    errors.push(String(event.error));
  });
  window.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    errors.push(String(event.reason));
  });
  const root = new URL('../../', import.meta.url).href;
  return {
    window,
    get document() {
      return frame.contentDocument!;
    },
    errors,
    // Only code of that page imports into that page.
    load: (path) =>
      (window as unknown as { eval(code: string): Promise<unknown> }).eval(
        `import(${JSON.stringify(new URL(path.replace(/^\//, ''), root).href)})`,
      ),
  };
}
