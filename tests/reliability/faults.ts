/** Forty-two ways in which a request goes wrong, each done to a real connection. */
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request that is to go wrong. Its body has been read. */
export interface Exchange {
  readonly response: ServerResponse;
  readonly socket: Socket;
  readonly url: string;
  /** Of the page that asks. */
  readonly origin: string;
  /** Has the server do what it is asked, and gives its answer. */
  readonly ask: () => Promise<Answer>;
  readonly takeDown: () => Promise<void>;
}

/** What one looks like to a reader who does not know about networks. */
export type FaultClass =
  | 'slow'
  | 'unreachable'
  | 'silent'
  | 'nonsense'
  | 'busy'
  | 'signed out'
  | 'forbidden'
  | 'gone'
  | 'duplicate'
  | 'rejected';

export interface Fault {
  readonly kind: FaultClass;
  /** Whether the server has done what it was asked, all the same. */
  readonly done: boolean;
  readonly strike: (exchange: Exchange) => Promise<void> | void;
}

/** Operations of a reader, by the request that each leads to. */
const OPERATIONS = {
  any: /./,
  load: /^GET \/v1\/comments\?/,
  more: /^GET \/v1\/comments\?.*(cursor|page)=/,
  sort: /^GET \/v1\/comments\?.*sort=oldest/,
  locate: /^GET \/v1\/comments\/[^/]+\/page/,
  count: /^POST \/v1\/counts/,
  post: /^POST \/v1\/comments$/,
  reply: /^POST \/v1\/comments$/,
  edit: /^PATCH \/v1\/comments\//,
  remove: /^DELETE \/v1\/comments\/[^/]+$/,
  vote: /^PUT \/v1\/comments\/[^/]+\/reactions\//,
} as const;

export type Operation = keyof typeof OPERATIONS;

/** The stream of news always passes. */
export function isOperation(operation: Operation, method: string, path: string): boolean {
  if (path.startsWith('/v1/events')) return false;
  return OPERATIONS[operation].test(`${method} ${path}`);
}

const LATE_MS = 1_000;
/** No browser refuses to ask there, and nothing listens. */
const CLOSED_PORT = 2;

/** Such as servers and what stands before them show, with all that no reader should see. */
const ERROR_PAGE = `<!doctype html><html><head><title>Error 5xx</title></head><body><h1>Error 5xx</h1>
<pre>TypeError: Cannot read properties of undefined (reading 'rows')
    at Database.query (/srv/app/node_modules/database/index.js:512:17)</pre></body></html>`;

const toxics = {
  latency: fault('slow', true, async ({ ask, socket }) => {
    const answer = await ask();
    await pause(LATE_MS);
    socket.end(message(answer));
  }),
  down: fault('unreachable', false, ({ takeDown }) => takeDown()),
  bandwidth: fault('slow', true, async ({ ask, socket }) => {
    const answer = await ask();
    await inPieces(socket, message(answer), 1024, 100);
  }),
  'slow-close': fault('slow', true, async ({ ask, socket }) => {
    const { headers, ...answer } = await ask();
    const { 'content-length': _, ...endless } = headers;
    socket.write(message({ ...answer, headers: endless }));
    await pause(LATE_MS);
    socket.end();
  }),
  timeout: fault('unreachable', true, async ({ ask, socket }) => {
    await ask();
    await pause(LATE_MS);
    socket.end();
  }),
  'reset-peer': fault('unreachable', true, async ({ ask, socket }) => {
    await ask();
    await pause(LATE_MS);
    socket.resetAndDestroy();
  }),
  slicer: fault('slow', true, async ({ ask, socket }) => {
    await inPieces(socket, message(await ask()), 64, 4);
  }),
  'limit-data': fault('unreachable', true, async ({ ask, socket }) => {
    socket.end(halfOf(await ask()));
  }),
} satisfies Record<string, Fault>;

/** Each is another error code of the browser. */
const networkErrors = {
  // A redirect is how one request among many gets to where nobody listens.
  refused: fault('unreachable', false, (exchange) =>
    redirect(exchange, `http://127.0.0.1:${CLOSED_PORT}/v1/comments`),
  ),
  'reset-before': fault('unreachable', false, ({ socket }) => void socket.resetAndDestroy()),
  'reset-after': fault('unreachable', true, async ({ ask, socket }) => {
    await ask();
    socket.resetAndDestroy();
  }),
  'reset-mid-body': fault('unreachable', true, async ({ ask, socket }) => {
    await written(socket, halfOf(await ask()));
    await pause(50);
    socket.resetAndDestroy();
  }),
  'empty-response': fault('unreachable', false, ({ socket }) => void socket.end()),
  'closed-after': fault('unreachable', true, async ({ ask, socket }) => {
    await ask();
    socket.end();
  }),
  'truncated-chunks': fault('unreachable', true, async ({ ask, socket }) => {
    const { body, ...answer } = await ask();
    socket.end(message(chunked({ ...answer, body: Buffer.concat([chunk(body)]) })));
  }),
  'invalid-chunks': fault('unreachable', true, async ({ ask, socket }) => {
    const { body, ...answer } = await ask();
    socket.end(message(chunked({ ...answer, body: Buffer.concat([chunk(body), Buffer.from('zz\r\n')]) })));
  }),
  'content-length-mismatch': fault('unreachable', true, async ({ ask, socket }) => {
    const { headers, body, status } = await ask();
    const longer = { ...headers, 'content-length': `${body.length + 100}` };
    socket.end(message({ status, headers: longer, body }));
  }),
  'invalid-headers': fault('unreachable', true, async ({ ask, socket }) => {
    const { headers, body, status } = await ask();
    const twice = { ...headers, 'content-length': `${body.length}`, 'Content-Length': `${body.length + 1}` };
    socket.end(message({ status, headers: twice, body }));
  }),
  'invalid-gzip': fault('unreachable', true, async ({ ask, socket }) => {
    const { headers, ...answer } = await ask();
    socket.end(message({ ...answer, headers: { ...headers, 'content-encoding': 'gzip' } }));
  }),
  'no-http': fault('unreachable', false, ({ socket }) => void socket.end('SSH-2.0-OpenSSH_9.2p1\r\n')),
  'redirect-loop': fault('unreachable', false, (exchange) => redirect(exchange, exchange.url)),
  hanging: fault('silent', false, () => {}),
  'hanging-after': fault('silent', true, async ({ ask }) => void (await ask())),
} satisfies Record<string, Fault>;

const answers = {
  '401': refusal('signed out', 401),
  '403': refusal('forbidden', 403),
  '404': refusal('gone', 404),
  '408': refusal('silent', 408),
  '409': refusal('duplicate', 409),
  '410': refusal('gone', 410),
  '413': refusal('rejected', 413),
  '422': refusal('rejected', 422),
  '425': refusal('busy', 425),
  '429-seconds': refusal('busy', 429, () => ({ 'retry-after': '1' })),
  '429-date': refusal('busy', 429, () => ({
    'retry-after': new Date(Date.now() + 2_000).toUTCString(),
  })),
  '500': refusal('unreachable', 500),
  // A gateway that does not understand the server, or loses patience, has asked it.
  '502': refusal('unreachable', 502, () => ({}), true),
  '503': refusal('unreachable', 503),
  '504': refusal('silent', 504, () => ({}), true),
  // As networks answer that want a fee or a password first.
  'html-200': fault('nonsense', false, (exchange) => answer(exchange, 200, ERROR_PAGE, 'text/html')),
  'truncated-json': fault('nonsense', true, async (exchange) => {
    const { body } = await exchange.ask();
    answer(exchange, 200, body.subarray(0, body.length / 2));
  }),
  'wrong-schema': fault('nonsense', true, async (exchange) => {
    await exchange.ask();
    answer(exchange, 200, JSON.stringify({ comments: 'none', comment: { id: 7 }, counts: 'none' }));
  }),
  empty: fault('nonsense', true, async (exchange) => {
    await exchange.ask();
    answer(exchange, 200, '');
  }),
} satisfies Record<string, Fault>;

export const FAULTS: Readonly<Record<FaultName, Fault>> = { ...toxics, ...networkErrors, ...answers };

export type FaultName = keyof typeof toxics | keyof typeof networkErrors | keyof typeof answers;

function fault(kind: FaultClass, done: boolean, strike: Fault['strike']): Fault {
  return { kind, done, strike };
}

/** An answer with this status and a page that says what no reader should see. */
function refusal(
  kind: FaultClass,
  status: number,
  headers: () => Readonly<Record<string, string>> = () => ({}),
  done = false,
): Fault {
  return fault(kind, done, async (exchange) => {
    if (done) await exchange.ask();
    answer(exchange, status, ERROR_PAGE, 'text/html', headers());
  });
}

function answer(
  { response, origin }: Exchange,
  status: number,
  body: string | Buffer,
  type = 'application/json',
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    'content-type': type,
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'Retry-After',
    connection: 'close',
    ...headers,
  });
  response.end(body);
}

function redirect({ response, origin }: Exchange, location: string): void {
  response.writeHead(307, { location, 'access-control-allow-origin': origin, connection: 'close' }).end();
}

/** The bytes of an answer, whatever they mean. */
function message({ status, headers, body }: Answer): Buffer {
  const lines = Object.entries({ ...headers, connection: 'close' }).map(
    ([name, value]) => `${name}: ${String(value)}`,
  );
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} .\r\n${lines.join('\r\n')}\r\n\r\n`), body]);
}

/** All of its head and half of its body. */
function halfOf(answer: Answer): Buffer {
  const whole = message(answer);
  return whole.subarray(0, whole.length - Math.ceil(answer.body.length / 2));
}

function chunked({ headers, ...answer }: Answer): Answer {
  const { 'content-length': _, ...rest } = headers;
  return { ...answer, headers: { ...rest, 'transfer-encoding': 'chunked' } };
}

function chunk(data: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from('\r\n')]);
}

async function inPieces(socket: Socket, data: Buffer, size: number, interval: number): Promise<void> {
  for (let at = 0; at < data.length && !socket.destroyed; at += size) {
    socket.write(data.subarray(at, at + size));
    await pause(interval);
  }
  socket.end();
}

function written(socket: Socket, data: Buffer): Promise<void> {
  return new Promise((resolve) => socket.write(data, () => resolve()));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
