import type { AdapterError } from '../adapter/adapter-error.ts';
import type { FailedSource } from '../adapter/adapter.ts';
import type { Capabilities } from '../adapter/capabilities.ts';
import type { Author } from '../model/author.ts';
import type { Comment } from '../model/comment.ts';
import type { Sort } from '../model/sort.ts';
import type { ThreadRef } from '../model/thread.ts';
import type { CommentTree } from '../model/tree.ts';
import type { PendingCreate } from './pending.ts';

/** All that the interface shows of a thread at one moment. Frozen; a change makes a new one. */
export interface ThreadSnapshot {
  readonly thread: ThreadRef;
  /** `idle` before the first load; `error` only while there is nothing to show. */
  readonly status: 'idle' | 'loading' | 'ready' | 'error';
  /** A further read under way: for another view in place of this one, or for more of it. */
  readonly reading: 'replacing' | 'appending' | null;
  /** Why the last read failed, until the next one starts. */
  readonly error: AdapterError | null;
  readonly capabilities: Capabilities;
  readonly sort: Sort;
  /** Another number is another sort or page, or a fresh look; the same one is this view with changes in it. */
  readonly view: number;
  readonly tree: CommentTree;
  /** Comments of the whole thread at all levels, those on their way included; null where unknown. */
  readonly total: number | null;
  readonly hasMore: boolean;
  /** Whether what is shown begins where the thread begins, rather than at a comment that was looked for. */
  readonly fromStart: boolean;
  /** Whose comments alone are shown; null for everybody's. */
  readonly author: string | null;
  /** Null where the backend does not number its pages. */
  readonly pageNumber: number | null;
  readonly pageCount: number | null;
  readonly closed: boolean;
  /** Who is signed in at the backend, where it knows. */
  readonly viewer: Author | null;
  /** In a merged thread: the backends that could not be read. */
  readonly failedSources: readonly FailedSource[];
  /** Comments by others that arrived since the view was loaded and wait to be shown. */
  readonly incoming: number;
  /** Comments on their way, by their temporary comment id. */
  readonly sending: ReadonlyMap<string, PendingCreate>;
  /** Comments that are about to be removed, or are being. */
  readonly removing: ReadonlySet<string>;
  /** Malformed items that the backend sent and the store left out. */
  readonly dropped: number;
}

/** Whether the viewer may answer this comment now. */
export function canReply({ capabilities, closed, tree }: ThreadSnapshot, comment: Comment): boolean {
  const depth = tree.nodes.get(comment.id)?.depth ?? 0;
  if (closed || !capabilities.create || depth >= capabilities.maxDepth) return false;
  return comment.status === 'published' && (comment.can?.reply ?? true);
}

/** Whether the viewer may react to this comment now. */
export function canReact(snapshot: ThreadSnapshot, comment: Comment): boolean {
  return (
    snapshot.capabilities.votes !== 'none' && comment.status === 'published' && (comment.can?.react ?? true)
  );
}

export function canWrite(snapshot: ThreadSnapshot): boolean {
  return snapshot.capabilities.create && !snapshot.closed;
}

/** Whether the viewer may replace the text of this comment now. */
export function canEdit({ capabilities }: ThreadSnapshot, { body, can, status }: Comment): boolean {
  // Markup that the composer does not write cannot be edited as text.
  const writable = body.format === 'text' || body.format === capabilities.bodyFormat;
  return capabilities.edit && writable && status !== 'deleted' && can?.edit === true;
}

export function canRemove({ capabilities }: ThreadSnapshot, { can, status }: Comment): boolean {
  return capabilities.remove && status !== 'deleted' && can?.remove === true;
}
