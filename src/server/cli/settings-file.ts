import { existsSync, readFileSync } from 'node:fs';
import type { Settings } from '../settings.ts';
import { checkSettings } from './settings-check.ts';
import { UsageError } from './usage-error.ts';

/** @throws UsageError */
export function readSettings(file: string): Partial<Settings> {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
  let settings: unknown;
  try {
    settings = JSON.parse(readFileSync(file, 'utf8'));
  } catch (thrown) {
    throw new UsageError(`${file} is not JSON: ${(thrown as Error).message}`);
  }
  return checkSettings(settings, file);
}
