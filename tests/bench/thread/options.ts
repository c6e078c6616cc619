import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const ROOT = join(import.meta.dirname, '../../..');

export const HELP = `npm run bench [-- options]

Measures how the thread element renders, beside other clients and plain HTML, in Chromium; about 15 minutes.
A whole run writes docs/bench.md and docs/bench.svg; a narrower one writes them to .cache/bench.

--quick            about 3 minutes: 2 runs, of the other clients only Waline
--runs N           runs of each variant; medians of them are reported (5)
--sizes LIST       comments in the thread (100,1000,5000)
--variants LIST    of colloquy,limit,innerhtml,waline,artalk,twikoo
--built FOLDER     measure the package built there; without it, npm run build comes first
--against FOLDER   show another build of ours beside it, as the variant "other"
--help             this text`;

export const SIZES: readonly number[] = [100, 1000, 5000];
export const VARIANTS: readonly string[] = ['colloquy', 'limit', 'innerhtml', 'waline', 'artalk', 'twikoo'];

export interface BenchOptions {
  readonly runs: number;
  readonly sizes: readonly number[];
  readonly variants: readonly string[];
  /** Folder of the built package. */
  readonly built: string;
  readonly buildFirst: boolean;
  /** Folder of another build. */
  readonly against: string | undefined;
  /** How long a page is left alone before it is watched doing nothing; a browser collects its garbage late. */
  readonly restSeconds: number;
  /** How long it is watched: in a whole run, for one tick of the clock. */
  readonly idleSeconds: number;
  /** Where the report goes. */
  readonly report: string;
}

/** @returns null where only help was asked for. */
export function readOptions(): BenchOptions | null {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      runs: { type: 'string' },
      sizes: { type: 'string' },
      variants: { type: 'string' },
      built: { type: 'string' },
      against: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const { quick } = values;
  const list = (value: string | undefined) => value?.split(',').map((item) => item.trim());
  const runs = Number(values.runs ?? (quick ? 2 : 5));
  const sizes = list(values.sizes)?.map(Number) ?? SIZES;
  const variants = list(values.variants) ?? (quick ? VARIANTS.slice(0, 4) : VARIANTS);
  if (!(runs >= 1) || !sizes.every((size) => size >= 1)) throw new Error(`Not understood.\n\n${HELP}`);
  const unknown = variants.filter((name) => !VARIANTS.includes(name));
  if (unknown.length > 0) throw new Error(`There is no variant ${unknown.join(', ')}.\n\n${HELP}`);
  const whole = !quick && !values.sizes && !values.variants && !values.against && runs >= 5;
  return {
    runs,
    sizes: sizes.toSorted((a, b) => a - b),
    variants,
    built: resolve(values.built ?? join(ROOT, 'dist')),
    buildFirst: !values.built,
    against: values.against,
    restSeconds: whole ? 30 : 2,
    idleSeconds: whole ? 30 : 5,
    report: join(ROOT, whole ? 'docs' : '.cache/bench'),
  };
}
