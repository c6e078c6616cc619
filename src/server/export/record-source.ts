import type { StoredRecord } from '../record.ts';

/** Where exported comments come from. */
export interface RecordSource {
  /** Every comment there is, in any status and any order; of one thread where a key is given. */
  read(query: { readonly thread?: string }): AsyncIterable<StoredRecord>;
}
