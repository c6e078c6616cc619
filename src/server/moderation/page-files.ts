import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../dist/moderation');

export interface PageFile {
  readonly type: string;
  readonly text: string;
}

const TYPES = {
  'index.html': 'text/html; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
} as const;

export type PageFileName = keyof typeof TYPES;

/**
 * The moderators' page as `npm run build:moderation` made it; null where that has not been run. The built
 * server carries the files inside, in place of this module.
 */
export function pageFile(name: string): PageFile | null {
  if (!Object.hasOwn(TYPES, name)) return null;
  try {
    return { type: TYPES[name as PageFileName], text: readFileSync(join(FOLDER, name), 'utf8') };
  } catch {
    return null;
  }
}
