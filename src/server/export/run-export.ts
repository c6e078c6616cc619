import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type CommandOutput, EXIT } from '../import/command-output.ts';
import { progressLine } from '../import/progress-line.ts';
import { number } from '../import/summary.ts';
import { DATABASE_HELP } from '../cli/database-options.ts';
import { exportRecords } from './export-records.ts';
import type { RecordSource } from './record-source.ts';

export const EXPORT_HELP = `colloquy export [options]

Writes every comment as JSON Lines, which colloquy import reads. The file holds e-mail addresses, and
comments that are not public. The server may go on running.

  --thread KEY    only this thread
  --output FILE   write there; without it, to standard output
${DATABASE_HELP}`;

/**
 * `colloquy export`. Comments go to the file or stdout, everything that is said to stderr.
 *
 * @returns the exit code.
 */
export async function runExport(
  args: readonly string[],
  { source, output }: { readonly source: RecordSource; readonly output: CommandOutput },
): Promise<number> {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        thread: { type: 'string' },
        output: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    output.stderr.write(`${(error as Error).message}\n\n${EXPORT_HELP}\n`);
    return EXIT.misused;
  }
  if (values.help) {
    output.stdout.write(`${EXPORT_HELP}\n`);
    return EXIT.ok;
  }
  const records = source.read(values.thread === undefined ? {} : { thread: values.thread });
  const progress = progressLine(output);
  const onPiece = (count: number) => {
    // Not among the comments themselves.
    if (values.output !== undefined || !output.stdout.isTTY) progress.show(null, `${number(count)} comments`);
  };
  try {
    const count =
      values.output === undefined
        ? await exportRecords(records, output.stdout, { onPiece })
        : await exportToFile(records, values.output, onPiece);
    progress.clear();
    output.stderr.write(`Wrote ${number(count)} comments${values.output ? ` to ${values.output}` : ''}.\n`);
    return EXIT.ok;
  } catch (error) {
    progress.clear();
    // Whoever read the output has seen enough (`| head`).
    if ((error as { code?: unknown }).code === 'EPIPE') return EXIT.ok;
    progress.say(`Stopped: ${(error as Error).message}`);
    return EXIT.failed;
  }
}

/** The file appears when it is whole, for its owner's eyes only; one that was there stays until then. */
async function exportToFile(
  records: ReturnType<RecordSource['read']>,
  file: string,
  onPiece: (count: number) => void,
): Promise<number> {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    const stream = createWriteStream(unfinished, { mode: 0o600, flush: true });
    const count = await exportRecords(records, stream, { end: true, onPiece });
    await rename(unfinished, file);
    return count;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
