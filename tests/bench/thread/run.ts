/** `npm run bench`: how the thread element renders, beside other clients and plain HTML. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { launchBrowser, MeasuredPage } from './bench-browser.ts';
import { BenchSite } from './bench-site.ts';
import { type FinishedMarkup, takeMarkup } from './finished-markup.ts';
import { weighFiles, weighThread, type Weight } from './measure/bytes.ts';
import { type BenchOptions, HELP, readOptions, ROOT } from './options.ts';
import { peers } from './peers.ts';
import { markdown, type Report } from './report/markdown.ts';
import { picture } from './report/picture.ts';
import { isMet, targets } from './report/targets.ts';
import { Session } from './session.ts';
import type { BenchThread } from './thread-data.ts';
import { colloquy } from './variants/colloquy.ts';
import { floor } from './variants/floor.ts';
import { innerHtml } from './variants/inner-html.ts';
import { limit } from './variants/limit.ts';
import type { Variant } from './variants/variant.ts';

const options = readOptions();
if (options) await bench(options);
else console.log(HELP);

async function bench(options: BenchOptions): Promise<void> {
  if (options.buildFirst) buildPackage();
  if (!existsSync(join(options.built, 'embed'))) throw new Error(`There is no build in ${options.built}`);
  const load = loadavg()[0]!;
  const markups = new Map<number, FinishedMarkup>();
  const ours = colloquy(join(options.built, 'embed'));
  const variants = chooseVariants(options, ours, markups);
  const weights = await weigh(options, ours, variants);

  const site = await BenchSite.start([floor, ...new Set([ours, ...variants])]);
  const browser = await launchBrowser();
  try {
    for (const size of options.sizes) {
      const measured = await MeasuredPage.open(browser, site, ours, size);
      await measured.load();
      markups.set(size, await measured.page.evaluate(takeMarkup));
      await measured.close();
    }
    const session = new Session(browser, site, [floor, ...variants], options);
    await session.run();
    if (site.missing.size > 0) {
      console.error(`A stand-in lacks what was asked for: ${[...site.missing].join(', ')}`);
      process.exitCode = 1;
    }
    await report(options, {
      ...{ variants, weights, load, samples: session.samples, incomplete: session.incomplete },
      targets: targets(session.samples, weights.get(ours)!),
      ...{ sizes: options.sizes, runs: options.runs },
      browser: `Chromium ${browser.version()}`,
      processor: `${cpus().length} × ${cpus()[0]?.model ?? 'an unknown processor'}`,
    });
  } finally {
    await browser.close();
    await site.close();
  }
}

/** @param markups are there once the session begins. */
function chooseVariants(
  { variants, against }: BenchOptions,
  ours: Variant,
  markups: ReadonlyMap<number, FinishedMarkup>,
): readonly Variant[] {
  const markupOf = ({ size }: BenchThread) => markups.get(size)!;
  const plain = [ours, limit(markupOf), innerHtml(markupOf)];
  return [
    ...plain.filter(({ name }) => variants.includes(name)),
    ...(against ? [colloquy(join(against, 'embed'), 'other', 'The other build')] : []),
    ...peers(variants),
  ];
}

async function weigh(
  { built }: BenchOptions,
  ours: Variant,
  variants: readonly Variant[],
): Promise<ReadonlyMap<Variant, Weight>> {
  const weights = new Map([[ours, await weighThread(built)]]);
  for (const variant of variants) {
    const weight = weighFiles(variant);
    if (weight) weights.set(variant, weight);
  }
  return weights;
}

async function report(options: BenchOptions, results: Report): Promise<void> {
  const text = markdown(results);
  const file = join(options.report, 'bench.md');
  mkdirSync(options.report, { recursive: true });
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: 'markdown' }));
  writeFileSync(join(options.report, 'bench.svg'), picture(results.samples, results.variants, options.sizes));
  console.log(`\n${text.split('\n## ')[0]}\n`);
  const missed = results.targets.filter((target) => isMet(target) === false).length;
  console.log(`${missed} of ${results.targets.length} targets are missed. The report is in ${file}.`);
}

function buildPackage(): void {
  const { status } = spawnSync('npm', ['run', 'build'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm run build failed');
}
