import { Problem } from '../problem.ts';

/** Hand-written checks of what strangers send: the value as wanted, or a problem that says what was wanted. */

export function checkRecord(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Problem('invalid', `${what} must be an object.`);
  }
  return value as Record<string, unknown>;
}

/** A text that every database keeps as it is: no NUL, no half of a surrogate pair. */
export function checkText(value: unknown, what: string, max: number, min = 0): string {
  if (typeof value !== 'string') throw new Problem('invalid', `${what} must be a text.`);
  if (!isStorable(value)) throw new Problem('invalid', `${what} has characters that cannot be stored.`);
  if (value.length > max) throw new Problem('invalid', `${what} must have at most ${max} characters.`);
  if (value.length < min) throw new Problem('invalid', `${what} must have at least ${min} characters.`);
  return value;
}

export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

export function checkBoolean(value: unknown, what: string): boolean {
  if (typeof value !== 'boolean') throw new Problem('invalid', `${what} must be true or false.`);
  return value;
}

export function checkOneOf<T extends string>(value: unknown, what: string, words: readonly T[]): T {
  const word = words.find((one) => one === value);
  if (word === undefined) throw new Problem('invalid', `${what} must be one of ${words.join(', ')}.`);
  return word;
}

/** A whole number in a query string. */
export function checkNumber(
  value: string | undefined,
  what: string,
  { min, max, fallback }: { readonly min: number; readonly max: number; readonly fallback: number },
): number {
  if (value === undefined) return fallback;
  const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
  if (!(number >= min && number <= max)) {
    throw new Problem('invalid', `${what} must be a whole number from ${min} to ${max}.`);
  }
  return number;
}

/** What a template that lacked a value would send would put the comments of many pages into one thread. */
const ACCIDENTAL_KEY = /^(null|undefined|NaN|\[object Object\])$/;
const MAX_KEY = 2000;

export function checkThreadKey(value: unknown, what = 'thread.key'): string {
  const key = checkText(value, what, MAX_KEY, 1);
  if (ACCIDENTAL_KEY.test(key.trim())) throw new Problem('invalid', `${what} is a missing value as text.`);
  return key;
}

export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\//i.test(text)) return false;
  return URL.canParse(text);
}
