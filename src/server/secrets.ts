import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What is derived from the server's one secret, and hashes of what may not be stored plain. */
export interface Secrets {
  readonly challengeSecret: string;
  /** Tells addresses apart without keeping them. */
  hashAddress(address: string): string;
  /**
   * The token that lets an author change a comment. Made from the author's own idempotency key, so that a
   * repeated request gets the same token again though the database has only its hash.
   */
  ownerToken(commentId: string, idempotencyKey: string): string;
}

export function createSecrets(secret: string): Secrets {
  const derive = (purpose: string, value: string) =>
    createHmac('sha256', secret).update(`${purpose}\0${value}`).digest('base64url');
  return {
    challengeSecret: derive('challenge', ''),
    hashAddress: (address) => derive('address', address).slice(0, 22),
    ownerToken: (commentId, idempotencyKey) => derive('owner', `${commentId}\0${idempotencyKey}`),
  };
}

export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** For tokens and keys, which are long and random themselves: a plain hash says nothing about them. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Whether a token has this hash, in a time that does not tell how nearly. */
export function matchesHash(token: string, hash: string | null): boolean {
  if (hash === null) return false;
  const [given, known] = [Buffer.from(hashToken(token)), Buffer.from(hash)];
  return given.length === known.length && timingSafeEqual(given, known);
}
