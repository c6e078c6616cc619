import { createHash } from 'node:crypto';
import type { Queries } from '../database/database.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';

/** A write that may be asked for several times under one key and must happen once. */
export interface KeyedWrite {
  readonly keyHash: string;
  readonly requestHash: string;
}

export function keyedWrite(key: string, request: unknown): KeyedWrite {
  return {
    keyHash: hashToken(key),
    requestHash: createHash('sha256').update(JSON.stringify(request)).digest('base64url'),
  };
}

/**
 * The comment that this write made or changed before, or null if it is the first time.
 *
 * @throws Problem `invalid` if the key was used for something else.
 */
export async function findEarlierWrite(queries: Queries, write: KeyedWrite): Promise<string | null> {
  const row = await queries
    .selectFrom('colloquy_write')
    .selectAll()
    .where('key_hash', '=', write.keyHash)
    .executeTakeFirst();
  if (!row) return null;
  if (row.request_hash !== write.requestHash) {
    throw new Problem('invalid', 'The Idempotency-Key was used for another request.', { status: 422 });
  }
  return row.comment_id;
}

/** Thrown out of a transaction whose work another request with the same key has done meanwhile. */
export class DoneMeanwhile extends Error {
  override readonly name = 'DoneMeanwhile';
}

/**
 * Notes the write; to be called first in its transaction. A second transaction with the same key waits here
 * until the first one is through.
 *
 * @throws DoneMeanwhile
 */
export async function claimWrite(
  transaction: Queries,
  write: KeyedWrite,
  commentId: string,
  now: number,
): Promise<void> {
  const row = await transaction
    .insertInto('colloquy_write')
    .values({
      key_hash: write.keyHash,
      request_hash: write.requestHash,
      comment_id: commentId,
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('comment_id')
    .executeTakeFirst();
  if (!row) throw new DoneMeanwhile();
}

/**
 * Does a write once: `replay` answers for one that was done before, by the id of its comment.
 */
export async function once<T>(
  queries: Queries,
  write: KeyedWrite | null,
  work: () => Promise<T>,
  replay: (commentId: string) => Promise<T>,
): Promise<T> {
  if (!write) return work();
  const earlier = await findEarlierWrite(queries, write);
  if (earlier !== null) return replay(earlier);
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof DoneMeanwhile)) throw thrown;
    const done = await findEarlierWrite(queries, write);
    if (done === null) throw new Problem('server', 'The write with this Idempotency-Key could not be found.');
    return replay(done);
  }
}
