import { readRetryAfter, type Refusal } from './http.ts';
import { recordOf, textOf } from './untrusted.ts';

/** Stands for an answer that is no failure. */
export const NO_DISCUSSION = 'nobody has made a discussion yet';

/** What GitHub, or a service that asks it, says when it refuses. */
export function readRefusal(data: unknown, response: Response): Partial<Refusal> {
  const { error, message } = recordOf(data);
  const detail = textOf(error) || textOf(message);
  if (response.status === 404 && error === 'Discussion not found') return { detail, cause: NO_DISCUSSION };
  // A service has one status for all that GitHub finds wrong.
  if (/valid cursor/.test(detail)) return { code: 'invalid', detail };
  if (response.headers.get('x-ratelimit-remaining') !== '0') return { detail };
  const reset = Number(response.headers.get('x-ratelimit-reset'));
  const retryAfter =
    reset > 0 ? readRetryAfter(`${Math.max(0, Math.ceil(reset - Date.now() / 1000))}`) : undefined;
  return { code: 'rate-limited', detail, ...(retryAfter !== undefined && { retryAfter }) };
}
