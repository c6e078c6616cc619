export const ADAPTER_ERROR_CODES = [
  'offline',
  'timeout',
  'auth-required',
  'forbidden',
  'edit-expired',
  'has-replies',
  'rate-limited',
  'duplicate',
  'invalid',
  'closed',
  'not-found',
  'challenge-required',
  'unsupported',
  'server',
  'bad-response',
] as const;

/** What went wrong, in the words every adapter shares. */
export type AdapterErrorCode = (typeof ADAPTER_ERROR_CODES)[number];

/** The fields of a new comment that an error can point at. */
export type CommentField = 'body' | 'name' | 'email' | 'website' | 'location';

/** Why a field was refused; the interface has the words. */
export type FieldErrorReason = 'required' | 'too-long' | 'too-short' | 'malformed' | 'refused';

export type FieldErrors = Partial<Readonly<Record<CommentField, FieldErrorReason>>>;

/** Something that only a person is thought to be able to do, asked of who sends a comment. */
export type Challenge =
  /** Type what the picture (a `data:` or `https:` address) shows. */
  | { readonly kind: 'image'; readonly image: string }
  /** Do what the page at this address asks. */
  | { readonly kind: 'frame'; readonly url: string };

export interface AdapterErrorOptions {
  /** With `challenge-required`: what to show. The same call is then made again with the answer. */
  readonly challenge?: Challenge;
  /** Milliseconds to wait before a further try. */
  readonly retryAfter?: number;
  readonly fields?: FieldErrors;
  /** For the site owner's console, in English: what was asked, what came, how to mend it. Never shown to readers. */
  readonly detail?: string;
  readonly cause?: unknown;
}

/** The one error that adapters throw and the store reports. */
export class AdapterError extends Error {
  override readonly name = 'AdapterError';
  readonly code: AdapterErrorCode;
  readonly retryAfter: number | undefined;
  readonly fields: FieldErrors;
  readonly challenge: Challenge | undefined;

  constructor(code: AdapterErrorCode, options: AdapterErrorOptions = {}) {
    super(options.detail ?? code, { cause: options.cause });
    this.code = code;
    this.retryAfter = options.retryAfter;
    this.fields = options.fields ?? {};
    this.challenge = options.challenge;
  }

  /** Whether sending the same again later may work, with nothing for the viewer to correct. */
  get retryable(): boolean {
    return /^(offline|timeout|rate-limited|server|bad-response)$/.test(this.code);
  }
}

/** Turns whatever an adapter threw into an AdapterError; an unexpected kind is the adapter's fault: `server`. */
export function toAdapterError(thrown: unknown): AdapterError {
  const known = isAdapterError(thrown);
  if (known && thrown instanceof AdapterError) return thrown;
  if (known) {
    const { code, message: detail, fields, retryAfter, challenge } = thrown as AdapterError;
    return new AdapterError(code, {
      detail,
      cause: thrown,
      ...(fields && { fields }),
      ...(retryAfter !== undefined && { retryAfter }),
      ...(challenge && { challenge }),
    });
  }
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : textOf(thrown);
  return new AdapterError('server', { detail: `The adapter failed with ${message}`, cause: thrown });
}

/** A page can hold two copies of this module (script tag and npm), so an error is also known by its name. */
function isAdapterError(thrown: unknown): boolean {
  const { name, code } = (thrown ?? {}) as Partial<AdapterError>;
  return (
    thrown instanceof Error && name === 'AdapterError' && ADAPTER_ERROR_CODES.some((known) => known === code)
  );
}

/** Not everything that can be thrown can be written as text. */
function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return typeof thrown;
  }
}
