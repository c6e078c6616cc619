import type { Comment } from '../model/comment.ts';
import type { Reading } from './reading.ts';
import type { StoreContext } from './store-context.ts';

/** A well-formed change that says what has changed. */
export type NamedChange =
  { readonly kind: 'saved'; readonly comment: Comment } | { readonly kind: 'removed'; readonly id: string };

/** What those have in common who find out what others do. */
export interface LiveContext extends StoreContext {
  readonly reading: Reading;
  readonly onChange: (change: NamedChange) => void;
}
