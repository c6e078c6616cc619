import type { ListQuery } from '../../../src/core/adapter/adapter.ts';
import { AdapterError } from '../../../src/core/adapter/adapter-error.ts';
import { replaceProperty } from '../../support/replace.ts';

/** What an adapter sent. */
export interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: unknown;
}

export const QUERY: ListQuery = { sort: 'oldest', limit: 50 };

export function call(): { signal: AbortSignal } {
  return { signal: new AbortController().signal };
}

export function write(idempotencyKey = 'a key'): { signal: AbortSignal; idempotencyKey: string } {
  return { ...call(), idempotencyKey };
}

/** Answers every request until the test is over; returns what was sent, which grows. */
export function answer(respond: (sent: Sent) => unknown): Sent[] {
  const all: Sent[] = [];
  replaceProperty(globalThis, 'fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const text = await request.text();
    const sent = {
      method: request.method,
      url: new URL(request.url),
      headers: request.headers,
      body: parse(text),
    };
    all.push(sent);
    const given = respond(sent);
    return given instanceof Response ? given : Response.json(given);
  });
  return all;
}

/** The error that a call is rejected with. */
export async function failure(promise: Promise<unknown>): Promise<AdapterError> {
  const outcome = await promise.then(
    (value) => new Error(`Resolved with ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  if (outcome instanceof AdapterError) return outcome;
  throw outcome;
}

/** What was sent as JSON; another text as it is. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text || undefined;
  }
}
