/** A module of the browser's, run from Node: built in memory, and put into an empty page of a Chromium. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { findBrowsers } from '../browsers.ts';
import { chromiumArguments } from '../runner/chromium-arguments.ts';

export async function launchChromium(): Promise<Browser> {
  const { chromium: executablePath } = await findBrowsers();
  if (!executablePath) throw new Error('Chromium is not installed; npm test brings it');
  return chromium.launch({ executablePath, args: chromiumArguments() });
}

/** The script that gives the module's exports to the page as `name`. */
export async function bundleFor(entry: string, name: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const [chunk] = output && 'output' in output ? output.output : [];
  if (chunk?.type !== 'chunk') throw new Error(`${entry} was not built`);
  return chunk.code;
}

export async function openWith(browser: Browser, script: string): Promise<Page> {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><html lang="en"><title>A page</title>');
  await page.addScriptTag({ content: script });
  return page;
}
