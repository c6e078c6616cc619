import { scoreOfReactions } from '../comments/present.ts';
import { ERASED } from '../comments/remove.ts';
import type { CommentRow } from '../comments/rows.ts';
import type { CommentRecord } from '../record.ts';

/** Where in its thread a comment hangs. */
export type Place = Pick<
  CommentRow,
  'thread_id' | 'id' | 'site' | 'parent_id' | 'root_id' | 'depth' | 'reply_index'
>;

/** Of the column, in PostgreSQL. */
const MAX_SCORE = 2 ** 31 - 1;

/** The row of an imported comment that nobody has answered yet. Nobody but a moderator can change it. */
export function importedRow(record: CommentRecord, place: Place): CommentRow {
  const { author, body, reactions = {} } = record;
  const row: CommentRow = {
    ...place,
    last_reply_index: 0,
    replies: 0,
    listed: 0,
    root_rank: 0,
    status: record.status,
    // As in moderation: only top-level comments are pinned.
    pinned: record.pinned && place.depth === 0 ? 1 : 0,
    author_id: author.id ?? null,
    author_name: author.name,
    author_url: author.url ?? null,
    author_avatar_url: author.avatarUrl ?? null,
    author_location: author.location ?? null,
    author_badge: author.badge ?? null,
    email: record.email ?? null,
    body_format: body.format,
    body_value: body.value,
    body_lang: body.lang ?? null,
    created_at: Date.parse(record.createdAt),
    edited_at: record.editedAt === undefined ? null : Date.parse(record.editedAt),
    reactions: JSON.stringify(reactions),
    score: Math.max(-MAX_SCORE, Math.min(scoreOfReactions(reactions), MAX_SCORE)),
    reports: 0,
    owner_hash: null,
    address_hash: null,
    fingerprint: null,
  };
  return record.status === 'deleted' ? { ...row, ...ERASED } : row;
}
