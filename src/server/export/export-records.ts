import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isComment, type StoredRecord } from '../record.ts';

/** Lines are handed over in pieces of about this many characters. */
const PIECE = 64 * 1024;

/**
 * Writes records as Colloquy's own JSON Lines, no faster than the stream takes them.
 *
 * @param end whether to end the stream, and wait until it has; standard output stays open.
 * @returns how many comments.
 */
export async function exportRecords(
  records: AsyncIterable<StoredRecord> | Iterable<StoredRecord>,
  stream: Writable,
  { end = false, onPiece }: { readonly end?: boolean; readonly onPiece?: (count: number) => void } = {},
): Promise<number> {
  let count = 0;
  async function* pieces() {
    let piece = '';
    for await (const record of records) {
      piece += `${JSON.stringify(record)}\n`;
      if (isComment(record)) count++;
      if (piece.length < PIECE) continue;
      yield piece;
      piece = '';
      onPiece?.(count);
    }
    if (piece !== '') yield piece;
  }
  await pipeline(Readable.from(pieces()), stream, { end });
  return count;
}
