import type { AdapterError, AdapterErrorCode } from '../core/adapter/adapter-error.ts';

/** Every code, so that the compiler tells when one is added. */
const CODES: Readonly<Record<AdapterErrorCode, true>> = {
  offline: true,
  timeout: true,
  'auth-required': true,
  forbidden: true,
  'edit-expired': true,
  'has-replies': true,
  'rate-limited': true,
  duplicate: true,
  invalid: true,
  closed: true,
  'not-found': true,
  'challenge-required': true,
  unsupported: true,
  server: true,
  'bad-response': true,
};

/** Longer texts are cut in messages. */
const SHOWN_LENGTH = 160;

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Compares plain data, at all depths. */
export function assertEqual(actual: unknown, expected: unknown, what: string): void {
  assert(isSame(actual, expected), `${what}: expected ${show(expected)}, got ${show(actual)}.`);
}

/** Resolves with what the call was rejected with; what it throws before it returns is a fault. */
export async function assertRejects(call: () => Promise<unknown>, what: string): Promise<unknown> {
  let promise: Promise<unknown>;
  try {
    promise = call();
  } catch (thrown) {
    throw new Error(`${what}: expected a rejected promise, but the call itself threw ${show(thrown)}.`, {
      cause: thrown,
    });
  }
  let answer: unknown;
  try {
    answer = await promise;
  } catch (reason) {
    return reason;
  }
  throw new Error(`${what}: expected a rejection, got the answer ${show(answer)}.`);
}

/** As `assertRejects`, with an AdapterError of one of the codes. */
export async function assertAdapterError(
  call: () => Promise<unknown>,
  codes: readonly AdapterErrorCode[],
  what: string,
): Promise<AdapterError> {
  const reason = await assertRejects(call, what);
  assert(
    isAdapterError(reason),
    `${what}: expected an AdapterError with the code ${codes.join(' or ')}, got ${show(reason)}.`,
  );
  assert(
    codes.includes(reason.code),
    `${what}: expected the code ${codes.join(' or ')}, got ${show(reason.code)}.`,
  );
  return reason;
}

/** By name and code, not by class: the adapter may be built with its own copy of the class. */
export function isAdapterError(thrown: unknown): thrown is AdapterError {
  if (!(thrown instanceof Error) || thrown.name !== 'AdapterError') return false;
  return Object.hasOwn(CODES, (thrown as AdapterError).code);
}

export function show(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  const text = typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? String(value));
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}… (${text.length} characters)` : text;
}

/** Whether two pieces of plain data are the same; a property that is undefined counts as absent. */
export function isSame(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || !left || !right) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [a, b] = [left as Record<string, unknown>, right as Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => isSame(a[key], b[key]));
}
