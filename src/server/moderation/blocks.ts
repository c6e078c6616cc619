import type { Backend } from '../backend.ts';
import { isoTime } from '../comments/present.ts';
import { foldName } from '../spam/suspicion.ts';

export interface BlockTarget {
  readonly kind: 'name' | 'address';
  /** A name, or the hash of an address. */
  readonly value: string;
}

const MAX_LISTED = 1000;

export async function listBlocks({ database, settings }: Backend) {
  const rows = await database.queries
    .selectFrom('colloquy_block')
    .select(['kind', 'value', 'created_at'])
    .where('site', '=', settings.site)
    .orderBy('created_at', 'desc')
    .limit(MAX_LISTED)
    .execute();
  return rows.map(({ kind, value, created_at: time }) => ({ kind, value, createdAt: isoTime(time) }));
}

export async function block({ database, settings, clock }: Backend, target: BlockTarget) {
  const { kind, value } = stored(target);
  const now = clock();
  await database.queries
    .insertInto('colloquy_block')
    .values({ site: settings.site, kind, value, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return { kind, value, createdAt: isoTime(now) };
}

export async function unblock({ database, settings }: Backend, target: BlockTarget): Promise<void> {
  const { kind, value } = stored(target);
  await database.queries
    .deleteFrom('colloquy_block')
    .where('site', '=', settings.site)
    .where('kind', '=', kind)
    .where('value', '=', value)
    .execute();
}

function stored({ kind, value }: BlockTarget): BlockTarget {
  return { kind, value: kind === 'name' ? foldName(value) : value };
}
