import { isComment, type StoredRecord } from '../record.ts';
import { type ImportProblem, isProblem } from './problem.ts';
import { parentsFirst } from './parents-first.ts';
import type { RecordSink } from './record-sink.ts';

export interface ImportTally {
  /** Records in the file, the bad ones with them. */
  read: number;
  written: number;
  /** Those that were there already. */
  known: number;
  readonly leftOut: Map<string, number>;
  readonly bad: Map<string, number>;
  /** What kept the rest of the file from being read. */
  broken?: ImportProblem;
}

export interface ImportOptions {
  /** Applied to each record before it is written. */
  readonly change?: (record: StoredRecord) => StoredRecord;
  readonly onProblem?: (problem: ImportProblem) => void;
  readonly onBatch?: (tally: Readonly<ImportTally>) => void;
}

const BATCH_RECORDS = 500;
/** Characters of text; a batch of long comments is a small one. */
const BATCH_TEXT = 4 * 1024 * 1024;

/** Writes records in batches, one after the other, each parent before its answers; counts what became of each. */
export async function importRecords(
  items: AsyncIterable<StoredRecord | ImportProblem>,
  sink: RecordSink,
  { change = (record) => record, onProblem, onBatch }: ImportOptions = {},
): Promise<ImportTally> {
  const tally: ImportTally = { read: 0, written: 0, known: 0, leftOut: new Map(), bad: new Map() };
  let batch: StoredRecord[] = [];
  let text = 0;

  const write = async () => {
    if (batch.length === 0) return;
    const { written, skipped } = await sink.write(batch);
    tally.written += written;
    tally.known += skipped;
    batch = [];
    text = 0;
    onBatch?.(tally);
  };

  for await (const item of parentsFirst(changed(items, change))) {
    if (isProblem(item)) {
      countProblem(tally, item);
      onProblem?.(item);
      continue;
    }
    tally.read++;
    batch.push(item);
    if (isComment(item)) text += item.body.value.length;
    if (batch.length === BATCH_RECORDS || text > BATCH_TEXT) await write();
  }
  await write();
  return tally;
}

async function* changed(
  items: AsyncIterable<StoredRecord | ImportProblem>,
  change: (record: StoredRecord) => StoredRecord,
): AsyncGenerator<StoredRecord | ImportProblem> {
  for await (const item of items) yield isProblem(item) ? item : change(item);
}

function countProblem(tally: ImportTally, problem: ImportProblem): void {
  if (problem.kind === 'broken-file') {
    tally.broken = problem;
    return;
  }
  tally.read++;
  const counts = problem.kind === 'bad' ? tally.bad : tally.leftOut;
  counts.set(problem.reason, (counts.get(problem.reason) ?? 0) + 1);
}
