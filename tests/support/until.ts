// Taken now, so that a test that replaces the page's timers still gets its answer.
const { setTimeout: later } = globalThis;
const now = performance.now.bind(performance);

/** How long something that happens at all may take on a busy machine, in milliseconds. */
const PATIENCE = 8_000;

/** Waits until the condition gives something truthy, and returns that; says what was awaited in vain. */
export async function until<T>(condition: () => T, what = String(condition)): Promise<NonNullable<T>> {
  const deadline = now() + PATIENCE;
  for (;;) {
    const answer = condition();
    if (answer) return answer;
    if (now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => later(resolve, 5));
  }
}

/**
 * Lets everything run that is due already: microtasks, pending updates, and two tasks of the browser. For
 * showing that something does not happen; never for waiting until it has.
 */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => later(resolve));
}
