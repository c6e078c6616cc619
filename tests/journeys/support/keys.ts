/** A reader who has only a keyboard. */
import assert from 'node:assert/strict';
import type { ElementHandle, Page } from 'playwright-core';

/** More stops than any page of these journeys has. */
const STOPS = 250;

/** Presses Tab until what has the focus is named so, and gives it. */
export async function tabTo(
  page: Page,
  name: RegExp,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<ElementHandle<Element>> {
  const passed: string[] = [];
  while (passed.length < STOPS) {
    await page.keyboard.press(key);
    const focused = await focusOf(page);
    const label = await labelOf(focused);
    if (name.test(label)) return focused;
    passed.push(label);
  }
  assert.fail(`No way by ${key} to ${String(name)}; passed: ${passed.slice(0, 60).join(' | ')}`);
}

/** The element that has the focus, in whichever shadow tree. */
export async function focusOf(page: Page): Promise<ElementHandle<Element>> {
  return page.evaluateHandle(() => {
    let element: Element = document.activeElement ?? document.body;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  });
}

/** Near enough to its accessible name: its label, or its text. */
function labelOf(element: ElementHandle<Element>): Promise<string> {
  return element.evaluate((focused) => {
    const { labels } = focused as HTMLInputElement;
    const text = focused.ariaLabel ?? labels?.[0]?.textContent ?? focused.textContent ?? '';
    return text.replace(/\s+/g, ' ').trim();
  });
}
