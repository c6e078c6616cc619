import type { Database } from './database.ts';

const DAY = 24 * 60 * 60_000;

/** How long the answer to a write can be asked for again under its key. */
export const KEY_LIFETIME = DAY;

/** Forgets keys, challenges and counters whose time is over. */
export async function purgeExpired({ queries }: Database, now: number): Promise<void> {
  await queries
    .deleteFrom('colloquy_write')
    .where('created_at', '<', now - KEY_LIFETIME)
    .execute();
  await queries.deleteFrom('colloquy_spent').where('expires_at', '<', now).execute();
  await queries.deleteFrom('colloquy_quota').where('expires_at', '<', now).execute();
}
