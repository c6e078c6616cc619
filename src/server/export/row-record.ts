import { isoTime, readReactions } from '../comments/present.ts';
import type { CommentRow, ThreadRow } from '../comments/rows.ts';
import type { CommentRecord, ThreadRecord } from '../record.ts';

/** What an export says of a comment: all that an import reads, and nothing that only this database understands. */
export function commentRecord(row: CommentRow, thread: ThreadRow): CommentRecord {
  const reactions = readReactions(row);
  return {
    ...threadRecord(thread),
    id: row.id,
    parentId: row.parent_id,
    author: {
      ...(row.author_id !== null && { id: row.author_id }),
      name: row.author_name,
      ...(row.author_url !== null && { url: row.author_url }),
      ...(row.author_avatar_url !== null && { avatarUrl: row.author_avatar_url }),
      ...(row.author_location !== null && { location: row.author_location }),
      ...(row.author_badge !== null && { badge: row.author_badge }),
    },
    ...(row.email !== null && { email: row.email }),
    body: {
      format: row.body_format,
      value: row.body_value,
      ...(row.body_lang !== null && { lang: row.body_lang }),
    },
    createdAt: isoTime(row.created_at),
    ...(row.edited_at !== null && { editedAt: isoTime(row.edited_at) }),
    status: row.status,
    ...(row.pinned === 1 && { pinned: true }),
    ...(Object.keys(reactions).length > 0 && { reactions }),
  };
}

export function threadRecord({ key, url, title, closed }: ThreadRow): ThreadRecord {
  return {
    thread: key,
    ...(url !== '' && { threadUrl: url }),
    ...(title !== '' && { threadTitle: title }),
    ...(closed === 1 && { threadClosed: true }),
  };
}
