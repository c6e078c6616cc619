import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './options.ts';
import { artalk } from './variants/artalk.ts';
import { twikoo } from './variants/twikoo.ts';
import type { Variant } from './variants/variant.ts';
import { waline } from './variants/waline.ts';

/** Not among our dependencies: nothing but this bench has a use for them. */
const FOLDER = join(ROOT, '.cache/peers');

const PEERS = {
  waline: { packageName: '@waline/client', create: waline },
  artalk: { packageName: 'artalk', create: artalk },
  twikoo: { packageName: 'twikoo', create: twikoo },
};

/** The other clients, in the newest versions; they stay as they are once they are installed. */
export function peers(names: readonly string[]): Variant[] {
  const packages = Object.values(PEERS).map(({ packageName }) => packageName);
  const wanted = Object.entries(PEERS).filter(([name]) => names.includes(name));
  const missing = packages.some((packageName) => !existsSync(join(folderOf(packageName), 'package.json')));
  if (wanted.length > 0 && missing) install(packages);
  return wanted.map(([, { packageName, create }]) => {
    const manifest = readFileSync(join(folderOf(packageName), 'package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    return create(join(folderOf(packageName), 'dist'), version);
  });
}

function folderOf(packageName: string): string {
  return join(FOLDER, 'node_modules', packageName);
}

function install(packages: readonly string[]): void {
  console.log(`Installing ${packages.join(', ')} into ${FOLDER} …`);
  mkdirSync(FOLDER, { recursive: true });
  // Without a manifest of its own, npm would install into the project around it.
  writeFileSync(join(FOLDER, 'package.json'), '{ "private": true }\n');
  const { status } = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages],
    {
      cwd: FOLDER,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  if (status !== 0) throw new Error('npm could not install them');
}
