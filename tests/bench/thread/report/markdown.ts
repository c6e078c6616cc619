import type { Weight } from '../measure/bytes.ts';
import type { Metric, Samples } from '../samples.ts';
import { SLOW_SIZE, SLOWER } from '../session.ts';
import type { Variant } from '../variants/variant.ts';
import { isMet, type Target } from './targets.ts';

export interface Report {
  readonly samples: Samples;
  readonly targets: readonly Target[];
  /** All but the floor. */
  readonly variants: readonly Variant[];
  readonly sizes: readonly number[];
  readonly runs: number;
  readonly browser: string;
  readonly processor: string;
  /** Processes that ran or waited to, on average, before the bench began. */
  readonly load: number;
  readonly incomplete: ReadonlyMap<string, number>;
  /** Bytes of scripts and styles, of those that have any. */
  readonly weights: ReadonlyMap<Variant, Weight>;
}

export function markdown(report: Report): string {
  const { samples, targets, sizes, runs, browser, processor, load, weights, incomplete } = report;
  const longest = sizes.at(-1)!;
  return `# How the thread renders

Made by \`npm run bench\`: medians of ${runs} runs of each variant in one session, the variants in turn. Only ratios are
claims; what is in milliseconds depends on the machine, here ${browser} on ${processor}
with a load of ${number(load, 1)} before it began.

![CPU to show a thread, each variant against ours](bench.svg)

| What | Measured | Target | Met |
| --- | --- | --- | --- |
${targets.map(targetRow).join('\n')}

Why some are missed: [bench.notes.md](bench.notes.md).

## CPU to show the whole thread

Milliseconds of the main thread above the floor. The floor is a page that loads our bundle, fetches the data and shows
nothing: ${sizes.map((size) => `${number(samples.median('cpu', 'floor', size))} ms for ${size.toLocaleString('en')}`).join(', ')}.

${table(report, [
  ...sizes.map((size) => ({
    head: size.toLocaleString('en'),
    cell: (name: string) => number(samples.cpuAboveFloor(name, size)),
  })),
  {
    head: `${SLOW_SIZE.toLocaleString('en')}, processor ${SLOWER} times slower`,
    cell: (name) => number(samples.cpuAboveFloor(name, SLOW_SIZE, 'slow cpu')),
  },
])}

## When it is there

Milliseconds from the navigation, by the clock: the first comment painted with its text, and all of them; and from
when the page has the answer to when the first comment is painted.

${table(report, [
  ...sizes.flatMap((size) => [
    column(samples, 'first', size, 'first of'),
    column(samples, 'whole', size, 'all'),
  ]),
  ...sizes.map((size) => column(samples, 'answer to first', size, 'answer to first of')),
])}

Blocking time (what tasks took beyond 50 ms each) until then, and layout shift:

${table(report, [
  ...sizes.map((size) => column(samples, 'blocking', size, 'blocked,')),
  {
    head: `blocked, ${SLOW_SIZE.toLocaleString('en')}, processor ${SLOWER} times slower`,
    cell: (name) => number(samples.median('slow blocking', name, SLOW_SIZE)),
  },
  { head: 'layout shift', cell: (name) => number(samples.median('shift', name, longest), 3) },
])}

## With ${longest.toLocaleString('en')} comments

${table(report, [
  { head: 'private memory, MiB', cell: (name) => number(samples.median('memory', name, longest) / 2 ** 20) },
  { head: 'scroll step, ms of CPU', cell: (name) => number(samples.median('scroll', name, longest), 1) },
  { head: 're-sort, ms of CPU', cell: (name) => number(samples.median('resort', name, longest)) },
  {
    head: 're-sort, ms to the first screen',
    cell: (name) => number(samples.median('resort first', name, longest)),
  },
  {
    head: 're-sort, longest task, ms',
    // Shorter ones are not told of.
    cell: (name) => number(samples.median('resort longest', name, longest)).replace(/^0$/, '< 50'),
  },
  { head: 'idle CPU, %', cell: (name) => number(samples.median('idle', name, longest) * 100, 2) },
])}

A key press in a text field of a page without comments takes ${number(samples.median('key', 'floor', longest), 1)} ms of CPU.

## Bytes

Scripts and styles that load before the first comment, brotli, each file by itself. Ours are for comments of plain
text, bundled from the package; HTML loads the sanitiser too.

| | KiB | requests |
| --- | ---: | ---: |
${[...weights].map(([{ label }, { bytes, requests }]) => `| ${label} | ${number(bytes / 1024, 1)} | ${requests} |`).join('\n')}

## How it is measured

- The thread: comments nested to depth 4, about 300 characters in two paragraphs with a link, as HTML. All variants
  show all of it in a page of 720 px below a short article. ${completeness(incomplete)}
- Ours is the built script-tag file with everything switched on, its adapter given from script.
- *One innerHTML* is our own rendering as one finished string, with our styles but without \`content-visibility\`. *The
  limit* is the same string in one template, of which comment after comment is cloned into chunks of 25 that
  \`content-visibility\` skips. Both load our bundle too, so that the floor is theirs as well.
- The other clients are the newest from npm, each on a stand-in of its server on the same machine, which gives all
  comments as one page. Waline and Twikoo keep one level of replies. What Artalk and Twikoo fold away is unfolded.
- CPU is the main thread's own time as the browser counts it, from the navigation to the paint after the last comment
  has come, in a new process with empty caches. Paints are by the clock.
- CPU while nothing happens is that of half a minute, in which the clock ticks once, after half a minute's rest.
- A vote and a new comment include the server's answer. A scroll step is one of 400 px by the wheel. Memory is private to
  the page's process, after garbage collection.
`;
}

interface Column {
  readonly head: string;
  readonly cell: (variant: string) => string;
}

/** Without the variants and columns of which nothing was measured. */
function table({ variants }: Report, columns: readonly Column[]): string {
  const used = columns.filter(({ cell }) => variants.some(({ name }) => cell(name) !== ''));
  const rows = variants
    .map(({ label, name }) => ({ label, cells: used.map(({ cell }) => cell(name)) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  return [
    `| | ${used.map(({ head }) => head).join(' | ')} |`,
    `| --- |${' ---: |'.repeat(used.length)}`,
    ...rows.map(({ label, cells }) => `| ${label} | ${cells.join(' | ')} |`),
  ].join('\n');
}

function column(samples: Samples, metric: Metric, size: number, what: string): Column {
  return {
    head: `${what} ${size.toLocaleString('en')}`,
    cell: (name) => number(samples.median(metric, name, size)),
  };
}

function targetRow(target: Target): string {
  const { what, figures, unit, decimals } = target;
  const measured = figures.map(({ value }) => number(value, decimals) || '–').join(' / ');
  const limits = figures.map(({ limit }) => limit);
  const limit = limits.every((one) => one === limits[0]) ? limits[0] : limits.join(' / ');
  const of = figures.map((figure) => figure.of).filter(Boolean);
  const which = of.length > 0 ? `: ${of.join(' / ')}` : '';
  const met = isMet(target);
  const verdict = met === null ? '–' : met ? 'yes' : `**no**, ${excess(target)}`;
  return `| ${what}${which} | ${measured} ${unit} | ≤ ${limit} ${unit} | ${verdict} |`;
}

/** How far the worst figure is beyond its limit. */
function excess({ figures }: Target): string {
  const times = figures.filter(({ value }) => !Number.isNaN(value)).map(({ value, limit }) => value / limit);
  const most = Math.max(...times);
  return Number.isFinite(most) ? `${number(most, 1)} times` : 'any is too much';
}

function completeness(incomplete: ReadonlyMap<string, number>): string {
  if (incomplete.size === 0) return 'That each does was counted in every run.';
  return `**Not so:** ${[...incomplete].map(([which, shown]) => `${which} shows ${shown}`).join(', ')}.`;
}

/** Empty where it was not measured. */
function number(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return '';
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
