/** Shorter times say nothing: the clock is coarse, and collecting garbage takes as long. In milliseconds. */
const TELLING = 100;
/** So much longer than the yardstick nothing may take that does not go over the same thing again and again. */
const FACTOR = 100;
/** A shared machine stalls now and then, but not each time. */
const TRIES = 5;

/**
 * Checks that what has taken its time did not take out of all proportion to other work on the same document, done
 * on the same machine at the same time.
 *
 * @param milliseconds that the work has taken
 * @param work does it once more
 * @param yardstick does the other
 */
export async function assertInProportion(
  milliseconds: number,
  work: () => Promise<unknown>,
  yardstick: () => Promise<unknown>,
): Promise<void> {
  if (milliseconds < TELLING) return;
  const ratios: number[] = [];
  for (let tries = 0; tries < TRIES; tries++) {
    const measure = await timeOf(yardstick);
    const ratio = (await timeOf(work)) / measure;
    if (ratio < FACTOR) return;
    ratios.push(Math.round(ratio));
  }
  throw new Error(`Reading the answer took ${ratios.join(', ')} times as long as parsing it.`);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  // The clock may stand still for something short.
  return Math.max(performance.now() - started, 0.1);
}
