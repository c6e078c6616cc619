import { AdapterError, type AdapterErrorCode, type Challenge } from '../core/adapter/adapter-error.ts';

export interface JsonRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as a form, for which browsers need no leave of another origin's server. */
  readonly body?: unknown;
  /** Whether the server's cookies go along; not unless it is said. */
  readonly credentials?: RequestCredentials;
  /** What a good answer is. A text is given as it came. */
  readonly answer?: 'json' | 'text';
  readonly signal: AbortSignal;
}

export interface JsonAnswer {
  readonly response: Response;
  /** Whatever the JSON holds; undefined where there is none, and the text where it is no JSON. */
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
  { method = 'GET', headers, body, credentials = 'omit', answer = 'json', signal }: JsonRequest,
  refusal: (data: unknown, response: Response) => Partial<Refusal> = () => ({}),
): Promise<JsonAnswer> {
  const isForm = body instanceof URLSearchParams;
  const sent = body === undefined || isForm ? {} : { 'content-type': 'application/json' };
  const { response, text: told } = await send(url, {
    method,
    headers: { accept: 'application/json', ...sent, ...headers },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    credentials,
    signal,
  });
  const text = withoutSecrets(told, headers);
  if (response.ok && answer === 'text') return { response, data: text };
  const { data, isJson } = parse(text);
  if (response.ok && isJson) return { response, data };
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

/** What lets one act in somebody's name. */
const SECRET = /^(authorization|user-api-key|x-wp-nonce|x-xsrf-token|colloquy-viewer)$/;

/** Shorter ones can be parts of words. */
const MIN_SECRET = 6;

/** What a server said, but for what it was told in confidence: its words get to consoles, logs and events. */
function withoutSecrets(text: string, headers: JsonRequest['headers'] = {}): string {
  return Object.entries(headers).reduce((rest, [name, value]) => {
    const secret = value.replace(/^Bearer /, '');
    return SECRET.test(name) && secret.length >= MIN_SECRET ? rest.replaceAll(secret, '…') : rest;
  }, text);
}

/** What is asked of an address. */
export function searchOf(query: Readonly<Record<string, string | number>>): URLSearchParams {
  return new URLSearchParams(Object.entries(query).map(([name, value]) => [name, `${value}`]));
}

/** What a server's refusal says, as far as it can be told. */
export interface Refusal {
  readonly code: AdapterErrorCode;
  /** For the site owner. */
  readonly detail: string;
  readonly retryAfter: number;
  readonly fields: AdapterError['fields'];
  readonly challenge: Challenge;
  readonly cause: unknown;
}

async function send(
  url: URL | string,
  init: RequestInit,
): Promise<{ readonly response: Response; readonly text: string }> {
  try {
    // Without this, browsers keep some answers for ever, such as a 410, and trying again would ask nobody.
    const response = await fetch(url, { cache: 'no-cache', ...init });
    return { response, text: await response.text() };
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

function parse(text: string): { readonly data: unknown; readonly isJson: boolean } {
  if (text === '') return { data: undefined, isJson: true };
  try {
    return { data: JSON.parse(text) as unknown, isJson: true };
  } catch {
    return { data: text, isJson: false };
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
