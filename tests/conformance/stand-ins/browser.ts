import { replaceProperty } from '../../support/replace.ts';

/** Who asks: what a server knows of a browser beside the request. */
export interface Client {
  /** Of the page that asks. */
  readonly origin: string;
  /** On the network. */
  readonly address: string;
  /** The browser's cookies for the server, which its answers set. */
  readonly cookies: Map<string, string>;
}

/** Plays a server: the answers to requests, without a network. */
export interface StandIn {
  handle(request: Request, client?: Client): Promise<Response>;
}

/** What a server lets pages of other origins do. */
export interface CorsPolicy {
  readonly allows: (origin: string) => boolean;
  readonly credentials: boolean;
  readonly methods: readonly string[];
  /** Request headers beyond those that any page may send. */
  readonly headers: readonly string[];
  /** Answer headers that pages may read. */
  readonly exposed: readonly string[];
}

const PAGE_ORIGIN = 'https://page.example';
const SIMPLE_METHODS = ['GET', 'HEAD', 'POST'];
const SIMPLE_HEADERS = ['accept', 'accept-language', 'content-language'];
const READABLE_HEADERS = ['cache-control', 'content-language', 'content-length', 'content-type', 'expires'];

export function newClient(given: Partial<Client> = {}): Client {
  return { origin: PAGE_ORIGIN, address: '192.0.2.1', cookies: new Map(), ...given };
}

/**
 * Answers as a browser lets a page of another origin see it. A request that the browser would not send, and an
 * answer that it would not give to the page, are network errors.
 */
export async function answerAcrossOrigins(
  policy: CorsPolicy,
  request: Request,
  client: Client,
  handle: (client: Client) => Promise<Response>,
): Promise<Response> {
  const sameOrigin = new URL(request.url).origin === client.origin;
  const withCookies =
    request.credentials === 'include' || (sameOrigin && request.credentials === 'same-origin');
  const known = withCookies ? client : { ...client, cookies: new Map<string, string>() };
  if (sameOrigin) return handle(known);
  if (!policy.allows(client.origin) || (withCookies && !policy.credentials)) return Response.error();
  if (![...SIMPLE_METHODS, ...policy.methods].includes(request.method)) return Response.error();
  for (const [name, value] of request.headers) {
    const simple =
      SIMPLE_HEADERS.includes(name) ||
      (name === 'content-type' &&
        /^(text\/plain|multipart\/form-data|application\/x-www-form-urlencoded)/.test(value));
    if (!simple && !policy.headers.some((allowed) => allowed.toLowerCase() === name)) return Response.error();
  }
  const answer = await handle(known);
  const readable = [...READABLE_HEADERS, ...policy.exposed.map((name) => name.toLowerCase())];
  const headers = [...answer.headers].filter(([name]) => readable.includes(name));
  return new Response(answer.body, { status: answer.status, headers });
}

/** Has the page's `fetch` answered by stand-ins, by the address that begins the request's, until the test is over. */
export function serve(servers: Readonly<Record<string, readonly [StandIn, Client]>>): void {
  replaceProperty(globalThis, 'fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const address = Object.keys(servers).find((start) => request.url.startsWith(start));
    if (!address) throw new TypeError(`Nobody answers ${request.url}`);
    const [standIn, client] = servers[address]!;
    const answer = await standIn.handle(request, client);
    request.signal.throwIfAborted();
    if (answer.type === 'error') throw new TypeError('Failed to fetch');
    return answer;
  });
}

export function json(data: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(data), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}
