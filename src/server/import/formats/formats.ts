import type { Reader } from '../reader.ts';
import { readColloquy } from './colloquy.ts';
import { readCommento } from './commento.ts';
import { readCusdis } from './cusdis.ts';
import { readDisqus } from './disqus.ts';
import { readIsso } from './isso.ts';
import { readRemark42 } from './remark42.ts';
import { readWordpress } from './wordpress.ts';

/** What can be read, by the name it has on the command line. */
export const READERS = {
  colloquy: readColloquy,
  commento: readCommento,
  cusdis: readCusdis,
  disqus: readDisqus,
  isso: readIsso,
  remark42: readRemark42,
  wordpress: readWordpress,
} as const satisfies Record<string, Reader>;

export type ImportFormat = keyof typeof READERS;

export function isImportFormat(name: string): name is ImportFormat {
  return Object.hasOwn(READERS, name);
}
