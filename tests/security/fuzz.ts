/** `npm run fuzz`: many more generated bodies than a run of the tests has time for. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleFor, launchChromium, openWith } from '../support/chromium-page.ts';
import type * as Bodies from './support/check-body.ts';

const HELP = `npm run fuzz [-- options]

--runs N    generated bodies, half of them through DOMPurify also where they are of the everyday kind (250000)
--seed N    to make the same ones again (by chance)`;

/** Between two signs of life. */
const BATCH = 5_000;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '250000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await fuzz(Number(values.runs), Number(values.seed));

async function fuzz(runs: number, seed: number): Promise<void> {
  const script = await bundleFor(join(import.meta.dirname, 'support/check-body.ts'), 'bodies');
  const browser = await launchChromium();
  try {
    const pages = [await openWith(browser, script), await openWith(browser, script)];
    await pages[1]!.evaluate(() =>
      (globalThis as unknown as { bodies: typeof Bodies }).bodies.purifyEverything(),
    );
    for (let done = 0, batch = 0; done < runs; batch++) {
      const count = Math.min(BATCH, runs - done);
      await pages[batch % 2]!.evaluate(
        ([each, from]) => (globalThis as unknown as { bodies: typeof Bodies }).bodies.checkBodies(each, from),
        [count, (seed + batch) | 0] as const,
      );
      done += count;
      console.log(`${done} of ${runs} bodies hold; seed ${seed}`);
    }
  } finally {
    await browser.close();
  }
}
