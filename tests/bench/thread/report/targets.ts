import type { Weight } from '../measure/bytes.ts';
import type { Metric, Samples } from '../samples.ts';
import { SLOW_SIZE } from '../session.ts';

/** One figure and what it must not exceed. */
export interface Figure {
  /** Which one, where a target has several. */
  readonly of: string;
  /** NaN where it was not measured. */
  readonly value: number;
  readonly limit: number;
}

export interface Target {
  readonly what: string;
  readonly figures: readonly Figure[];
  readonly unit: string;
  readonly decimals: number;
}

const LONG = 5000;

/** What this project holds itself to. */
export function targets(samples: Samples, weight: Weight, variant = 'colloquy'): readonly Target[] {
  const ratios = (what: string, other: string, limits: Readonly<Record<number, number>>): Target => ({
    what,
    figures: Object.entries(limits).map(([size, limit]) => ({
      of: Number(size).toLocaleString('en'),
      value: samples.cpuAboveFloor(variant, Number(size)) / samples.cpuAboveFloor(other, Number(size)),
      limit,
    })),
    unit: '',
    decimals: 2,
  });
  const against = (metric: Metric, other: string) =>
    samples.median(metric, variant, LONG) / samples.median(metric, other, LONG);
  const ours = (metric: Metric, size = LONG) => samples.median(metric, variant, size);
  const one = (what: string, value: number, limit: number, unit = '', decimals = 2): Target => ({
    what,
    figures: [{ of: '', value, limit }],
    unit,
    decimals,
  });
  return [
    ratios('CPU above the floor, against the limit', 'limit', { 1000: 2.2, 5000: 2.2 }),
    ratios('CPU above the floor, against one innerHTML', 'innerhtml', { 1000: 0.5, 5000: 0.5 }),
    ratios('CPU above the floor, against Waline', 'waline', { 100: 0.35, 1000: 0.2, 5000: 0.2 }),
    one(
      'Answer to first comment, 5,000 against 100',
      ours('answer to first') / ours('answer to first', 100),
      1.25,
    ),
    {
      what: 'Blocking time',
      figures: [
        { of: '5,000', value: ours('blocking'), limit: 50 },
        { of: '1,000 on a processor 4 times slower', value: ours('slow blocking', SLOW_SIZE), limit: 400 },
      ],
      unit: 'ms',
      decimals: 0,
    },
    one('CPU of a key press in a reply form, 5,000', ours('key'), 8, 'ms', 1),
    one('CPU of a vote, 5,000', ours('vote'), 10, 'ms', 1),
    one('CPU of a new comment on top, 5,000', ours('insert'), 20, 'ms', 1),
    one("CPU of a re-sort of 5,000, against the limit's", against('resort', 'limit'), 1.8),
    one('CPU of a scroll step, 5,000, against one innerHTML', against('scroll', 'innerhtml'), 0.35),
    one('Private memory, 5,000, against one innerHTML', against('memory', 'innerhtml'), 0.5),
    {
      what: 'Layout shift, 5,000',
      figures: [
        { of: 'loading', value: ours('shift'), limit: 0 },
        { of: 'and scrolling', value: ours('scroll shift'), limit: 0 },
      ],
      unit: '',
      decimals: 3,
    },
    one('CPU while nothing happens, 5,000', ours('idle') * 100, 0.5, '%', 2),
    one('Bytes to show a thread: scripts with their styles, brotli', weight.bytes / 1024, 14, 'KiB', 1),
    one('Requests for them', weight.requests, 2, '', 0),
  ];
}

/** Whether it is met; null where it was not measured. */
export function isMet({ figures, decimals }: Target): boolean | null {
  if (figures.every(({ value }) => Number.isNaN(value))) return null;
  return figures.every(({ value, limit }) => Number.isNaN(value) || Number(value.toFixed(decimals)) <= limit);
}
