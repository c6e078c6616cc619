import { createHash } from 'node:crypto';
import type { Context } from 'hono';

/** A validator of all that an answer depends on. Weak, as it says nothing of the bytes. */
export function etagOf(...parts: readonly unknown[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
  return `W/"${hash}"`;
}

/** Whether the client has this answer already. */
export function isKnown(c: Context, etag: string): boolean {
  const known = c.req.header('if-none-match');
  if (known === undefined) return false;
  if (known.trim() === '*') return true;
  return known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag.replace(/^W\//, ''));
}
