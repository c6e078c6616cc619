/** A project that has installed the package: the packed files, and its declared dependencies, nothing else. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { build, type PluginOption, type Rolldown } from 'vite';

export const ROOT = join(import.meta.dirname, '../..');

export interface Manifest {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
}

export class Consumer {
  readonly folder = mkdtempSync(join(tmpdir(), 'colloquy-consumer-'));
  readonly manifest: Manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  /** What `npm publish` would send. */
  readonly tarball: string;
  /** Where it is installed. */
  readonly packageFolder = join(this.folder, 'node_modules', this.manifest.name);

  constructor() {
    writeFileSync(join(this.folder, 'package.json'), '{ "type": "module", "private": true }');
    this.tarball = this.#pack();
    mkdirSync(this.packageFolder, { recursive: true });
    execFileSync('tar', ['-xzf', this.tarball, '-C', this.packageFolder, '--strip-components=1']);
    this.install(Object.keys(this.manifest.dependencies));
  }

  /** Has these packages of this repository, too. */
  install(names: readonly string[]): void {
    for (const name of names) this.#link(name);
  }

  /** Bundles a module of this project, as its own build would. */
  async bundle(code: string, external: readonly RegExp[] = []): Promise<Rolldown.OutputChunk[]> {
    return (await this.bundleAll(code, external)).filter((file) => file.type === 'chunk');
  }

  /** With what is no chunk, such as the scripts of workers. */
  async bundleAll(
    code: string,
    external: readonly RegExp[] = [],
    plugins: readonly PluginOption[] = [],
  ): Promise<(Rolldown.OutputChunk | Rolldown.OutputAsset)[]> {
    const entry = join(this.folder, 'entry.js');
    writeFileSync(entry, code);
    const result = await build({
      configFile: false,
      root: this.folder,
      logLevel: 'error',
      plugins: [...plugins],
      build: {
        write: false,
        target: 'es2022',
        modulePreload: false,
        rolldownOptions: {
          input: entry,
          external: [...external],
          // Named as if they were files beside the others.
          ...(external.length > 0 && { output: { paths: (id: string) => `./${basename(id)}` } }),
        },
      },
    });
    const [output] = Array.isArray(result) ? result : [result];
    if (!output || !('output' in output)) throw new Error('The bundler gave no output');
    return output.output;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  #pack(): string {
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', this.folder];
    const output = execFileSync('npm', args, {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    });
    const [{ filename }] = JSON.parse(output);
    return join(this.folder, filename);
  }

  #link(dependency: string): void {
    const link = join(this.folder, 'node_modules', dependency);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', dependency), link, 'junction');
  }
}

/** The chunk that has the entry, or the given ones, and every chunk that loads with them. */
export function loadedAtOnce(
  chunks: readonly Rolldown.OutputChunk[],
  first = chunks.filter((chunk) => chunk.isEntry),
): Rolldown.OutputChunk[] {
  const loaded = new Set(first);
  for (const chunk of loaded) {
    for (const one of chunks) if (chunk.imports.includes(one.fileName)) loaded.add(one);
  }
  return [...loaded];
}
