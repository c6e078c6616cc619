import type { Context } from 'hono';
import type { Backend, Caller } from '../backend.ts';
import { Problem } from '../problem.ts';
import { hashToken, matchesHash } from '../secrets.ts';
import { addressOf } from './address.ts';

const VIEWER = /^[\w-]{22,128}$/;
const KEY = /^[\x21-\x7e]{16,200}$/;
const MAX_TOKEN = 200;

/** @throws Problem for headers that are not what they should be. */
export function callerOf(c: Context, { secrets, settings, moderatorHash }: Backend): Caller {
  const authorization = c.req.header('authorization');
  const token = authorization === undefined ? null : readToken(authorization);
  const viewer = c.req.header('colloquy-viewer');
  if (viewer !== undefined && !VIEWER.test(viewer)) {
    throw new Problem(
      'invalid',
      'Colloquy-Viewer must be 22 to 128 letters, digits, hyphens or underscores.',
    );
  }
  return {
    token,
    moderator: token !== null && matchesHash(token, moderatorHash),
    viewerHash: viewer === undefined ? null : hashToken(viewer),
    addressHash: secrets.hashAddress(addressOf(c, settings.trustedProxies)),
  };
}

/** @throws Problem `auth-required` or `forbidden` */
export function requireModerator(caller: Caller): void {
  if (caller.token === null) throw new Problem('auth-required', 'The moderator token is wanted.');
  if (!caller.moderator) throw new Problem('forbidden', 'The token is not that of a moderator.');
}

export function idempotencyKeyOf(c: Context): string | null {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return null;
  if (!KEY.test(key))
    throw new Problem('invalid', 'Idempotency-Key must be 16 to 200 visible ASCII characters.');
  return key;
}

function readToken(authorization: string): string {
  const token = /^Bearer +([\w~+/.=-]+)$/i.exec(authorization)?.[1];
  if (token === undefined || token.length > MAX_TOKEN) {
    throw new Problem('auth-required', 'The Authorization header must be "Bearer" and a token.');
  }
  return token;
}
