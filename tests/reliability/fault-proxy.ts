/**
 * A proxy on the loopback interface that does to requests what bad networks and servers do. Which fault, to
 * which operation, for which part of a page and how often stands in the path:
 * `http://127.0.0.1:<port>/<fault>/<operation>/<scope>/<count>/v1/…`
 */
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Answer, FAULTS, type FaultName, isOperation, type Operation } from './faults.ts';

/** A request that came through, with what was done to it. */
export interface Passage {
  readonly scope: string;
  readonly method: string;
  readonly path: string;
  /** The idempotency key, if there was one. */
  readonly key: string | undefined;
  /** The fault that it suffered. */
  readonly fault: FaultName | null;
  /** In milliseconds, as `performance.now()` has them; the end is null for as long as it is under way. */
  readonly start: number;
  end: number | null;
}

/** Browsers ask for it before most requests; a chain of redirects asks at each step, so it must not take long. */
const LEAVE = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key, Colloquy-Viewer',
  'access-control-max-age': '600',
  connection: 'close',
};

/** How long the proxy is not there after `down`. */
const DOWN_MS = 1_000;

export class FaultProxy {
  readonly passages: Passage[] = [];
  readonly #target: URL;
  readonly #server: Server;
  /** How often each scope has suffered its fault. */
  readonly #suffered = new Map<string, number>();
  readonly #sockets = new Set<Socket>();
  readonly #suffering = new Map<Passage, Socket>();
  #port = 0;
  /** Resolves when the proxy is there again; null while it is. */
  #down: Promise<void> | null = null;

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((incoming, response) => {
      this.#pass(incoming, response).catch(() => response.destroy());
    });
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** @param target address of the server behind */
  static async start(target: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    await proxy.#listen(0);
    return proxy;
  }

  /**
   * @param scope of one part of a page; it has its own count
   * @param count requests of the operation that suffer the fault; without it, all until `heal`
   */
  endpoint(fault: FaultName | 'none', operation: Operation = 'any', scope = 'all', count = 1e9): string {
    return `http://127.0.0.1:${this.#port}/${fault}/${operation}/${scope}/${count}`;
  }

  /** From now on the scope's requests pass. */
  heal(scope = 'all'): void {
    this.#suffered.set(scope, Infinity);
  }

  /** Ends the connections of requests that suffer. */
  cut(scope = 'all'): void {
    for (const [passage, socket] of this.#suffering) if (passage.scope === scope) socket.resetAndDestroy();
  }

  /** Resolves when it listens. */
  async ready(): Promise<void> {
    await this.#down;
  }

  /** Requests that have asked for a comment to be made. */
  get posts(): readonly Passage[] {
    return this.passages.filter(({ method, path }) => method === 'POST' && path === '/v1/comments');
  }

  async close(): Promise<void> {
    await this.#down;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async #pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '', headers } = incoming;
    const [, fault = '', operation = '', scope = '', count = '', path = ''] =
      /^\/([\w-]+)\/(\w+)\/([\w-]+)\/(\d+)(\/.*)$/.exec(url) ?? [];
    const body = await readAll(incoming);
    if (method === 'OPTIONS') return void response.writeHead(204, LEAVE).end();
    const suffered = this.#suffered.get(scope) ?? 0;
    const suffers =
      fault in FAULTS && suffered < Number(count) && isOperation(operation as Operation, method, path);
    const passage: Passage = {
      scope,
      method,
      path: path.replace(/\?.*/s, ''),
      key: headers['idempotency-key'] as string | undefined,
      fault: suffers ? (fault as FaultName) : null,
      start: performance.now(),
      end: null,
    };
    this.passages.push(passage);
    response.once('close', () => {
      passage.end = performance.now();
      this.#suffering.delete(passage);
    });
    if (!suffers) return this.#forward(incoming, path, body, response);
    this.#suffered.set(scope, suffered + 1);
    const { socket } = incoming;
    this.#suffering.set(passage, socket);
    await FAULTS[fault as FaultName].strike({
      response,
      socket,
      url: `http://127.0.0.1:${this.#port}${url}`,
      origin: headers.origin ?? '*',
      ask: () => this.#ask(incoming, path, body),
      takeDown: () => (this.#down ??= this.#takeDown()),
    });
  }

  /** Nobody listens for a while. */
  async #takeDown(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.resetAndDestroy();
    await closed;
    for (let listens = false; !listens;) {
      await new Promise((resolve) => setTimeout(resolve, DOWN_MS));
      // Meanwhile some connection of this machine may have been given the number.
      listens = await this.#listen(this.#port).then(
        () => true,
        () => false,
      );
    }
    this.#down = null;
  }

  /** Has the server do what it is asked, and gives its whole answer. */
  async #ask(incoming: IncomingMessage, path: string, body: Buffer): Promise<Answer> {
    const answer = await this.#send(incoming, path, body);
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await readAll(answer) };
  }

  /** Passes request and answer on as they are. */
  async #forward(
    incoming: IncomingMessage,
    path: string,
    body: Buffer,
    response: ServerResponse,
  ): Promise<void> {
    const answer = await this.#send(incoming, path, body, response);
    // Browsers repeat by themselves what fails on a connection that was used before; each gets its own.
    response.writeHead(answer.statusCode ?? 0, { ...answer.headers, connection: 'close' });
    answer.pipe(response);
  }

  #send(
    { method, headers }: IncomingMessage,
    path: string,
    body: Buffer,
    until?: ServerResponse,
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const outgoing = request(new URL(path, this.#target), {
        method: method!,
        headers: { ...headers, host: this.#target.host, connection: 'close' },
      });
      // Who has gone needs no answer; streams of events would stay open for ever.
      until?.once('close', () => outgoing.destroy());
      outgoing.once('response', resolve).once('error', reject).end(body);
    });
  }
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
