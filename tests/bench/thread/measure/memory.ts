import type { Browser } from 'playwright-core';

/** Bytes that the open page's process has for itself, after the garbage is collected. Only one page may be open. */
export async function measureMemory(browser: Browser): Promise<number> {
  const cdp = await browser.newBrowserCDPSession();
  const memory = new Map<number, number>();
  cdp.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as readonly DumpEvent[]) {
      const bytes = event.args?.dumps?.process_totals?.private_footprint_bytes;
      if (bytes !== undefined) memory.set(event.pid, parseInt(bytes, 16));
    }
  });
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['disabled-by-default-memory-infra'],
      excludedCategories: ['*'],
      // Only when asked for, below.
      memoryDumpConfig: { triggers: [] } as never,
    },
  });
  await cdp.send('Tracing.requestMemoryDump', { deterministic: true, levelOfDetail: 'light' });
  await cdp.send('Tracing.end');
  await complete;
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  // The others are spare ones, which are empty.
  return Math.max(...renderers.map(({ id }) => memory.get(id) ?? 0));
}

interface DumpEvent {
  readonly pid: number;
  readonly args?: {
    readonly dumps?: { readonly process_totals?: { readonly private_footprint_bytes?: string } };
  };
}
