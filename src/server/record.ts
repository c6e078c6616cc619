import type { Author } from '../core/model/author.ts';
import type { CommentBody, CommentStatus } from '../core/model/comment.ts';

/**
 * A comment as it is imported, exported and stored: all that any of the servers we read from knows. One
 * JSON object of this shape a line is Colloquy's own file format.
 */
export interface CommentRecord {
  /** What the site calls the thread: usually the page's address or path. */
  readonly thread: string;
  /** Absolute address of the page, where known. */
  readonly threadUrl?: string;
  readonly threadTitle?: string;
  readonly threadClosed?: boolean;
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
