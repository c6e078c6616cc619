/** The codes of Colloquy's adapters that a server can answer with, and the HTTP status of each. */
const STATUS = {
  invalid: 400,
  'auth-required': 401,
  forbidden: 403,
  'edit-expired': 403,
  closed: 403,
  'not-found': 404,
  unsupported: 405,
  timeout: 408,
  duplicate: 409,
  'challenge-required': 428,
  'rate-limited': 429,
  server: 500,
} as const;

const TITLE: Readonly<Record<ProblemCode, string>> = {
  invalid: 'The request is not valid',
  'auth-required': 'A token is required',
  forbidden: 'Not allowed',
  'edit-expired': 'The time for changing this comment is over',
  closed: 'The thread is closed',
  'not-found': 'Not found',
  unsupported: 'Not supported here',
  timeout: 'The request took too long',
  duplicate: 'The same comment is there already',
  'challenge-required': 'A challenge must be solved first',
  'rate-limited': 'Too many requests',
  server: 'The server failed',
};

export type ProblemCode = keyof typeof STATUS;
export type ProblemField = 'body' | 'name' | 'email' | 'website' | 'location';
export type ProblemReason = 'required' | 'too-long' | 'too-short' | 'malformed' | 'refused';
export type ProblemFields = Partial<Record<ProblemField, ProblemReason>>;

export interface ProblemOptions {
  /** Where it differs from the usual one of the code. */
  readonly status?: number;
  readonly fields?: ProblemFields;
  /** Milliseconds. */
  readonly retryAfter?: number;
  readonly challenge?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why a request is refused, thrown from wherever that is noticed. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly options: ProblemOptions;

  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(detail);
    this.code = code;
    this.options = options;
  }
}

/** The answer for a problem: problem details as RFC 9457 has them. */
export function problemResponse({ code, message, options }: Problem): Response {
  const { status = STATUS[code], fields, retryAfter, challenge, headers } = options;
  const document = {
    type: `urn:colloquy:problem:${code}`,
    title: TITLE[code],
    status,
    detail: message,
    code,
    ...(fields && { fields }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(challenge !== undefined && { challenge }),
  };
  return new Response(JSON.stringify(document), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(retryAfter !== undefined && { 'retry-after': String(Math.max(1, Math.ceil(retryAfter / 1000))) }),
      ...(code === 'auth-required' && { 'www-authenticate': 'Bearer realm="colloquy"' }),
      ...headers,
    },
  });
}
