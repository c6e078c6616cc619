/** The demonstration, built by its own configuration into a folder that no other test writes to. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from './site.ts';

export async function buildDemo(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'colloquy-demo-'));
  const configFile = join(ROOT, 'vite.config.ts');
  await build({ configFile, mode: 'demo', logLevel: 'error', build: { outDir, emptyOutDir: true } });
  return outDir;
}

export async function removeDemo(outDir: string): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
}
