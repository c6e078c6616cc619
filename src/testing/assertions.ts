import {
  ADAPTER_ERROR_CODES,
  type AdapterError,
  type AdapterErrorCode,
} from '../core/adapter/adapter-error.ts';

/** Longer texts are cut in messages. */
const SHOWN_LENGTH = 160;

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Compares plain data, at all depths; a property that is undefined counts as absent. */
export function assertEqual(actual: unknown, expected: unknown, what: string): void {
  const difference = findDifference(actual, expected, what);
  assert(difference === null, difference ?? '');
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
  return ADAPTER_ERROR_CODES.includes((thrown as AdapterError).code);
}

export function show(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  const text = typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? String(value));
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}… (${text.length} characters)` : text;
}

/** The first difference, in words that begin with where it is. */
function findDifference(actual: unknown, expected: unknown, path: string): string | null {
  if (Object.is(actual, expected)) return null;
  const [left, right] = [partsOf(actual), partsOf(expected)];
  if (
    !left ||
    !right ||
    Array.isArray(actual) !== Array.isArray(expected) ||
    hasOtherLength(actual, expected)
  ) {
    return `${path}: expected ${show(expected)}, got ${show(actual)}.`;
  }
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const difference = findDifference(left[key], right[key], `${path} › ${key}`);
    if (difference !== null) return difference;
  }
  return null;
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}

/** Short lists are shown whole. */
function hasOtherLength(actual: unknown, expected: unknown): boolean {
  return Array.isArray(actual) && Array.isArray(expected) && actual.length !== expected.length;
}
