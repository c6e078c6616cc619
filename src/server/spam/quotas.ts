import type { Backend, Caller } from '../backend.ts';
import type { Queries } from '../database/database.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';
import type { Quota } from '../settings.ts';

/** Counts against what one address may do; in the transaction, so that what is refused does not count. */
export async function spendQuota(
  transaction: Queries,
  { settings, clock }: Backend,
  kind: 'comments' | 'actions',
  caller: Caller,
): Promise<void> {
  if (caller.moderator) return;
  const quota = kind === 'comments' ? settings.commentsPerAddress : settings.actionsPerAddress;
  if (quota) await spend(transaction, `${settings.site} ${kind} ${caller.addressHash}`, quota, clock());
}

/** Counts against what one thread takes from everybody together. */
export async function spendThreadQuota(
  transaction: Queries,
  { settings, clock }: Backend,
  threadId: string,
  caller: Caller,
): Promise<void> {
  const quota = settings.commentsPerThread;
  if (quota && !caller.moderator) await spend(transaction, `thread ${threadId}`, quota, clock());
}

async function spend(transaction: Queries, name: string, quota: Quota, now: number): Promise<void> {
  const window = quota.seconds * 1000;
  const start = now - (now % window);
  const { used } = await transaction
    .insertInto('colloquy_quota')
    .values({ bucket: hashToken(`${name} ${start}`), used: 1, expires_at: start + window })
    .onConflict((conflict) =>
      conflict.column('bucket').doUpdateSet((set) => ({ used: set('colloquy_quota.used', '+', 1) })),
    )
    .returning('used')
    .executeTakeFirstOrThrow();
  if (used > quota.count) {
    throw new Problem('rate-limited', 'Too many at once; wait a little.', {
      retryAfter: start + window - now,
    });
  }
}
