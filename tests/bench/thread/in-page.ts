/** What runs in each measured page. Its functions are sent as text, so they use nothing from around them. */

export interface Bench {
  /** When the answer with the comments was there, where the variant says so. */
  answered: number;
  /** When the first comment was painted with its text. */
  first: number;
  /** When all comments were in the page and the frame after that was painted. */
  whole: number;
  readonly longTasks: { readonly startTime: number; readonly duration: number }[];
  readonly shifts: { readonly startTime: number; readonly value: number }[];
  /** Calls back once the frame is painted whose animation callbacks are running. */
  afterPaint(run: () => void): void;
  finish(): void;
}

declare global {
  var bench: Bench;
  /** Tells the bench that all is shown. */
  var benchIsWhole: (message: string) => void;
}

/** Where the comments will be, and the links by which the first and the last one are known. */
export interface Watched {
  readonly list: readonly string[];
  readonly anyLink: string;
  readonly lastLink: string;
}

/** Looks once a frame whether the first and the last comment are there. Each look costs next to nothing. */
export function watchPage({ list: path, anyLink, lastLink }: Watched): void {
  globalThis.bench = {
    answered: 0,
    first: 0,
    whole: 0,
    longTasks: [],
    shifts: [],
    // Of the highest priority, lest what a page still has to do keeps it waiting.
    afterPaint: (run) => void scheduler.postTask(run, { priority: 'user-blocking' }),
    finish: () =>
      bench.afterPaint(() => {
        bench.whole = performance.now();
        benchIsWhole('');
      }),
  };
  const observe = (type: string, into: object[]) =>
    new PerformanceObserver((entries) => into.push(...entries.getEntries())).observe({
      type,
      buffered: true,
    });
  observe('longtask', bench.longTasks);
  observe('layout-shift', bench.shifts);

  const findList = () =>
    path.reduce<Element | null>(
      (element, selector, depth) =>
        depth === 0
          ? document.querySelector(selector)
          : (element?.shadowRoot?.querySelector(selector) ?? null),
      null,
    );
  const look = () => {
    const list = findList();
    const { children = [], childElementCount: count = 0 } = list ?? {};
    // Only at either end, where a heading or a chunk may be as well: all of it would take as long as showing it.
    if (bench.first === 0 && [0, 1, 2].some((index) => children[index]?.querySelector(anyLink))) {
      bench.first = -1;
      bench.afterPaint(() => (bench.first = performance.now()));
    }
    if ([1, 2].some((index) => children[count - index]?.querySelector(lastLink))) bench.finish();
    else requestAnimationFrame(look);
  };
  if (path.length > 0) requestAnimationFrame(look);
}

/** How many of the thread's comments are in the page, with their bodies. */
export function countShown({ list: path, anyLink }: Watched): number {
  const list = path.reduce<Element | null>(
    (element, selector, depth) =>
      depth === 0 ? document.querySelector(selector) : (element?.shadowRoot?.querySelector(selector) ?? null),
    null,
  );
  return list?.querySelectorAll(anyLink).length ?? 0;
}
