import type { StoredRecord } from '../record.ts';
import type { ImportProblem } from './problem.ts';

/** Reads a file in one format. Records come in the order of the file: an answer may come before its parent. */
export type Reader = (
  file: string,
  onProgress?: (share: number) => void,
) => AsyncIterable<StoredRecord | ImportProblem>;
