import { type CommentRow, findComment, findComments, type ThreadRow } from '../comments/rows.ts';
import { forgetSegments } from '../comments/segments.ts';
import { count, isListed, rootRankOf, type ThreadCounts } from '../comments/visibility.ts';
import type { Queries } from '../database/database.ts';
import type { CommentRecord } from '../record.ts';
import { saveCounts } from './held-threads.ts';
import { importedRow } from './imported-row.ts';

/** A comment with the ids that it and its parent have in the database. */
export interface Arrival {
  readonly record: CommentRecord;
  readonly threadId: string;
  readonly id: string;
  readonly parentId: string | null;
}

/** Rows in one statement: there are limits to how much one may hold. */
const ROWS_AT_ONCE = 250;

/**
 * What many new comments make of threads that are held: the same as if they had been written one by one, but
 * counted here, so that only the outcome is written.
 */
export class ThreadGrowth {
  readonly #transaction: Queries;
  readonly #threads: ReadonlyMap<string, ThreadRow>;
  readonly #counts: ReadonlyMap<string, ThreadCounts>;
  /** Everything that was looked at. */
  readonly #rows = new Map<string, CommentRow>();
  readonly #changed = new Set<string>();

  constructor(transaction: Queries, threads: ReadonlyMap<string, ThreadRow>) {
    this.#transaction = transaction;
    this.#threads = threads;
    this.#counts = new Map([...threads].map(([id, thread]) => [id, { ...thread }]));
  }

  /** Looks up what these comments may meet: themselves, their parents, and the top of each conversation. */
  async prepare(arrivals: readonly Arrival[]): Promise<void> {
    await this.#lookUp(arrivals.flatMap(({ id, parentId }) => (parentId === null ? [id] : [id, parentId])));
    await this.#lookUp([...this.#rows.values()].map((row) => row.root_id));
  }

  async #lookUp(ids: readonly string[]): Promise<void> {
    const unknown = new Set(ids.filter((id) => !this.#rows.has(id)));
    for (const row of await findComments(this.#transaction, [...unknown])) this.#rows.set(row.id, row);
  }

  /** @returns whether it was not there yet. */
  async add({ record, threadId, id, parentId }: Arrival): Promise<boolean> {
    if (this.#rows.has(id)) return false;
    const { site } = this.#threads.get(threadId)!;
    const row = importedRow(record, { thread_id: threadId, id, site, ...this.#placeBelow(parentId, id) });
    this.#put(undefined, row);
    await this.#showAncestors(row);
    return true;
  }

  /** Comments that changed, and the counts of all threads. */
  async save(): Promise<void> {
    const rows = [...this.#changed].map((id) => this.#rows.get(id)!);
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      await saveComments(this.#transaction, rows.slice(start, start + ROWS_AT_ONCE));
    }
    const threads = [...this.#threads.values()];
    await forgetSegments(
      this.#transaction,
      threads.map(({ id }) => id),
    );
    await saveCounts(
      this.#transaction,
      threads.map((thread) => ({ ...thread, ...this.#counts.get(thread.id) })),
    );
  }

  /** Below a parent that is not there, a comment is a top-level one. */
  #placeBelow(parentId: string | null, id: string) {
    const parent = parentId === null ? undefined : this.#rows.get(parentId);
    if (!parent) return { parent_id: null, root_id: id, depth: 0, reply_index: 0 };
    const root = this.#rows.get(parent.root_id)!;
    const replyIndex = root.last_reply_index + 1;
    this.#put(root, { ...root, last_reply_index: replyIndex });
    return { parent_id: parentId, root_id: root.id, depth: parent.depth + 1, reply_index: replyIndex };
  }

  /** A comment that is listed makes its parent count one more reply, and a hole in the thread show. */
  async #showAncestors(row: CommentRow): Promise<void> {
    for (let child = row; isListed(child) && child.parent_id !== null;) {
      const parent =
        this.#rows.get(child.parent_id) ?? (await findComment(this.#transaction, child.parent_id));
      if (!parent) return;
      const after = { ...parent, replies: parent.replies + 1 };
      this.#put(parent, after);
      if (isListed(parent)) return;
      child = after;
    }
  }

  #put(before: CommentRow | undefined, after: CommentRow): void {
    const row = { ...after, listed: isListed(after) ? 1 : 0, root_rank: rootRankOf(after) };
    const counts = this.#counts.get(row.thread_id)!;
    if (before) count(counts, before, -1);
    count(counts, row, 1);
    this.#rows.set(row.id, row);
    this.#changed.add(row.id);
  }
}

/** Writes new comments, and of those that were there what others' coming changes. */
async function saveComments(transaction: Queries, rows: readonly CommentRow[]): Promise<void> {
  await transaction
    .insertInto('colloquy_comment')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(['thread_id', 'id']).doUpdateSet((set) => ({
        last_reply_index: set.ref('excluded.last_reply_index'),
        replies: set.ref('excluded.replies'),
        listed: set.ref('excluded.listed'),
        root_rank: set.ref('excluded.root_rank'),
      })),
    )
    .execute();
}
