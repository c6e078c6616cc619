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
/** MB that the process may use; a third of the smallest of the files, of which ids are kept. */
const HEAP = 48;

/** What the process answered, or undefined when it ran out of memory. */
async function importInLittleMemory(file: string, format: string, ...more: string[]): Promise<unknown> {
  const script = join(import.meta.dirname, 'count-comments.ts');
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP}`, script, file, format, ...more], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [answer] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return answer === '' ? undefined : JSON.parse(answer);
}

for (const format of GENERATED_FORMATS) {
  test(`reads ${COMMENTS} comments of ${format} in ${HEAP} MB`, { timeout: 300_000 }, async (context) => {
    const file = await temporaryFile(context);
    await generateExport(file, format, COMMENTS);
    const { size } = await stat(file);
    assert.ok(size > 2 * HEAP * 1024 * 1024, `the file has only ${size} bytes`);

    const { heap, ...rest } = (await importInLittleMemory(file, format)) as Record<string, unknown>;
    context.diagnostic(
      `${format}: file ${Math.round(size / 1e6)} MB, heap ${Math.round(Number(heap) / 1e6)} MB`,
    );
    assert.deepEqual(rest, { written: COMMENTS, bad: 0 });
  });
}

test('that memory does not hold the comments', { timeout: 300_000 }, async (context) => {
  const file = await temporaryFile(context);
  await generateExport(file, 'colloquy', COMMENTS);
  assert.equal(await importInLittleMemory(file, 'colloquy', '--hoard'), undefined);
});
