import { AdapterError, type AdapterErrorCode } from '../core/adapter/adapter-error.ts';

export interface JsonRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

export interface JsonAnswer {
  readonly response: Response;
  /** Whatever the JSON holds; undefined where there is none. */
  readonly data: unknown;
}

/**
 * Asks a server for JSON.
 *
 * @param refusal reads the server's own way of saying no; what it leaves out follows from the status.
 * @throws AdapterError
 */
export async function requestJson(
  url: URL | string,
  { method = 'GET', headers, body, signal }: JsonRequest,
  refusal: (data: unknown, response: Response) => Partial<Refusal> = () => ({}),
): Promise<JsonAnswer> {
  const sent = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await send(url, {
    method,
    headers: { accept: 'application/json', ...sent, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    credentials: 'omit',
    signal,
  });
  const data = await readJson(response);
  if (response.ok && data !== NOT_JSON) return { response, data };
  if (response.ok) {
    throw new AdapterError('bad-response', {
      detail: `${method} ${String(url)} gave something that is not JSON.`,
    });
  }
  const retryAfter = readRetryAfter(response.headers.get('retry-after'));
  const { code = codeOf(response.status), detail = '', ...rest } = refusal(data, response);
  throw new AdapterError(code, {
    detail: `${method} ${String(url)} gave ${response.status}. ${detail}`.trim(),
    ...(retryAfter !== undefined && { retryAfter }),
    ...rest,
  });
}

/** What a server's refusal says, as far as it can be told. */
export interface Refusal {
  readonly code: AdapterErrorCode;
  /** For the site owner. */
  readonly detail: string;
  readonly retryAfter: number;
  readonly fields: AdapterError['fields'];
  readonly cause: unknown;
}

async function send(url: URL | string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw init.signal.reason;
    if (navigator.onLine === false) throw new AdapterError('offline', { cause });
    // Browsers do not tell these apart, so the owner gets all of them.
    const detail =
      `${String(url)} could not be reached. Is the address right, is the server running, ` +
      `and does it allow the page's origin (CORS)?`;
    throw new AdapterError('server', { detail, cause });
  }
}

const NOT_JSON = Symbol('not JSON');

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return NOT_JSON;
  }
}

function codeOf(status: number): AdapterErrorCode {
  if (status === 401) return 'auth-required';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 409) return 'duplicate';
  if (status === 425 || status === 429) return 'rate-limited';
  return status < 500 ? 'invalid' : 'server';
}

/** Milliseconds, from the header's seconds or its date; at most five minutes, whatever the server says. */
export function readRetryAfter(header: string | null, now = Date.now()): number | undefined {
  if (header === null) return undefined;
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(milliseconds) ? undefined : Math.min(Math.max(0, milliseconds), 300_000);
}
