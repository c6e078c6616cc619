/** Isso from its Python package, and readers who have browsers of their own. */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { passOn } from '../journeys/support/pass-on.ts';
import { freePort } from '../runner/free-port.ts';
import { type Backend, findProgram, packagesOf } from './backend.ts';
import { CookieJar } from './cookie-jar.ts';
import { ServerFolder, ServerProcess } from './server-process.ts';

export const isso: Backend = {
  name: 'isso',
  title: `Isso ${readVersion()}`.trim(),
  missing: () => (findIsso() ? [] : ['isso']),
  install: 'python3 -m venv .cache/backends/isso && .cache/backends/isso/bin/pip install isso',
};

export interface IssoServer {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** @param page origin of the pages that it has comments for */
export async function startIsso(page: string): Promise<IssoServer> {
  const folder = new ServerFolder();
  const endpoint = `http://127.0.0.1:${await freePort()}`;
  const settings = folder.file('isso.cfg');
  writeFileSync(settings, settingsOf(folder.file('comments.db'), endpoint, page));
  try {
    const server = await ServerProcess.start({
      title: isso.title,
      command: findIsso()!,
      args: ['-c', settings, 'run'],
      isUp: () =>
        fetch(`${endpoint}/info`).then(
          ({ ok }) => ok,
          () => false,
        ),
    });
    return {
      endpoint,
      async stop() {
        await server.stop();
        folder.remove();
      },
    };
  } catch (thrown) {
    folder.remove();
    throw thrown;
  }
}

function settingsOf(database: string, endpoint: string, page: string): string {
  return `
[general]
dbpath = ${database}
host = ${page}

[server]
listen = ${endpoint}
# Readers tell what address they have.
trusted-proxies = 127.0.0.1

[guard]
# Its limits are of a minute and of a page, and the tests write more.
ratelimit = 1000000
direct-reply = 1000000
reply-to-self = true
require-author = true
`;
}

/** An Isso that is told where the page is, as its owner would tell it, once the page asks. */
export async function startIssoForPage(): Promise<IssoServer> {
  let started: Promise<IssoServer> | undefined;
  const front = createServer((asked, answer) => {
    started ??= startIsso(asked.headers.origin ?? '');
    void started.then(({ endpoint }) => passOn(asked, answer, endpoint + asked.url));
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    async stop() {
      front.close();
      front.closeAllConnections();
      await (await started)?.stop();
    },
  };
}

/** Isso takes readers of one such network for one. */
const NETWORKS = ['192.0.2.1', '198.51.100.1'] as const;

/**
 * Gives readers a browser each, with its cookies and its address on the network, of which Node has none: each has
 * an endpoint of its own, until `leave`.
 */
export function letReadersIn({ endpoint }: IssoServer): { endpoints: readonly string[]; leave: () => void } {
  const real = globalThis.fetch;
  const readers = new Map(
    NETWORKS.map((address) => [`https://isso-for-${address}.example`, browser(address)]),
  );
  globalThis.fetch = async (input, init = {}) => {
    const { url } = new Request(input);
    const [own, reader] = [...readers].find(([start]) => url.startsWith(start)) ?? [];
    if (own === undefined || !reader) return real(input, init);
    const answer = await real(endpoint + url.slice(own.length), reader.prepare(init));
    reader.keep(answer, init);
    return answer;
  };
  return { endpoints: [...readers.keys()], leave: () => void (globalThis.fetch = real) };
}

function browser(address: string) {
  const cookies = new CookieJar();
  return {
    prepare(init: RequestInit): RequestInit {
      const headers = new Headers(init.headers);
      headers.set('x-forwarded-for', address);
      if (init.credentials === 'include') headers.set('cookie', cookies.header);
      return { ...init, headers };
    },
    keep(answer: Response, init: RequestInit): void {
      if (init.credentials === 'include') cookies.keep(answer);
    },
  };
}

function findIsso(): string | undefined {
  const own = join(packagesOf('isso'), 'bin/isso');
  return findProgram('isso') ?? (existsSync(own) ? own : undefined);
}

function readVersion(): string {
  const program = findIsso();
  if (!program) return '';
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return /\d[\w.]*/.exec(stdout ?? '')?.[0] ?? '';
}
