import { html, type LitElement, type TemplateResult } from 'lit';
import type { problems } from '../i18n/problems.ts';

/** A mistake in how the page is set up, for its owner to mend. */
export interface Problem {
  readonly code: keyof typeof problems;
  readonly values: Readonly<Record<string, string>>;
}

/** For an element that looked for its provider in vain. */
export function missingProvider(element: HTMLElement & { readonly for: string }): Problem {
  const values = { element: element.localName, value: element.for };
  return { code: element.for ? 'unknown-target' : 'no-provider', values };
}

let words: Partial<typeof problems> | undefined;
const logged = new WeakMap<Element, string>();

/** The problem where the comments would be; also on the console, once for each element. */
export function problemTemplate(element: LitElement, { code, values }: Problem): TemplateResult | null {
  if (!words) {
    void import('../i18n/problems.ts')
      // When even the words cannot be had, the code stands for them.
      .then(
        ({ problems }) => (words = problems),
        () => (words = {}),
      )
      .then(() => element.requestUpdate());
    return null;
  }
  const pattern = words[code] ?? `${code} ${JSON.stringify(values)}`;
  const text = `Colloquy: ${pattern.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')}`;
  if (logged.get(element) !== text) {
    logged.set(element, text);
    console.error(text, element);
  }
  return html`<p part="problem" class="alert" role="alert" lang="en" dir="ltr">${text}</p>`;
}
