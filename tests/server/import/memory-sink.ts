import type { RecordSink } from '../../../src/server/import/record-sink.ts';
import { type CommentRecord, isComment } from '../../../src/server/record.ts';

/** Keeps what is written, as the database does: the first of each thread and id. */
export interface MemorySink extends RecordSink {
  readonly records: CommentRecord[];
  /** Sizes of the batches, in order. */
  readonly batches: number[];
  readonly mostAtOnce: number;
}

export function memorySink(known: readonly CommentRecord[] = []): MemorySink {
  const keyOf = ({ thread, id }: CommentRecord) => JSON.stringify([thread, id]);
  const keys = new Set(known.map(keyOf));
  const records: CommentRecord[] = [];
  const batches: number[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  return {
    records,
    batches,
    get mostAtOnce() {
      return mostAtOnce;
    },
    async write(batch) {
      mostAtOnce = Math.max(mostAtOnce, ++atOnce);
      await Promise.resolve();
      const fresh = batch
        .filter(isComment)
        .filter((record) => !keys.has(keyOf(record)) && keys.add(keyOf(record)));
      records.push(...fresh);
      batches.push(batch.length);
      atOnce--;
      return { written: fresh.length, skipped: batch.length - fresh.length };
    },
  };
}
