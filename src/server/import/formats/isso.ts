import type { CommentRecord } from '../../record.ts';
import { countOf, optionalTimeOf, textOf, timeOf, votes, webAddress } from '../fields.ts';
import { makeRecord } from '../make-record.ts';
import { jsonItems } from '../parse/json-items.ts';
import { openText } from '../parse/open-text.ts';
import { asObject, type JsonObject, parseObject } from '../parse/parse-json.ts';
import { isSqlite } from '../parse/read-head.ts';
import { type Query, sqliteRows } from '../parse/sqlite-rows.ts';
import { attempt, BadRecordError, isProblem } from '../problem.ts';
import type { Reader } from '../reader.ts';

/** Isso's own SQLite file, or the JSON that it imports itself: a list of threads with their comments. */
export const readIsso: Reader = async function* (file, onProgress) {
  if (await isSqlite(file)) yield* readDatabase(file, onProgress);
  else yield* readJson(file, onProgress);
};

/** Columns that every version of Isso has had. */
const QUERY: Query = {
  count: 'SELECT COUNT(*) AS count FROM comments',
  rows: `
    SELECT comments.id, comments.parent, comments.created, comments.modified, comments.mode, comments.text,
      comments.author, comments.email, comments.website, comments.likes, comments.dislikes,
      threads.uri, threads.title
    FROM comments LEFT JOIN threads ON threads.id = comments.tid
    ORDER BY comments.id`,
};

const readDatabase: Reader = async function* (file, onProgress) {
  for (const item of sqliteRows(file, QUERY, onProgress)) {
    if (isProblem(item)) yield item;
    else yield attempt({ record: Number(item.row['id']) }, () => toRecord(item.row, item.row));
  }
};

/** A thread is read in one piece, with all its comments. */
const LONGEST_THREAD = 256 * 1024 * 1024;

const readJson: Reader = async function* (file, onProgress) {
  for await (const item of jsonItems(openText(file, onProgress), [''], LONGEST_THREAD)) {
    if (isProblem(item)) {
      yield item;
      continue;
    }
    const { line } = item;
    const thread = attempt({ line }, () => checkThread(parseObject(item.text)));
    if (isProblem(thread)) {
      yield thread;
      continue;
    }
    const page = { uri: thread['id'], title: thread['title'] };
    for (const [index, comment] of (thread['comments'] as readonly unknown[]).entries()) {
      const place = { line, record: `${textOf(thread['id']) ?? '?'} #${index + 1}` };
      yield attempt(place, () => toRecord(withMode(asObject(comment)), page));
    }
  }
};

function checkThread(thread: JsonObject): JsonObject {
  if (!Array.isArray(thread['comments'])) throw new BadRecordError('a thread has no list of comments');
  return thread;
}

/** Isso's JSON does not name a comment's state: there all are public. */
function withMode(comment: JsonObject): JsonObject {
  return { mode: 1, ...comment };
}

function toRecord(comment: JsonObject, thread: JsonObject): CommentRecord {
  const uri = textOf(thread['uri']);
  if (uri === undefined) throw new BadRecordError('its thread is not in the file');
  const parent = textOf(comment['parent']);
  return makeRecord({
    thread: uri,
    threadUrl: webAddress(uri),
    threadTitle: textOf(thread['title']),
    threadClosed: undefined,
    id: idOf(textOf(comment['id'])),
    parentId: parent === undefined || parent === '0' ? null : idOf(parent),
    author: { name: textOf(comment['author']), url: webAddress(comment['website']) },
    email: textOf(comment['email']),
    body: { format: 'markdown', value: textOf(comment['text']) ?? '' },
    createdAt: timeOf(comment['created'], 'created'),
    editedAt: comment['modified'] == null ? undefined : optionalTimeOf(comment['modified']),
    status: statusOf(comment['mode']),
    pinned: undefined,
    reactions: votes(countOf(comment['likes']), countOf(comment['dislikes'])),
  });
}

function statusOf(mode: unknown): CommentRecord['status'] {
  switch (Number(mode)) {
    case 1:
      return 'published';
    case 2:
      return 'pending';
    case 4:
      return 'deleted';
    default:
      throw new BadRecordError('mode is not one of 1, 2, 4', textOf(mode));
  }
}

/** Other systems count from 1 as well, and one thread may be imported from two of them. */
function idOf(id: string | undefined): string {
  if (id === undefined) throw new BadRecordError('no id');
  return `isso-${id}`;
}
