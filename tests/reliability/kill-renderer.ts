import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly args?: { readonly data?: { readonly frames?: readonly { url: string; processId: number }[] } };
}

/** Kills the process that renders the page, as the system does when memory is short: nothing in it can run. */
export async function killRenderer(page: Page): Promise<void> {
  const browser = page.context().browser()!;
  // A trace begins with the processes of the frames.
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  const frames = traceEvents.flatMap(({ args }) => args?.data?.frames ?? []);
  const frame = frames.find(({ url }) => url === page.url());
  assert.ok(frame, 'The trace names the page');
  const crashed = page.waitForEvent('crash');
  process.kill(frame.processId, 'SIGKILL');
  await crashed;
}
