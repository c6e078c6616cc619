/**
 * Run by a test in a process with little memory: imports a file, and says how many comments it had and how
 * far the memory grew. `--hoard` keeps them all, to show that the memory is little indeed.
 */
import { argv, memoryUsage } from 'node:process';
import type { ImportFormat } from '../../../src/server/import/formats/formats.ts';
import { importRecords } from '../../../src/server/import/import-records.ts';
import { readComments } from '../../../src/server/import/read-comments.ts';
import type { CommentRecord } from '../../../src/server/record.ts';

const [, , file = '', format = '', hoard] = argv;
const hoarded: CommentRecord[] = [];
let heap = 0;
const sink = {
  write: async (batch: readonly CommentRecord[]) => {
    if (hoard === '--hoard') hoarded.push(...batch);
    heap = Math.max(heap, memoryUsage().heapUsed);
    return { written: batch.length, skipped: 0 };
  },
};
const tally = await importRecords(readComments(file, format as ImportFormat), sink);
console.log(
  JSON.stringify({ written: tally.written, bad: tally.bad.size, broken: tally.broken?.reason, heap }),
);
