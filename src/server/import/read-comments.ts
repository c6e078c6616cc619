import type { StoredRecord } from '../record.ts';
import { type ImportFormat, READERS } from './formats/formats.ts';
import type { ImportProblem } from './problem.ts';

/** A packed file that was cut off, or is not what its first bytes say. */
const UNPACKING = /^Z_/;

/**
 * Every comment of a file, and every problem with one, in the order of the file. Nothing is read ahead of
 * what is asked for.
 */
export async function* readComments(
  file: string,
  format: ImportFormat,
  onProgress?: (share: number) => void,
): AsyncGenerator<StoredRecord | ImportProblem> {
  try {
    yield* READERS[format](file, onProgress);
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string };
    if (typeof code !== 'string' || !UNPACKING.test(code)) throw error;
    yield { kind: 'broken-file', reason: 'the packed file ends too early or is damaged', detail: message };
  }
}
