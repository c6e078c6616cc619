import type { ImportFormat } from './formats/formats.ts';
import { openText } from './parse/open-text.ts';
import { isSqlite } from './parse/read-head.ts';
import { sqliteTables } from './parse/sqlite-rows.ts';

/** Enough to see what a file is, even when its first record is a long one. */
const HEAD = 64 * 1024;

/** Which system wrote a file, by what is in it; undefined when it is none that can be read. */
export async function detectFormat(file: string): Promise<ImportFormat | undefined> {
  if (await isSqlite(file)) return detectDatabase(sqliteTables(file));
  const head = (await readStart(file)).trimStart();
  if (head.startsWith('<')) return detectXml(head);
  return head.startsWith('{') || head.startsWith('[') ? detectJson(head) : undefined;
}

async function readStart(file: string): Promise<string> {
  let head = '';
  for await (const chunk of openText(file)) {
    head += chunk;
    if (head.length >= HEAD) break;
  }
  return head.slice(0, HEAD);
}

function detectDatabase(tables: ReadonlyMap<string, string>): ImportFormat | undefined {
  const columns = tables.get('comments') ?? '';
  if (tables.has('threads') && /\btid\b/.test(columns)) return 'isso';
  return tables.has('pages') && columns.includes('by_nickname') ? 'cusdis' : undefined;
}

function detectXml(head: string): ImportFormat | undefined {
  if (/<disqus[\s>]/.test(head)) return 'disqus';
  return head.includes('wordpress.org/export/') || head.includes('<wp:comment>') ? 'wordpress' : undefined;
}

/** By names that only one system uses; a head may end in the middle of a record, and begin with a broken one. */
function detectJson(head: string): ImportFormat | undefined {
  if (has(head, 'commentHex') || has(head, 'commenters')) return 'commento';
  if (has(head, 'by_nickname')) return 'cusdis';
  if (has(head, 'thread') && has(head, 'body') && has(head, 'parentId')) return 'colloquy';
  if (has(head, 'threadClosed')) return 'colloquy';
  if (has(head, 'locator') && has(head, 'user')) return 'remark42';
  if (/^\{\s*"version"\s*:\s*\d+\s*,\s*"(users|posts)"\s*:/.test(head)) return 'remark42';
  return head.startsWith('[') && has(head, 'comments') ? 'isso' : undefined;
}

function has(head: string, key: string): boolean {
  return new RegExp(`"${key}"\\s*:`).test(head);
}
