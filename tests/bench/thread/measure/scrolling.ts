import { setTimeout as delay } from 'node:timers/promises';
import type { MeasuredPage } from '../bench-browser.ts';

const STEPS = 15;
const STEP_PX = 400;
/** A step glides for about a tenth of a second. */
const STEP_MS = 150;

/** CPU of a step of the mouse wheel, down from the top; leads back there. */
export async function measureScrolling(measured: MeasuredPage): Promise<number> {
  const { page } = measured;
  await page.mouse.move(600, 400);
  const cpu = await measured.cpuOf(async () => {
    for (let step = 0; step < STEPS; step++) {
      await page.mouse.wheel(0, STEP_PX);
      await delay(STEP_MS);
    }
  });
  const reached = await page.evaluate(() => {
    const { scrollY } = globalThis;
    scrollTo(0, 0);
    return scrollY;
  });
  if (reached < (STEPS * STEP_PX) / 2) throw new Error(`${measured.variant.name} did not scroll: ${reached}`);
  await delay(STEP_MS);
  return cpu / STEPS;
}
