import type { StoredRecord } from '../record.ts';

/** Where imported comments go. */
export interface RecordSink {
  /**
   * Stores a batch and answers when it is safe. A comment whose thread and id are there already, or came earlier
   * in the batch, is skipped, so that an import can be run again. A comment comes after its parent, in the same
   * batch or a later one; the parent may be one that never comes, or that was there already.
   */
  write(batch: readonly StoredRecord[]): Promise<{ readonly written: number; readonly skipped: number }>;
}
