import type { NewComment } from '../../core/adapter/adapter.ts';
import type { Comment } from '../../core/model/comment.ts';

/** Before a comment is sent; cancel it to keep it from being sent. The text stays in the form then. */
export class CommentSubmitEvent extends Event {
  static readonly type = 'colloquy-comment-submit';
  /** What is about to be sent. */
  readonly comment: NewComment;

  constructor(comment: NewComment) {
    super(CommentSubmitEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.comment = comment;
  }
}

/** After a comment has left the form. */
export class CommentAddedEvent extends Event {
  static readonly type = 'colloquy-comment-added';
  /** With `waiting` it is kept in the thread and sent again by itself. */
  readonly status: 'published' | 'pending' | 'waiting';
  /** As the backend gave it back; null with `waiting`. */
  readonly comment: Comment | null;

  constructor(status: CommentAddedEvent['status'], comment: Comment | null) {
    super(CommentAddedEvent.type, { bubbles: true, composed: true });
    this.status = status;
    this.comment = comment;
  }
}

/** After the text of a comment was replaced. */
export class CommentEditedEvent extends Event {
  static readonly type = 'colloquy-comment-edited';
  /** As the backend gave it back. */
  readonly comment: Comment;

  constructor(comment: Comment) {
    super(CommentEditedEvent.type, { bubbles: true, composed: true });
    this.comment = comment;
  }
}

/** After the reader has closed a reply form. What they typed is kept. */
export class FormCancelEvent extends Event {
  static readonly type = 'colloquy-form-cancel';

  constructor() {
    super(FormCancelEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface DocumentEventMap {
    'colloquy-comment-added': CommentAddedEvent;
  }
  interface HTMLElementEventMap {
    'colloquy-comment-submit': CommentSubmitEvent;
    'colloquy-comment-added': CommentAddedEvent;
    'colloquy-comment-edited': CommentEditedEvent;
    'colloquy-form-cancel': FormCancelEvent;
  }
}
