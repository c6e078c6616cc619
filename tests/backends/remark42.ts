/** Remark42 from its own program, and readers who have browsers of their own. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import { freePort } from '../runner/free-port.ts';
import { type Backend, findProgram, packagesOf } from './backend.ts';
import { CookieJar } from './cookie-jar.ts';
import { ServerFolder, ServerProcess } from './server-process.ts';

export const remark42: Backend = {
  name: 'remark42',
  title: `Remark42 ${readVersion()}`.trim(),
  missing: () => (findRemark42() ? [] : ['remark42']),
  install:
    'git clone --depth 1 https://github.com/umputun/remark42 .cache/backends/remark42/source && go build -C .cache/backends/remark42/source/backend -o ../../remark42 ./app',
};

const PASSWORD = 'the password of the owner';
/** Signing in takes five. */
const MOST_STEPS = 10;

export class Remark42Server {
  readonly site = 'a-site';
  readonly endpoint: string;
  readonly #process: ServerProcess;
  readonly #folder: ServerFolder;

  private constructor(endpoint: string, process: ServerProcess, folder: ServerFolder) {
    this.endpoint = endpoint;
    this.#process = process;
    this.#folder = folder;
  }

  /** @param address what readers know it by, where that is not its own endpoint */
  static async start(address?: string): Promise<Remark42Server> {
    const folder = new ServerFolder();
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    try {
      const process = await ServerProcess.start({
        title: remark42.title,
        command: findRemark42()!,
        args: ['server'],
        environment: {
          REMARK_URL: address ?? endpoint,
          REMARK_ADDRESS: '127.0.0.1',
          REMARK_PORT: `${port}`,
          SECRET: 'a secret of the server',
          SITE: 'a-site',
          ADMIN_PASSWD: PASSWORD,
          STORE_BOLT_PATH: folder.file('store'),
          AVATAR_FS_PATH: folder.file('avatars'),
          IMAGE_FS_PATH: folder.file('pictures'),
          IMAGE_FS_STAGING: folder.file('staging'),
          BACKUP_PATH: folder.file('backups'),
          REMARK_WEB_ROOT: folder.file('web'),
          AUTH_ANON: 'true',
          // Signs in whoever gives a name, by the protocol of the social logins.
          AUTH_DEV: 'true',
          // The limit is of one reader, and the tests write more.
          UPDATE_LIMIT: '1000000',
        },
        isUp: () =>
          fetch(`${endpoint}/ping`).then(
            ({ ok }) => ok,
            () => false,
          ),
      });
      return new Remark42Server(endpoint, process, folder);
    } catch (thrown) {
      folder.remove();
      throw thrown;
    }
  }

  /** Makes the page's comments read-only. */
  async close(url: string): Promise<void> {
    const search = new URLSearchParams({ site: this.site, url, ro: '1' });
    const authorization = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`;
    const { ok, status } = await fetch(`${this.endpoint}/api/v1/admin/readonly?${search}`, {
      method: 'PUT',
      headers: { authorization },
    });
    if (!ok) throw new Error(`Remark42 does not close ${url}: ${status}`);
  }

  async stop(): Promise<void> {
    await this.#process.stop();
    this.#folder.remove();
  }
}

/** A browser that shows a page of the server's own origin. */
export class Reader {
  readonly #server: Remark42Server;
  readonly #cookies = new CookieJar();
  static #requests = 0;

  constructor(server: Remark42Server) {
    this.#server = server;
  }

  /** Signs in as anybody, as in the window that the adapter opens. */
  async signIn(name: string): Promise<void> {
    const { endpoint, site } = this.#server;
    let address = `${endpoint}/auth/dev/login?${new URLSearchParams({ site, from: `${endpoint}/ping` })}`;
    for (let step = 0; step < MOST_STEPS; step++) {
      const answer = await this.fetch(address, { redirect: 'manual', credentials: 'include' });
      const next = answer.headers.get('location');
      if (next) address = new URL(next, address).href;
      else if (answer.url.includes('/login/oauth/authorize')) address += `&username=${name}`;
      else if (answer.ok) return;
      else break;
    }
    throw new Error(`Remark42 does not sign in ${name}; it ended at ${address}`);
  }

  /** The adapter as pages in this browser have it. */
  open(create: () => CommentsAdapter): CommentsAdapter {
    return new Proxy(readers.run(this, create), {
      get: (adapter, name, receiver) => {
        const value: unknown = Reflect.get(adapter, name, receiver);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => readers.run(this, () => value.apply(adapter, args));
      },
    });
  }

  /** What `document.cookie` has of them. */
  get readableCookies(): string {
    return this.#cookies.readable;
  }

  async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const keepsCookies = init.credentials !== 'omit' && new URL(address).origin === this.#server.endpoint;
    if (keepsCookies) headers.set('cookie', this.#cookies.header);
    // Ten requests a second are allowed of one address, and it trusts what passes on to it.
    headers.set('x-real-ip', `203.0.113.${(Reader.#requests = (Reader.#requests + 1) % 250)}`);
    const answer = await nodeFetch(address, { ...init, headers });
    if (keepsCookies) this.#cookies.keep(answer);
    return answer;
  }
}

const nodeFetch = globalThis.fetch;
/** Whose page is asking. */
const readers = new AsyncLocalStorage<Reader>();

/** Gives Node what pages of the server's origin have: that origin, and per reader the cookies; until it is called. */
export function openPagesOf({ endpoint }: Remark42Server): () => void {
  const page = {
    location: new URL(`${endpoint}/a-page`),
    document: {
      get cookie() {
        return readers.getStore()?.readableCookies ?? '';
      },
    },
    fetch: (input: string, init?: RequestInit) =>
      readers.getStore()?.fetch(input, init) ?? nodeFetch(input, init),
  };
  for (const [name, value] of Object.entries(page)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  return () => {
    for (const name of Object.keys(page)) Reflect.deleteProperty(globalThis, name);
    globalThis.fetch = nodeFetch;
  };
}

function findRemark42(): string | undefined {
  const own = join(packagesOf('remark42'), 'remark42');
  return findProgram('remark42') ?? (existsSync(own) ? own : undefined);
}

function readVersion(): string {
  const program = findRemark42();
  if (!program) return '';
  const { stdout, stderr } = spawnSync(program, ['--help'], { encoding: 'utf8', timeout: 30_000 });
  return /^remark42 (\S+)/m.exec(stdout + stderr)?.[1] ?? '';
}
