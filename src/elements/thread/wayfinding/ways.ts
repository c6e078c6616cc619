import type { ThreadSnapshot } from '../../../core/store/snapshot.ts';
import type { Action } from '../action.template.ts';

/** What rows ask for of the part that is loaded late. */
export interface Ways {
  /** Does what a button below a comment is for. */
  act(action: Action, id: string, button: HTMLElement): Promise<void>;
  /** Moves the focus to the next (1) or previous (-1) comment, or unread comment. */
  step(direction: 1 | -1, unread: boolean): Promise<void>;
  /** Shows the whole thread in place of one branch. */
  leaveBranch(): Promise<void>;
  /**
   * What the reader asked for has been read: takes them to the first comment that it has brought.
   *
   * @param before what was shown until then
   * @param used what had the focus then
   */
  goOn(before: ThreadSnapshot, used: Element | null): Promise<void>;
  /** A comment has become this one, in another row: whoever has not gone elsewhere stays with it. */
  stayAt(id: string): Promise<void>;
  /** Notes on this device which sub-threads are folded. */
  rememberFolds(): void;
}
