import type { Author } from '../core/model/author.ts';
import type { CommentBody, CommentStatus } from '../core/model/comment.ts';

/** A thread as it is imported and exported. By itself it stands for one without comments, which may be closed. */
export interface ThreadRecord {
  /** What the site calls the thread: usually the page's address or path. */
  readonly thread: string;
  /** Absolute address of the page, where known. */
  readonly threadUrl?: string;
  readonly threadTitle?: string;
  readonly threadClosed?: boolean;
}

/** A comment as it is imported and exported: all that any of the servers we read from knows. */
export interface CommentRecord extends ThreadRecord {
  readonly id: string;
  readonly parentId: string | null;
  readonly author: Author;
  /** Never leaves the server but in an export. */
  readonly email?: string;
  readonly body: CommentBody;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly editedAt?: string;
  readonly status: CommentStatus | 'spam';
  readonly pinned?: boolean;
  /** Reactions by name, such as `{like: 3}`. */
  readonly reactions?: Readonly<Record<string, number>>;
}

/** One JSON object of this kind a line is Colloquy's own file format. */
export type StoredRecord = CommentRecord | ThreadRecord;

export function isComment(record: StoredRecord): record is CommentRecord {
  return 'id' in record;
}
