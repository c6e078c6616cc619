import type { ColumnType } from 'kysely';
import type { BodyFormat } from '../../core/model/comment.ts';

/**
 * The tables. Each statement about comments names their thread, by which all of this can be spread over
 * machines: ids are random texts, nothing counts up, and no lock is wider than the row of one thread.
 */
export interface Tables {
  readonly colloquy_thread: ThreadTable;
  readonly colloquy_comment: CommentTable;
  readonly colloquy_segment: SegmentTable;
  readonly colloquy_reaction: ReactionTable;
  readonly colloquy_report: ReportTable;
  readonly colloquy_write: WriteTable;
  readonly colloquy_spent: SpentTable;
  readonly colloquy_quota: QuotaTable;
  readonly colloquy_block: BlockTable;
  readonly colloquy_setting: SettingTable;
}

/** SQLite has no booleans. */
export type Flag = 0 | 1;

export type StoredStatus = 'published' | 'pending' | 'spam' | 'hidden' | 'deleted';

export interface ThreadTable {
  /** Made from site and key: see `thread-id.ts`. */
  readonly id: string;
  readonly site: string;
  readonly key: string;
  readonly url: string;
  readonly title: string;
  readonly closed: number;
  /** Grows with each change of anything in the thread. */
  readonly version: number;
  /** Published comments at all levels. */
  readonly total: number;
  /** Listed top-level comments, and how many of them are pinned. */
  readonly roots: number;
  readonly pinned_roots: number;
  readonly created_at: number;
}

export interface CommentTable {
  readonly thread_id: string;
  readonly id: string;
  readonly site: string;
  readonly parent_id: string | null;
  /** The top-level comment above it; its own id for a top-level comment. */
  readonly root_id: string;
  readonly depth: number;
  /** Position among everything below its root, from 1 in order of arrival; 0 for the root. */
  readonly reply_index: number;
  /** For a root: the last position given. */
  readonly last_reply_index: number;
  /** Direct replies that are listed. */
  readonly replies: number;
  /** Whether readers see it: published, or a hole with listed replies. */
  readonly listed: number;
  /** 2 pinned and 1 other listed top-level comments, 0 all else: what pages are counted by. */
  readonly root_rank: number;
  readonly status: ColumnType<StoredStatus, StoredStatus, StoredStatus>;
  readonly pinned: number;
  readonly author_id: string | null;
  readonly author_name: string;
  readonly author_url: string | null;
  readonly author_avatar_url: string | null;
  readonly author_location: string | null;
  readonly author_badge: string | null;
  /** Never leaves the server but in an export. */
  readonly email: string | null;
  readonly body_format: ColumnType<BodyFormat, BodyFormat, BodyFormat>;
  readonly body_value: string;
  readonly body_lang: string | null;
  /** Milliseconds since 1970. */
  readonly created_at: number;
  readonly edited_at: number | null;
  /** JSON: how many chose each reaction. */
  readonly reactions: string;
  readonly score: number;
  readonly reports: number;
  readonly owner_hash: string | null;
  readonly address_hash: string | null;
  /** Equal for what counts as the same comment sent twice. */
  readonly fingerprint: string | null;
}

export type SegmentOrder = 'time' | 'score';

/** A stretch of a long thread in one of its orders: see `comments/segments.ts`. */
export interface SegmentTable {
  readonly thread_id: string;
  readonly sort: ColumnType<SegmentOrder, SegmentOrder, SegmentOrder>;
  /** Where it begins; it ends where the next one does. */
  readonly score: number;
  readonly created_at: number;
  readonly id: string;
  /** Top-level comments in it that are not pinned. */
  readonly roots: number;
}

export interface ReactionTable {
  readonly thread_id: string;
  readonly viewer_hash: string;
  readonly comment_id: string;
  readonly name: string;
}

export interface ReportTable {
  readonly thread_id: string;
  readonly comment_id: string;
  readonly reporter_hash: string;
  readonly reason: string;
  readonly created_at: number;
}

/** Writes that were done under an idempotency key. */
export interface WriteTable {
  readonly key_hash: string;
  readonly request_hash: string;
  readonly comment_id: string;
  readonly created_at: number;
}

/** Challenges that were used. */
export interface SpentTable {
  readonly challenge_hash: string;
  readonly expires_at: number;
}

export interface QuotaTable {
  readonly bucket: string;
  readonly used: number;
  readonly expires_at: number;
}

export interface BlockTable {
  readonly site: string;
  readonly kind: ColumnType<'name' | 'address', 'name' | 'address', never>;
  readonly value: string;
  readonly created_at: number;
}

export interface SettingTable {
  readonly site: string;
  readonly name: string;
  readonly value: string;
}
