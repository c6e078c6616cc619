import assert from 'node:assert/strict';
import type { CommentRow } from '../../../src/server/comments/rows.ts';
import { openDatabase } from '../../../src/server/database/open-database.ts';
import type { Stored } from './fixture.ts';

/** Counts all that the server keeps instead of counting, from nothing but parents, statuses and pins. */
export async function assertKeptCounts({ database: where, site }: Stored): Promise<void> {
  const database = await openDatabase(where);
  try {
    const threads = await database.queries
      .selectFrom('colloquy_thread')
      .selectAll()
      .where('site', '=', site)
      .execute();
    for (const thread of threads) {
      const rows = await database.queries
        .selectFrom('colloquy_comment')
        .selectAll()
        .where('thread_id', '=', thread.id)
        .execute();
      const counted = countThread(rows);
      const { total, roots, pinned_roots: pinnedRoots } = thread;
      assert.deepEqual({ total, roots, pinnedRoots }, counted.thread, thread.key);
      for (const row of rows) {
        const { root_id: root, depth, replies, listed, root_rank: rank, last_reply_index: last } = row;
        assert.deepEqual({ root, depth, replies, listed, rank, last }, counted.comments.get(row.id), row.id);
        assert.equal(row.site, site);
      }
      for (const indexes of counted.replyIndexes) {
        assert.deepEqual(
          indexes.toSorted((a, b) => a - b),
          indexes.map((_, index) => index + 1),
        );
      }
    }
  } finally {
    await database.close();
  }
}

function countThread(rows: readonly CommentRow[]) {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const answers = Map.groupBy(rows, (row) => row.parent_id);
  const pathOf = (row: CommentRow): CommentRow[] =>
    row.parent_id === null ? [row] : [...pathOf(byId.get(row.parent_id)!), row];
  const repliesOf = ({ id }: CommentRow): number => (answers.get(id) ?? []).filter(isListed).length;
  const isListed = (row: CommentRow): boolean => row.status === 'published' || repliesOf(row) > 0;
  const isPinned = (row: CommentRow) => row.pinned === 1 && row.status === 'published';
  const rankOf = (row: CommentRow) => (row.parent_id !== null || !isListed(row) ? 0 : isPinned(row) ? 2 : 1);
  const below = Map.groupBy(
    rows.filter((row) => row.parent_id !== null),
    (row) => pathOf(row)[0]!.id,
  );
  const listedRoots = rows.filter((row) => rankOf(row) > 0);
  return {
    thread: {
      total: rows.filter((row) => row.status === 'published').length,
      roots: listedRoots.length,
      pinnedRoots: listedRoots.filter(isPinned).length,
    },
    comments: new Map(
      rows.map((row) => [
        row.id,
        {
          root: pathOf(row)[0]!.id,
          depth: pathOf(row).length - 1,
          replies: repliesOf(row),
          listed: isListed(row) ? 1 : 0,
          rank: rankOf(row),
          last: below.get(row.id)?.length ?? 0,
        },
      ]),
    ),
    replyIndexes: [...below.values()].map((replies) => replies.map((row) => row.reply_index)),
  };
}
