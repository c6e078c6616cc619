import type { Context, MiddlewareHandler } from 'hono';
import { Problem } from '../problem.ts';

const READ_METHODS = 'GET, HEAD, OPTIONS';
const WRITE_METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS';
const REQUEST_HEADERS =
  'Authorization, Content-Type, Idempotency-Key, Colloquy-Viewer, If-None-Match, Last-Event-ID';
const RESPONSE_HEADERS = 'ETag, Location, Retry-After';
const PREFLIGHT_SECONDS = '600';

/** Reads in all but the method: a list of threads does not fit into an address. */
const READS_BY_POST = new Set(['/v1/counts']);

/**
 * Who may do what from a page: everybody may read, and only pages of the listed origins may write or act as
 * a moderator. A request without an origin comes from no page. There are no cookies, so none of this
 * protects a session; it keeps other sites' pages from sending comments in their readers' names.
 */
export function guardOrigins(origins: readonly string[]): MiddlewareHandler {
  const listed = new Set(origins.map((origin) => origin.replace(/\/$/, '').toLowerCase()));
  const isListed = (origin: string) => listed.has('*') || listed.has(origin.toLowerCase());

  return async (c, next) => {
    const origin = c.req.header('origin');
    if (origin === undefined) return next();
    const mayWrite = isListed(origin);
    const mayRead = mayWrite || isOpenPath(c);
    if (c.req.method === 'OPTIONS') return preflight(c, origin, mayWrite, mayRead);
    if (!mayWrite && !isRead(c)) {
      throw new Problem('forbidden', `Pages of ${shown(origin)} may not write here.`);
    }
    await next();
    // Added afterwards, so that the answers of failures have it, too.
    if (mayRead) allow(c, mayWrite ? origin : '*');
  };
}

function isRead(c: Context): boolean {
  if (!isOpenPath(c)) return false;
  return /^(GET|HEAD)$/.test(c.req.method) || READS_BY_POST.has(c.req.path);
}

function isOpenPath(c: Context): boolean {
  return !c.req.path.startsWith('/v1/moderation');
}

function preflight(c: Context, origin: string, mayWrite: boolean, mayRead: boolean): Response {
  const response = c.body(null, 204);
  if (!mayRead) return response;
  allow(c, mayWrite ? origin : '*');
  const readByPost = READS_BY_POST.has(c.req.path) ? ', POST' : '';
  c.header('Access-Control-Allow-Methods', mayWrite ? WRITE_METHODS : READ_METHODS + readByPost);
  c.header('Access-Control-Allow-Headers', REQUEST_HEADERS);
  c.header('Access-Control-Max-Age', PREFLIGHT_SECONDS);
  return c.body(null, 204);
}

function allow(c: Context, origin: string): void {
  c.header('Access-Control-Allow-Origin', origin);
  c.header('Access-Control-Expose-Headers', RESPONSE_HEADERS);
  c.header('Vary', 'Origin', { append: true });
}

function shown(origin: string): string {
  return /^https?:\/\/[\w.:[\]-]{1,200}$/.test(origin) ? origin : 'this origin';
}
