import { BadRecordError } from './problem.ts';

/** Text without space around it; undefined when there is none, or what is there is neither text nor number. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  return text === '' ? undefined : text;
}

export function requiredText(value: unknown, what: string): string {
  const text = textOf(value);
  if (text === undefined) throw new BadRecordError(`no ${what}`);
  return text;
}

/** An address that may become a link or a picture, or undefined: exports hold "undefined", paths and scripts. */
export function webAddress(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : undefined;
}

/** A count worth keeping. */
export function countOf(value: unknown): number {
  const count = Number(value ?? 0);
  return Number.isSafeInteger(count) ? count : 0;
}

const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(?:(Z|UTC)|([+-]\d\d):?(\d\d)?)?$/i;

/**
 * A moment as ISO 8601 in UTC. Numbers are seconds or, when they would be thousands of years off,
 * milliseconds since 1970; a time without a zone is UTC.
 */
export function timeOf(value: unknown, what: string): string {
  const time = optionalTimeOf(value);
  if (time === undefined) throw new BadRecordError(`no valid ${what}`, textOf(value));
  return time;
}

export function optionalTimeOf(value: unknown): string | undefined {
  const date = new Date(milliseconds(value));
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9999 ? date.toISOString() : undefined;
}

function milliseconds(value: unknown): number {
  const text = textOf(value) ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * (Number(text) < 1e11 ? 1000 : 1);
  const [, day, clock, , hours, minutes = '00'] = TIME.exec(text) ?? [];
  if (day === undefined) return NaN;
  const zone = hours === undefined ? 'Z' : `${hours}:${minutes}`;
  return Date.parse(`${day}T${clock}${zone}`);
}

/** Ups and downs as reactions; undefined when nobody voted. */
export function votes(up: number, down: number): Record<string, number> | undefined {
  if (up <= 0 && down <= 0) return undefined;
  return { ...(up > 0 && { up }), ...(down > 0 && { down }) };
}

/** Votes of a server that keeps only their sum. */
export function votesOfScore(score: number): Record<string, number> | undefined {
  return votes(Math.max(score, 0), Math.max(-score, 0));
}
