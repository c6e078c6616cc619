import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rolldown } from 'vite';

/** A package of which something is in a bundle. */
export interface BundledPackage {
  /** Where it is installed. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** An SPDX identifier or expression, where the package says so. */
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

/** In the order of their names. */
export function packagesIn(bundle: Rolldown.OutputBundle): readonly BundledPackage[] {
  const folders = new Set<string>();
  for (const chunk of Object.values(bundle)) {
    for (const module of chunk.type === 'chunk' ? chunk.moduleIds : []) {
      const folder = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module.replaceAll('\\', '/'))?.[1];
      if (folder) folders.add(folder);
    }
  }
  return [...folders]
    .map((folder) => ({ folder, ...readManifest(folder) }))
    .sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

function readManifest(folder: string) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Omit<BundledPackage, 'folder'>;
}
