import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { GENERATED_FORMATS, generateExport } from './generate-export.ts';
import { temporaryFile } from './read-fixture.ts';

const COMMENTS = 200_000;
/** MB that the process may use, less than half of the smallest of the files; of those, it keeps the ids. */
const HEAP = 64;

const OUT_OF_MEMORY = 'out of memory';

/** What the process answered, or that it ran out of memory. */
async function importInLittleMemory(file: string, format: string, ...more: string[]): Promise<unknown> {
  const script = join(import.meta.dirname, 'count-comments.ts');
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP}`, script, file, format, ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [answer, complaint] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  if (complaint.includes('heap out of memory')) return OUT_OF_MEMORY;
  assert.notEqual(answer, '', complaint);
  return JSON.parse(answer);
}

for (const format of GENERATED_FORMATS) {
  test(`reads ${COMMENTS} comments of ${format} in ${HEAP} MB`, { timeout: 600_000 }, async (context) => {
    const file = await temporaryFile(context);
    await generateExport(file, format, COMMENTS);
    const { size } = await stat(file);
    assert.ok(size > 2 * HEAP * 1024 * 1024, `the file has only ${size} bytes`);

    const answer = await importInLittleMemory(file, format);
    assert.notEqual(answer, OUT_OF_MEMORY);
    const { heap, ...rest } = answer as Record<string, unknown>;
    context.diagnostic(
      `${format}: file ${Math.round(size / 1e6)} MB, heap ${Math.round(Number(heap) / 1e6)} MB`,
    );
    assert.deepEqual(rest, { written: COMMENTS, bad: 0 });
  });
}

test('that memory does not hold the comments', { timeout: 600_000 }, async (context) => {
  const file = await temporaryFile(context);
  await generateExport(file, 'colloquy', COMMENTS);
  assert.equal(await importInLittleMemory(file, 'colloquy', '--hoard'), OUT_OF_MEMORY);
});
