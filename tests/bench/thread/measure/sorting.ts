import { setTimeout as delay } from 'node:timers/promises';
import type { ThreadStore } from '../../../../src/core/store/thread-store.ts';
import type { MeasuredPage } from '../bench-browser.ts';

export interface Sorting {
  readonly cpu: number;
  /** From the wish to the paint of the new first screen. */
  readonly first: number;
  readonly longestTask: number;
}

/** Turns the order of the thread round, by the element's store or by the page's own `resort`. */
export async function measureSorting(
  measured: MeasuredPage,
  path: readonly string[],
  links: { readonly first: string; readonly last: string },
): Promise<Sorting> {
  let times = { started: 0, first: 0, ended: 0 };
  const cpu = await measured.cpuOf(async () => {
    times = await measured.page.evaluate(turnRound, { path, links });
  });
  await delay(200);
  const longestTask = await measured.page.evaluate(({ started, ended }) => {
    const during = bench.longTasks.filter(({ startTime }) => startTime >= started && startTime <= ended);
    return Math.max(0, ...during.map(({ duration }) => duration));
  }, times);
  return { cpu, first: times.first - times.started, longestTask };
}

interface Turn {
  readonly path: readonly string[];
  readonly links: { readonly first: string; readonly last: string };
}

async function turnRound({ path, links }: Turn): Promise<{ started: number; first: number; ended: number }> {
  const [host, ...inner] = path;
  const list = () =>
    inner.reduce(
      (element, selector) => element.shadowRoot!.querySelector(selector)!,
      document.querySelector(host!)!,
    );
  const shows = (element: Element | null | undefined, link: string) =>
    !!element?.querySelector(`a[href="${link}"]`);
  const untilPainted = (isThere: () => boolean) =>
    new Promise<number>((resolve) => {
      const look = () => {
        if (!isThere()) return requestAnimationFrame(look);
        bench.afterPaint(() => resolve(performance.now()));
      };
      requestAnimationFrame(look);
    });
  const { store } = document.querySelector(host!) as unknown as { store?: ThreadStore };
  const started = performance.now();
  if (store) void store.setSort('oldest');
  else resort();
  const [first, ended] = await Promise.all([
    untilPainted(() => shows(list().firstElementChild, links.first)),
    // What was added to the thread meanwhile may follow it.
    untilPainted(() =>
      [list().lastElementChild, list().lastElementChild?.previousElementSibling].some((end) =>
        shows(end, links.last),
      ),
    ),
  ]);
  return { started, first, ended };
}
