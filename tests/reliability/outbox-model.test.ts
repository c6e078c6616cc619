/** Readers who write while everything that can go wrong does: nothing is lost, doubled or out of order. */
import { it } from 'node:test';
import fc from 'fast-check';
import '../../src/core/store/writing.ts';
import { run, schedules } from './model/schedule.ts';

const RUNS = Number(process.env['COLLOQUY_SCHEDULES'] ?? 10_000);

it(`keeps every comment, once and in order, over ${RUNS} random schedules`, async (context) => {
  let written = 0;
  let gaveUp = 0;
  await fc.assert(
    fc.asyncProperty(schedules, async (schedule) => {
      const outcome = await run(schedule);
      written += outcome.written;
      gaveUp += Number(outcome.gaveUp);
    }),
    { numRuns: RUNS },
  );
  context.diagnostic(`${written} comments written; in ${gaveUp} schedules the author was asked to try again`);
});
