/** What a server of others is made of, and whether it is there. */
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Backend {
  readonly name: string;
  readonly title: string;
  /** Names of what is missing for it to run; each comes with the packages of `install`. */
  missing(): readonly string[];
  /** The command that installs everything, as root where it needs apt. */
  readonly install: string;
}

/** Where the npm packages of a server are kept, apart from the project's own. */
export function packagesOf(name: string): string {
  return join(import.meta.dirname, '../../.cache/backends', name);
}

/** What `packages` lists for a server; nothing of it has to be compiled. */
export function npmInstall(name: string): string {
  const folder = `.cache/backends/${name}`;
  return `mkdir -p ${folder} && cp tests/backends/packages/${name}/package.json ${folder} && npm install --prefix ${folder} --ignore-scripts`;
}

export function aptInstall(packages: readonly string[]): string {
  return `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/** Paths of a program; Debian keeps some where only root's shell looks. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin'];
  return folders
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(existsSync);
}

/** The version of an installed package of a server. */
export function packageVersion(name: string, packageName: string): string | undefined {
  const file = join(packagesOf(name), 'node_modules', packageName, 'package.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
