import type { MeasuredPage } from '../bench-browser.ts';

const KEYS = 30;

/** CPU of a key press in a text field. */
export async function measureTyping(measured: MeasuredPage, field: string): Promise<number> {
  const { page } = measured;
  await page.locator(field).focus();
  // The first key makes drafts, menus and the like.
  await page.keyboard.press('a');
  const cpu = await measured.cpuOf(async () => {
    for (let key = 0; key < KEYS; key++) await page.keyboard.press('a', { delay: 20 });
  });
  return cpu / KEYS;
}
