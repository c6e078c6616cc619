import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { watchPage, type Watched } from './in-page.ts';
import { type BenchThread, createThread, linkOf, LINKS } from './thread-data.ts';
import type { Answer, Route, Variant } from './variants/variant.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
};

/** So that the browser asks for none. */
const NO_ICON = '<link rel="icon" href="data:,">';

/** Serves every variant's page at `/NAME/SIZE/`, with what the page asks for below, to this machine only. */
export class BenchSite {
  /** What was asked for and is not there: a stand-in lacks something. */
  readonly missing = new Set<string>();
  readonly #variants: ReadonlyMap<string, Variant>;
  readonly #threads = new Map<number, BenchThread>();
  readonly #routes = new Map<string, Readonly<Record<string, Route>>>();
  readonly #files = new Map<string, Buffer>();
  readonly #server: Server;

  private constructor(variants: readonly Variant[]) {
    this.#variants = new Map(variants.map((variant) => [variant.name, variant]));
    this.#server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://bench').pathname;
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const answer = this.#answer(path, Buffer.concat(chunks).toString());
        if (!answer) this.missing.add(path);
        response.writeHead(answer ? 200 : 404, { 'content-type': answer?.type ?? 'text/plain' });
        response.end(answer?.body);
      });
    });
  }

  static async start(variants: readonly Variant[]): Promise<BenchSite> {
    const site = new BenchSite(variants);
    await new Promise<void>((resolve) => site.#server.listen(0, '127.0.0.1', resolve));
    return site;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** A page without anything, for what comes before a measurement. */
  get blank(): string {
    return this.#at('/');
  }

  page({ name }: Variant, size: number): string {
    return this.#at(`/${name}/${size}/`);
  }

  /** Made once for each size. */
  thread(size: number): BenchThread {
    const known = this.#threads.get(size) ?? createThread(size);
    this.#threads.set(size, known);
    return known;
  }

  watched({ list }: Variant, size: number): Watched {
    const last = this.thread(size).newestRoots.at(-1)!;
    return { list, anyLink: `a[href^="${LINKS}"]`, lastLink: `a[href="${linkOf(last.number)}"]` };
  }

  #at(path: string): string {
    const address = this.#server.address();
    if (!address || typeof address === 'string') throw new Error('The site is not running');
    return `http://127.0.0.1:${address.port}${path}`;
  }

  #answer(path: string, body: string): { type: string; body: string | Buffer } | null {
    if (path === '/') return { type: 'text/html', body: `<!doctype html>${NO_ICON}<title>Blank</title>` };
    const [, name, folder, rest] = /^\/([\w-]+)\/(\d+|assets)\/(.*)$/.exec(path) ?? [];
    const variant = this.#variants.get(name ?? '');
    if (!variant || rest === undefined) return null;
    if (folder === 'assets') return this.#asset(variant, rest);
    if (rest.startsWith('assets/')) return this.#asset(variant, rest.slice('assets/'.length));
    const size = Number(folder);
    if (rest === '') return this.#page(variant, size);
    const key = `${variant.name} ${size}`;
    const routes = this.#routes.get(key) ?? variant.routes?.(this.thread(size)) ?? {};
    this.#routes.set(key, routes);
    return routes[rest]?.(body) ?? null;
  }

  #asset({ assets }: Variant, path: string): { type: string; body: Buffer } | null {
    const type = TYPES[extname(path)];
    if (!assets || !type || path.includes('..')) return null;
    const file = join(assets, path);
    if (!existsSync(file)) return null;
    // Read once, so that a build beside the bench does not change what is measured.
    const body = this.#files.get(file) ?? readFileSync(file);
    this.#files.set(file, body);
    return { type, body };
  }

  #page(variant: Variant, size: number): Answer {
    const watch = `(${watchPage.toString()})(${JSON.stringify(this.watched(variant, size))})`;
    const body = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${variant.name}</title>
<link rel="canonical" href="https://bench.example/article">
${NO_ICON}
<style>
  body { max-width: 720px; margin: 0 auto; padding: 16px; font: 16px/1.5 sans-serif; }
</style>
<script>${watch}</script>
<h1>An article</h1>
<p>${'What it says, in a few words. '.repeat(12)}</p>
<main>${variant.body(this.thread(size))}</main>
</html>`;
    return { type: 'text/html', body };
  }
}
