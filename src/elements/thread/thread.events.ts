import type { Comment } from '../../core/model/comment.ts';
import type { ThreadSnapshot } from '../../core/store/snapshot.ts';

/** Before a reaction is sent; cancel it to keep it from being sent. */
export class CommentReactEvent extends Event {
  static readonly type = 'colloquy-comment-react';
  /** Of the comment reacted to. */
  readonly commentId: string;
  /** Such as `like`, or `up`. */
  readonly reaction: string;
  /** False where it is taken back. */
  readonly chosen: boolean;

  constructor(commentId: string, reaction: string, chosen: boolean) {
    super(CommentReactEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.commentId = commentId;
    this.reaction = reaction;
    this.chosen = chosen;
  }
}

/** After a view of the thread has loaded and is shown. */
export class ThreadLoadedEvent extends Event {
  static readonly type = 'colloquy-thread-loaded';
  /** The thread as it is shown now. */
  readonly snapshot: ThreadSnapshot;

  constructor(snapshot: ThreadSnapshot) {
    super(ThreadLoadedEvent.type, { bubbles: true, composed: true });
    this.snapshot = snapshot;
  }
}

/** A page's own touch to a comment's body after it is sanitised, such as highlighting code. */
export type Enhance = (body: HTMLElement, comment: Comment) => void;

/** A page's own button below a comment. */
export interface CommentAction {
  /** One word; the button's part is `<name>-button`, beside `action-button`. */
  readonly name: string;
  /** What the button says, in the page's language. */
  readonly label: string;
  /** What a click does; when it rejects, the reader is told. */
  run(comment: Comment): Promise<void> | void;
}

/** The page's own buttons below a comment, in order. */
export type CommentActions = (comment: Comment) => readonly CommentAction[];

declare global {
  interface HTMLElementEventMap {
    'colloquy-comment-react': CommentReactEvent;
    'colloquy-thread-loaded': ThreadLoadedEvent;
  }
}
