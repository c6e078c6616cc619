import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { ImportFormat } from '../../../src/server/import/formats/formats.ts';
import { type ImportProblem, isProblem } from '../../../src/server/import/problem.ts';
import { readComments } from '../../../src/server/import/read-comments.ts';
import { type CommentRecord, isComment } from '../../../src/server/record.ts';

export function fixture(name: string): string {
  return join(import.meta.dirname, 'fixtures', name);
}

export interface Read {
  readonly records: readonly CommentRecord[];
  readonly problems: readonly ImportProblem[];
}

export async function readAll(file: string, format: ImportFormat): Promise<Read> {
  const records: CommentRecord[] = [];
  const problems: ImportProblem[] = [];
  for await (const item of readComments(file, format)) {
    if (isProblem(item)) problems.push(item);
    else if (isComment(item)) records.push(item);
  }
  return { records, problems };
}

/** A file that is gone after the test. */
export async function temporaryFile(
  context: TestContext,
  content: string | Uint8Array = '',
  name = 'import.txt',
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'colloquy-import-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

export function readText(context: TestContext, text: string, format: ImportFormat): Promise<Read> {
  return temporaryFile(context, text).then((file) => readAll(file, format));
}

export function readGzipped(context: TestContext, text: string, format: ImportFormat): Promise<Read> {
  return temporaryFile(context, gzipSync(text)).then((file) => readAll(file, format));
}

export function find(records: readonly CommentRecord[], id: string): CommentRecord {
  const record = records.find((candidate) => candidate.id === id);
  if (!record) throw new Error(`no record ${id} among ${records.map((other) => other.id).join(', ')}`);
  return record;
}

/** Kind, line and reason of each problem, which is what is promised of it. */
export function briefly(problems: readonly ImportProblem[]): string[] {
  return problems.map(({ kind, line, record, reason }) => `${kind} ${line ?? record ?? '-'}: ${reason}`);
}
