import type { Queries } from './database.ts';

export async function readSetting(queries: Queries, site: string, name: string): Promise<string | undefined> {
  const row = await queries
    .selectFrom('colloquy_setting')
    .select('value')
    .where('site', '=', site)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value;
}

export async function writeSetting(
  queries: Queries,
  site: string,
  name: string,
  value: string,
): Promise<void> {
  await queries
    .insertInto('colloquy_setting')
    .values({ site, name, value })
    .onConflict((conflict) => conflict.columns(['site', 'name']).doUpdateSet({ value }))
    .execute();
}

/** The stored value; what `create` gives where there is none yet, even if two processes ask at once. */
export async function settleSetting(
  queries: Queries,
  site: string,
  name: string,
  create: () => string,
): Promise<{ readonly value: string; readonly created: boolean }> {
  const known = await readSetting(queries, site, name);
  if (known !== undefined) return { value: known, created: false };
  const value = create();
  await queries
    .insertInto('colloquy_setting')
    .values({ site, name, value })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const settled = await readSetting(queries, site, name);
  return { value: settled ?? value, created: settled === value };
}
