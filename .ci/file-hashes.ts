import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Writes `integrity.json` beside the folder of the script-tag file: the hash of every file in it, as the `integrity`
 * of a page's tag has it.
 */
export function fileHashes(): Plugin {
  let folder = '';
  return {
    name: 'colloquy:file-hashes',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    closeBundle() {
      const files = globSync('**/*.{js,json,txt}', { cwd: folder }).map((path) => path.replaceAll('\\', '/'));
      const hashes = files
        .sort()
        .map((path) => [`${basename(folder)}/${path}`, hashOf(readFileSync(join(folder, path)))]);
      const text = JSON.stringify(Object.fromEntries(hashes), null, 2);
      writeFileSync(join(dirname(folder), 'integrity.json'), `${text}\n`);
    },
  };
}

function hashOf(content: Buffer): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}
