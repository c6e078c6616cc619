import type { Backend } from '../backend.ts';
import type { ThreadNewsItem } from '../live/news.ts';
import { logFailure } from '../log.ts';

/**
 * Tells whoever watches; also that there is nothing to see, as the version alone would look like something
 * missed. The change is made; that nobody heard of it is no reason to say it was not.
 */
export async function announce({ news }: Backend, item: ThreadNewsItem): Promise<void> {
  const changes = item.changes?.filter((change) => change.kind !== 'unseen') ?? null;
  try {
    await news.announce({ ...item, changes });
  } catch (thrown) {
    logFailure('announcing a change', thrown);
  }
}
