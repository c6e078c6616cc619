import type { Layout } from '../../context/thread-context.ts';
import type { Capabilities } from '../../core/adapter/capabilities.ts';
import type { Comment } from '../../core/model/comment.ts';
import type { CommentNode } from '../../core/model/tree.ts';
import type { ThreadSnapshot } from '../../core/store/snapshot.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import type { CommentActions } from './thread.events.ts';

/** What rows show beside their comment. A new object means that every row may look different. */
export interface RowsView {
  readonly localizer: Localizer;
  readonly layout: Layout;
  readonly headingLevel: number;
  /** Whether there is a form element to answer with. */
  readonly canAnswer: boolean;
  readonly capabilities: Capabilities;
  readonly closed: boolean;
  readonly actions: CommentActions | null;
}

/** What the templates of rows read of the thread around them. */
export interface RowHost {
  readonly snapshot: ThreadSnapshot;
  readonly view: RowsView;
  readonly folded: ReadonlySet<string>;
  readonly replyingTo: string | null;
  readonly highlighted: string | null;
  /** The comment whose text is being replaced. */
  readonly editing: string | null;
  /** The comment of which some text is selected. */
  readonly quoting: string | null;
  /** Comments that are new to the reader. */
  readonly unread: ReadonlySet<string>;
  /** The element of the comment's body, made once and kept. */
  bodyOf(comment: Comment): Element;
  /** The rows of these comments as they now should look. */
  rowsOf(nodes: readonly CommentNode[]): Element[];
}
