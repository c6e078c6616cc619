import type { Backend } from '../backend.ts';
import { readSetting, writeSetting } from '../database/stored-settings.ts';

/** Whether new comments wait for a moderator (`pre`) or are looked at afterwards. */
export type ModerationMode = 'pre' | 'post';

const NAME = 'moderation';

export async function moderationOf({ database, settings }: Backend): Promise<ModerationMode> {
  const chosen = await readSetting(database.queries, settings.site, NAME);
  return chosen === 'pre' || chosen === 'post' ? chosen : settings.moderation;
}

export async function setModeration({ database, settings }: Backend, mode: ModerationMode): Promise<void> {
  await writeSetting(database.queries, settings.site, NAME, mode);
}
