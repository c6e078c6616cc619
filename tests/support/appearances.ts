import { create } from './place.ts';
import { until } from './until.ts';

/** How a page can look around an element. */
export interface Appearance {
  readonly layout: 'modern' | 'classic';
  readonly scheme: 'light' | 'dark';
  readonly lang: 'en' | 'ar';
}

/** Both layouts in both colour schemes, and one in a language that is written from right to left. */
export const APPEARANCES: readonly Appearance[] = [
  { layout: 'modern', scheme: 'light', lang: 'en' },
  { layout: 'modern', scheme: 'dark', lang: 'en' },
  { layout: 'classic', scheme: 'light', lang: 'en' },
  { layout: 'classic', scheme: 'dark', lang: 'en' },
  { layout: 'modern', scheme: 'light', lang: 'ar' },
];

export function nameOf({ layout, scheme, lang }: Appearance): string {
  return `${layout}, ${scheme}, ${lang}`;
}

/** A page's own box with its colours and language. */
export function pageOf({ scheme, lang }: Appearance, ...children: Node[]): HTMLElement {
  const box = create('div', { lang, dir: lang === 'ar' ? 'rtl' : 'ltr' }, ...children);
  box.style.cssText = `color-scheme: ${scheme}; background: Canvas; color: CanvasText; padding: 16px`;
  return box;
}

/** Waits until the words of the page's language have come, by an element that shows the direction. */
export async function untilLocalized(element: Element, { lang }: Appearance): Promise<void> {
  const direction = lang === 'ar' ? 'rtl' : 'ltr';
  await until(
    () => element.shadowRoot?.querySelector(`[dir=${direction}]`),
    `${element.localName} in ${lang}`,
  );
}
