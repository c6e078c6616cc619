/** `npm run bench:bodies`: how long the bodies take that are made to take long, on the main thread of a Chromium. */
import { join } from 'node:path';
import { bundleFor, launchChromium, openWith } from '../support/chromium-page.ts';
import type * as Rendering from './in-page/render-expensive.ts';

/** A reader does not notice less. */
const GOAL_MS = 100;

const script = await bundleFor(join(import.meta.dirname, 'in-page/render-expensive.ts'), 'rendering');
const browser = await launchChromium();
try {
  for (const purified of [false, true]) {
    const page = await openWith(browser, script);
    if (purified) {
      await page.evaluate(() =>
        (globalThis as unknown as { rendering: typeof Rendering }).rendering.purifyEverything(),
      );
    }
    const measured = await page.evaluate(() =>
      (globalThis as unknown as { rendering: typeof Rendering }).rendering.renderExpensive(),
    );
    console.log(purified ? 'With DOMPurify alone:' : 'As they are shown:');
    console.table(measured);
    const slow = measured.filter(({ ms }) => ms > GOAL_MS).length;
    console.log(`${slow} of ${measured.length} take more than ${GOAL_MS} ms.\n`);
  }
} finally {
  await browser.close();
}
