import { AdapterError } from '../core/adapter/adapter-error.ts';
import { checkComment, isRecord } from '../core/adapter/check-answer.ts';
import type { Comment } from '../core/model/comment.ts';

/** The value where it is an object; else one in which nothing is. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

/** The value where it is a list; else one in which nothing is. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** @throws AdapterError `bad-response` where the value is no list */
export function requireList(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new AdapterError('bad-response', { detail: `The server gave no list of ${what}.` });
}

/** The value where it is a text or a number, as text; else an empty one. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}

/**
 * An id as a part of an address's path.
 *
 * @throws AdapterError `not-found` for what leads elsewhere there, and so names nothing
 */
export function segmentOf(id: string): string {
  if (/^\.{0,2}$/.test(id)) throw new AdapterError('not-found');
  return encoded(id);
}

/** A text as a part of an address. Half a character cannot be written there. */
export function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** The value where it is a count that can be one; else 0. */
export function countOf(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : 0;
}

/** Milliseconds since 1970 as a date of the model, or null where they are none. */
export function timeOf(milliseconds: unknown): string | null {
  const date = new Date(typeof milliseconds === 'number' ? milliseconds : NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/**
 * A comment made of what a server said, or null where that is none. Whatever is not of its type is left out.
 */
export function commentOf(parts: { readonly [K in keyof Comment]?: unknown }): Comment | null {
  return checkComment(parts);
}

/** @throws AdapterError `bad-response` where there is no comment */
export function requireComment(comment: Comment | null): Comment {
  if (comment) return comment;
  throw new AdapterError('bad-response', { detail: 'The server gave no comment.' });
}
