import type { CommentRecord } from '../../record.ts';
import { requiredText, textOf, timeOf, webAddress } from '../fields.ts';
import { makeRecord } from '../make-record.ts';
import { jsonItems } from '../parse/json-items.ts';
import { openText } from '../parse/open-text.ts';
import { type JsonObject, parseObject } from '../parse/parse-json.ts';
import { isSqlite } from '../parse/read-head.ts';
import { type Query, sqliteRows } from '../parse/sqlite-rows.ts';
import { attempt, BadRecordError, type ImportProblem, isProblem } from '../problem.ts';
import type { Reader } from '../reader.ts';

/**
 * Cusdis has no export of its own. Read are its SQLite file, its tables as JSON (`{pages, comments}`, under
 * the names of its database or of its import), and what its dashboard's API answers (comments with their
 * page and nested replies).
 */
export const readCusdis: Reader = async function* (file, onProgress) {
  if (await isSqlite(file)) yield* readDatabase(file, onProgress);
  else yield* readJson(file, onProgress);
};

const QUERY: Query = {
  count: 'SELECT COUNT(*) AS count FROM comments',
  rows: `
    SELECT comments.*, pages.slug AS page_slug, pages.url AS page_url, pages.title AS page_title
    FROM comments LEFT JOIN pages ON pages.id = comments.pageId
    ORDER BY comments.created_at, comments.id`,
};

const readDatabase: Reader = async function* (file, onProgress) {
  for (const item of sqliteRows(file, QUERY, onProgress)) {
    if (isProblem(item)) {
      yield item;
      continue;
    }
    const { row } = item;
    const page = { slug: row['page_slug'], url: row['page_url'], title: row['page_title'] };
    yield attempt({ record: String(row['id']) }, () => toRecord(row, page));
  }
};

/** Where comments are: in a list by itself, in a dump, and in the API's answers. */
const COMMENT_LISTS = ['', 'comments', 'data', 'data.comments', 'data.data'];

const readJson: Reader = async function* (file, onProgress) {
  const pages = new Map<string, JsonObject>();
  const firstHalf = openText(file, (share) => onProgress?.(share / 2));
  for await (const item of jsonItems(firstHalf, ['pages', 'data.pages'])) {
    // Whatever is wrong with the file is found, and said, once more.
    if (isProblem(item)) continue;
    const page = attempt(item, () => parseObject(item.text));
    if (isProblem(page)) yield page;
    else pages.set(String(page['uniqueId'] ?? page['id']), page);
  }
  const secondHalf = openText(file, (share) => onProgress?.(0.5 + share / 2));
  for await (const item of jsonItems(secondHalf, COMMENT_LISTS)) {
    if (isProblem(item)) {
      yield item;
      continue;
    }
    const { line } = item;
    const comment = attempt({ line }, () => parseObject(item.text));
    if (isProblem(comment)) yield comment;
    else yield* withReplies(comment, pages, line);
  }
};

function* withReplies(
  first: JsonObject,
  pages: ReadonlyMap<string, JsonObject>,
  line: number,
): Generator<CommentRecord | ImportProblem> {
  const queue: JsonObject[] = [first];
  for (const comment of queue) {
    const page = comment['page'] ?? pages.get(String(comment['pageUniqueId'] ?? comment['pageId']));
    yield attempt({ line }, () => toRecord(comment, isObject(page) ? page : undefined));
    const replies = isObject(comment['replies']) ? (comment['replies']['data'] ?? comment['replies']) : [];
    for (const reply of Array.isArray(replies) ? replies.filter(isObject) : []) {
      queue.push({ page, parentId: comment['id'], ...reply });
    }
  }
}

function toRecord(comment: JsonObject, page: JsonObject | undefined): CommentRecord {
  // The import's own shape calls the page's name `pageId`, the database calls it `slug`.
  const slug = textOf(page?.['slug']) ?? textOf(page?.['pageId']);
  const url = webAddress(page?.['url']);
  const thread = slug ?? url;
  if (thread === undefined) throw new BadRecordError('its page is not in the file');
  const moderator = textOf(comment['moderatorId']);
  return makeRecord({
    thread,
    threadUrl: url,
    threadTitle: textOf(page?.['title']),
    threadClosed: undefined,
    id: requiredText(comment['id'], 'id'),
    parentId: textOf(comment['parentId'] ?? comment['parent_id']) ?? null,
    author: {
      id: moderator === undefined ? undefined : `cusdis:${moderator}`,
      name: textOf(comment['by_nickname']),
      badge: moderator === undefined ? undefined : 'Moderator',
    },
    email: textOf(comment['by_email']),
    body: { format: 'markdown', value: textOf(comment['content']) ?? '' },
    createdAt: timeOf(comment['createdAt'] ?? comment['created_at'], 'createdAt'),
    status: statusOf(comment),
  });
}

function statusOf(comment: JsonObject): CommentRecord['status'] {
  if ((comment['deletedAt'] ?? comment['deleted_at']) != null) return 'deleted';
  // The public API lists approved comments only, and does not say so of each.
  return [false, 0, '0', 'f', 'false'].includes(comment['approved'] as never) ? 'pending' : 'published';
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}
