import assert from 'node:assert/strict';
import { type Browser, chromium } from 'playwright-core';
import { findBrowsers } from '../../browsers.ts';
import { chromiumArguments } from '../../runner/chromium-arguments.ts';

/** A Chromium that talks to this machine only, and keeps pages to come back to. */
export async function launchChromium(): Promise<Browser> {
  const { chromium: executablePath } = await findBrowsers();
  assert.ok(executablePath, 'Chromium is installed');
  return chromium.launch({
    executablePath,
    // Nothing beyond this machine has an address.
    args: [...chromiumArguments(), '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
}
