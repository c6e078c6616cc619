import { setTimeout as delay } from 'node:timers/promises';
import type { MeasuredPage } from '../bench-browser.ts';

export interface Loading {
  readonly cpu: number;
  readonly answerToFirst: number;
  readonly first: number;
  readonly whole: number;
  /** What long tasks took beyond 50 ms each. */
  readonly blocking: number;
  readonly shift: number;
}

/** Observers hear of tasks and shifts some time after them. */
const SETTLE_MS = 200;

/** Loads the page until it shows the whole thread. */
export async function measureLoading(measured: MeasuredPage): Promise<Loading> {
  const cpu = await measured.cpuOf(() => measured.load());
  await delay(SETTLE_MS);
  const seen = await measured.page.evaluate(() => {
    const { answered, first, whole, longTasks, shifts } = bench;
    const blocking = longTasks
      .filter(({ startTime }) => startTime < whole)
      .reduce((sum, { duration }) => sum + duration - 50, 0);
    const shift = shifts.reduce((sum, { value }) => sum + value, 0);
    return { answerToFirst: answered > 0 ? first - answered : NaN, first, whole, blocking, shift };
  });
  return { cpu, ...seen };
}
