const frames = new Set<HTMLIFrameElement>();

afterEach(() => {
  for (const frame of frames) frame.remove();
  frames.clear();
});

/** What a page in a frame has noticed; `support/observe-page.ts` writes it down there. */
export interface Observed {
  readonly violations: string[];
  readonly warnings: string[];
  readonly errors: string[];
}

/** A page of this origin in a frame, sent with this content security policy. Resolves when it has loaded. */
export async function openPage(
  html: string,
  policy = '',
): Promise<{ page: Document; window: Window & typeof globalThis; observed: Observed }> {
  const frame = document.createElement('iframe');
  frames.add(frame);
  // Large enough for what waits until it is seen.
  frame.width = frame.height = '800';
  const head = '<meta charset="utf-8"><script type="module" src="/tests/support/observe-page.ts"></script>';
  const query = new URLSearchParams({ policy, html: `<!doctype html><html lang="en">${head}${html}` });
  frame.src = `/__page?${query.toString()}`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const window = frame.contentWindow as Window & typeof globalThis & { observed: Observed };
  return { page: window.document, window, observed: window.observed };
}
