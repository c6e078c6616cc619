/** Our own rendering, taken out of the page as text: what the two variants without a library show. */

export interface FinishedMarkup {
  /** The thread's shadow root with an empty list. */
  readonly shell: string;
  readonly styles: string;
  /** All comments, with nothing around the top-level ones. */
  readonly comments: string;
}

/** Runs in our page once it shows the whole thread. */
export function takeMarkup(): FinishedMarkup {
  const root = document
    .querySelector('colloquy-comments')!
    .shadowRoot!.querySelector('colloquy-thread')!.shadowRoot!;
  const list = root.querySelector('.list')!;
  // Lit marks its places with comments, which a finished page would not have.
  const html = (element: Element) => element.outerHTML.replace(/<!--.*?-->/g, '');
  const comments = [...list.querySelectorAll(':scope > .chunk > *')];
  const shell = root.querySelector('section')!.cloneNode(true) as Element;
  shell.querySelector('.list')!.replaceChildren();
  return {
    shell: html(shell),
    styles: root.adoptedStyleSheets
      .flatMap(({ cssRules }) => [...cssRules])
      .map(({ cssText }) => cssText)
      .join('\n'),
    comments: comments.map(html).join(''),
  };
}
