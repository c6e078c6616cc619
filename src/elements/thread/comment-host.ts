import type { Layout } from '../../context/thread-context.ts';
import type { Comment } from '../../core/model/comment.ts';
import type { PendingCreate } from '../../core/store/pending.ts';
import type { ThreadSnapshot } from '../../core/store/snapshot.ts';
import type { Localizer } from '../../i18n/localizer.ts';

/** What rows show beside their comment. A new object means that every row may look different. */
export interface CommentView {
  readonly localizer: Localizer;
  readonly layout: Layout;
  readonly headingLevel: number;
  /** Whether there is a form element to answer with. */
  readonly canAnswer: boolean;
  readonly capabilities: ThreadSnapshot['capabilities'];
  readonly closed: boolean;
}

/** What rows ask the thread element, and tell it. */
export interface CommentHost {
  readonly view: CommentView;
  readonly snapshot: ThreadSnapshot;
  /** Tells apart the states that a row and those inside it are in; undefined for the usual one. */
  markOf(id: string): string | undefined;
  isFolded(id: string): boolean;
  isReplying(id: string): boolean;
  isHighlighted(id: string): boolean;
  sendingOf(id: string): PendingCreate | undefined;
  /** The element of the comment's body, made once and kept. */
  bodyOf(comment: Comment): Element;
  toggleFold(id: string): void;
  toggleReply(id: string): void;
  react(id: string, name: string, chosen: boolean): void;
  retry(id: string): void;
  withdraw(id: string): void;
}

/** Ids are opaque and may hold spaces, which would end an id reference. */
export function bylineId({ id }: Comment): string {
  return `by-${encodeURIComponent(id)}`;
}
