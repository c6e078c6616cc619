import { parseArgs } from 'node:util';
import { DATABASE_HELP } from '../cli/database-options.ts';
import { type CommandOutput, EXIT } from './command-output.ts';
import { detectFormat } from './detect-format.ts';
import { type ImportFormat, isImportFormat, READERS } from './formats/formats.ts';
import { importRecords, type ImportTally } from './import-records.ts';
import type { ImportProblem } from './problem.ts';
import { progressLine, type ProgressLine } from './progress-line.ts';
import { readComments } from './read-comments.ts';
import type { RecordSink } from './record-sink.ts';
import { storable } from './storable.ts';
import { describeProblem, describeTally, number } from './summary.ts';
import { isKeyMapping, type KeyMapping, threadKeys } from './thread-keys.ts';

export const IMPORT_HELP = `colloquy import FILE [options]

Reads the comments of another system, or of another Colloquy, into the database. The server may go on running.

  --format NAME   ${Object.keys(READERS).join(', ')};
                  without it, seen from the file
  --map url       name threads by their page's full address, which is what a page asks for that names none
  --map path      name threads by the path of that address
  --site URL      address of the site, for systems that know pages only by path (Isso)
  --dry-run       read and report only
${DATABASE_HELP}

An import can be run again: a comment that is there already is skipped.`;

interface ImportRequest {
  readonly file: string;
  readonly format: ImportFormat | undefined;
  readonly mapping: KeyMapping;
  readonly site: string | undefined;
  readonly dryRun: boolean;
}

/**
 * `colloquy import`. Progress and each bad record go to stderr, the summary to stdout.
 *
 * @returns the exit code: not 0 as well when only part of the file could be read.
 */
export async function runImport(
  args: readonly string[],
  { sink, output }: { readonly sink: RecordSink; readonly output: CommandOutput },
): Promise<number> {
  const request = readArguments(args);
  if (request === 'help') {
    output.stdout.write(`${IMPORT_HELP}\n`);
    return EXIT.ok;
  }
  if (typeof request === 'string') {
    output.stderr.write(`${request}\n\n${IMPORT_HELP}\n`);
    return EXIT.misused;
  }
  const progress = progressLine(output);
  try {
    const format = request.format ?? (await detectFormat(request.file));
    if (format === undefined) {
      progress.say(
        `${request.file} is of no format that is known here. If it should be, say which: --format.`,
      );
      return EXIT.failed;
    }
    const tally = await readInto(request.dryRun ? NOWHERE : sink, request, format, progress);
    progress.clear();
    const verb = request.dryRun ? ', nothing written (--dry-run)' : '';
    output.stdout.write(`${request.file} (${format}${verb})\n${describeTally(tally)}\n`);
    return tally.broken ? EXIT.failed : EXIT.ok;
  } catch (error) {
    progress.say(describeFailure(request.file, error));
    return EXIT.failed;
  }
}

function readArguments(args: readonly string[]): ImportRequest | string {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        map: { type: 'string', default: 'keep' },
        site: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return (error as Error).message;
  }
  const { values, positionals } = parsed;
  const { format, map: mapping, site } = values;
  if (values.help) return 'help';
  const [file, ...more] = positionals;
  if (file === undefined) return 'Which file?';
  if (more.length > 0) return 'One file at a time.';
  if (format !== undefined && !isImportFormat(format)) return `There is no format named ${format}.`;
  if (!isKeyMapping(mapping)) return `--map takes url or path, not ${mapping}.`;
  if (site !== undefined && !/^https?:$/.test(URL.parse(site)?.protocol ?? '')) {
    return `--site takes an address such as https://example.com, not ${site}.`;
  }
  return { file, format, mapping, site, dryRun: values['dry-run'] };
}

/** Problems that are shown one by one; the summary counts all. */
const SHOWN_PROBLEMS = 50;

async function readInto(
  sink: RecordSink,
  request: ImportRequest,
  format: ImportFormat,
  progress: ProgressLine,
): Promise<ImportTally> {
  const rename = threadKeys(request.mapping, request.site);
  let share = 0;
  let shown = 0;
  const onProblem = (problem: ImportProblem) => {
    if (problem.kind !== 'bad' || ++shown > SHOWN_PROBLEMS + 1) return;
    progress.say(shown > SHOWN_PROBLEMS ? '…' : `skipped ${describeProblem(problem)}`);
  };
  const items = readComments(request.file, format, (now) => (share = now));
  return importRecords(items, sink, {
    change: (record) => storable(rename(record)),
    onProblem,
    onBatch: ({ read }) => progress.show(share, `${number(read)} read`),
  });
}

const NOWHERE: RecordSink = { write: async () => ({ written: 0, skipped: 0 }) };

function describeFailure(file: string, error: unknown): string {
  const { code, message } = error as { code?: unknown; message: string };
  if (code === 'ENOENT') return `There is no file ${file}.`;
  if (code === 'EISDIR') return `${file} is a folder.`;
  if (code === 'EACCES') return `${file} may not be read.`;
  return `Stopped: ${message}\nWhat was written so far is kept. Run the import again: nothing is written twice.`;
}
