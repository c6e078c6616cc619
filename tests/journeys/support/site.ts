/** A small static site on the loopback interface: folders of built files, and pages of a test's own. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { passOn } from './pass-on.ts';

export const ROOT = join(import.meta.dirname, '../../..');

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

export interface SiteOptions {
  /** What it serves by path; a path without an ending is a page. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folders by the path, with a slash at its end, that they appear under. */
  readonly folders?: Readonly<Record<string, string>>;
  /** Sent with every answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Servers that answer in its place, by the path, with a slash at its end, that they appear under. */
  readonly passesOn?: Readonly<Record<string, string>>;
  /** Default: any that is free. */
  readonly port?: number;
}

export class Site {
  /** Paths that were asked for, but for the icon that browsers look for. */
  readonly requests: string[] = [];
  readonly #options: SiteOptions;
  readonly #server: Server;

  private constructor(options: SiteOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname);
      if (path === '/favicon.ico') {
        response.writeHead(204).end();
        return;
      }
      this.requests.push(path);
      const passed = prefixOf(path, options.passesOn);
      if (passed !== undefined) {
        passOn(request, response, options.passesOn![passed]! + request.url!.slice(passed.length));
        return;
      }
      this.#read(path).then(
        (body) => {
          const type = TYPES[extname(path) || '.html'] ?? 'application/octet-stream';
          response.writeHead(200, { 'content-type': type, ...options.headers }).end(body);
        },
        () => response.writeHead(404).end(),
      );
    });
  }

  static async start(options: SiteOptions): Promise<Site> {
    for (const folder of Object.values(options.folders ?? {})) {
      if (!existsSync(folder)) throw new Error(`There is no ${folder}; npm run build makes it`);
    }
    const site = new Site(options);
    await new Promise<void>((resolve) => site.#server.listen(options.port ?? 0, '127.0.0.1', resolve));
    return site;
  }

  get origin(): string {
    const address = this.#server.address();
    if (!address || typeof address === 'string') throw new Error('The site is not running');
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #read(path: string): Promise<string | Buffer> {
    const { files = {}, folders = {} } = this.#options;
    const file = files[path];
    if (file !== undefined) return file;
    const prefix = prefixOf(path, folders);
    if (prefix === undefined || path.includes('/../')) throw new Error(`Nothing at ${path}`);
    const rest = path.slice(prefix.length);
    return readFile(join(folders[prefix]!, rest === '' || rest.endsWith('/') ? `${rest}index.html` : rest));
  }
}

/** The key that the path is below; a longer one is more particular. */
function prefixOf(path: string, keyed: Readonly<Record<string, string>> = {}): string | undefined {
  return Object.keys(keyed)
    .sort((a, b) => b.length - a.length)
    .find((one) => path.startsWith(one));
}
