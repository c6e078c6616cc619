import type { ThreadChange } from '../adapter/adapter.ts';
import type { Reading } from './reading.ts';
import type { StoreContext } from './store-context.ts';

/** A change that says what has changed. */
export type NamedChange = Exclude<ThreadChange, { readonly kind: 'unknown' }>;

/** What those have in common who find out what others do. */
export interface LiveContext extends StoreContext {
  readonly reading: Reading;
  readonly onChange: (change: NamedChange) => void;
}
