import type { CommentPage, ListQuery } from '../adapter/adapter.ts';
import { checkPage } from '../adapter/check-answer.ts';
import type { Comment } from '../model/comment.ts';
import { callAdapter } from './call.ts';
import type { LiveContext } from './live-context.ts';
import { Polling } from './polling.ts';

/**
 * Looks at the newest comments again and again, and tells what has changed among them.
 *
 * @param first the page with which the reader began, and what it answers
 * @param active whether anybody is looking
 */
export function pollForChanges(
  { adapter, thread, signal, timeout, onChange }: LiveContext,
  first: { readonly page: CommentPage; readonly query: ListQuery; readonly located: boolean },
  active: boolean,
): Polling {
  const { sorts } = first.page.capabilities;
  const query: ListQuery = {
    sort: sorts.includes('newest') ? 'newest' : sorts[0]!,
    limit: first.query.limit,
  };
  // Another part of the thread says nothing of what is newest.
  const isNewest = !first.located && JSON.stringify(query) === JSON.stringify(first.query);
  /** The newest comments as last seen, by their ids in JSON; null before the first look. */
  let seen = isNewest ? inJson(first.page.comments) : null;

  /** Resolves with whether there was anything new. */
  async function look(): Promise<boolean> {
    const list = (signal: AbortSignal) => adapter.list(thread, query, { signal });
    const { page } = checkPage(await callAdapter(list, signal, timeout));
    const before = seen;
    const now = (seen = inJson(page.comments));
    // On the first look it is not known what is new.
    const changed = before ? page.comments.filter(({ id }) => now.get(id) !== before.get(id)) : [];
    for (const comment of changed) onChange({ kind: 'saved', comment, existing: before!.has(comment.id) });
    return changed.length > 0;
  }

  const polling = new Polling(look, active);
  signal.addEventListener('abort', () => polling.stop(), { once: true });
  return polling;
}

function inJson(comments: readonly Comment[]): ReadonlyMap<string, string> {
  return new Map(comments.map((comment) => [comment.id, JSON.stringify(comment)]));
}
