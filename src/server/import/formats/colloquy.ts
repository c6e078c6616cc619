import type { Author } from '../../../core/model/author.ts';
import type { BodyFormat, CommentBody } from '../../../core/model/comment.ts';
import type { CommentRecord, StoredRecord, ThreadRecord } from '../../record.ts';
import { timeOf, webAddress } from '../fields.ts';
import { readLines } from '../parse/lines.ts';
import { openText } from '../parse/open-text.ts';
import { asObject, type JsonObject, parseObject } from '../parse/parse-json.ts';
import { attempt, BadRecordError, type ImportProblem } from '../problem.ts';
import type { Reader } from '../reader.ts';

/** Colloquy's own JSON Lines: one record a line, of which nothing is changed. */
export const readColloquy: Reader = async function* (file, onProgress) {
  for await (const { line, text } of readLines(openText(file, onProgress))) {
    yield readColloquyLine(line, text);
  }
};

export function readColloquyLine(line: number, text: string | undefined): StoredRecord | ImportProblem {
  if (text === undefined) return { kind: 'bad', reason: 'the record is too large', line };
  return attempt({ line }, () => checkRecord(parseObject(text)));
}

const STATUSES: readonly string[] = [
  'published',
  'pending',
  'deleted',
  'hidden',
  'spam',
] satisfies CommentRecord['status'][];
const FORMATS: readonly string[] = ['text', 'markdown', 'html'] satisfies BodyFormat[];

function checkRecord(given: JsonObject): StoredRecord {
  return Object.keys(given).every((name) => THREAD_FIELDS.includes(name))
    ? checkThread(given)
    : checkComment(given);
}

const THREAD_FIELDS: readonly string[] = [
  'thread',
  'threadUrl',
  'threadTitle',
  'threadClosed',
] satisfies (keyof ThreadRecord)[];

function checkThread(given: JsonObject): ThreadRecord {
  return {
    thread: filled(given, 'thread'),
    ...optional(given, 'threadUrl', isString),
    ...optional(given, 'threadTitle', isString),
    ...optional(given, 'threadClosed', isBoolean),
  };
}

function checkComment(given: JsonObject): CommentRecord {
  const status = oneOf(given, 'status', STATUSES) as CommentRecord['status'];
  return {
    ...checkThread(given),
    id: filled(given, 'id'),
    parentId: given['parentId'] == null ? null : filled(given, 'parentId'),
    author: checkAuthor(asObject(given['author'], 'author')),
    ...optional(given, 'email', isString),
    body: checkBody(asObject(given['body'], 'body')),
    createdAt: utc(given['createdAt'], 'createdAt'),
    ...(given['editedAt'] == null ? {} : { editedAt: utc(given['editedAt'], 'editedAt') }),
    status,
    ...optional(given, 'pinned', isBoolean),
    ...optional(given, 'reactions', isCounts),
  };
}

function checkAuthor(given: JsonObject): Author {
  return {
    ...optional(given, 'id', isString),
    name: string(given, 'name'),
    // An address that is no link is left out; the comment is worth keeping without it.
    ...(webAddress(given['url']) === undefined ? {} : optional(given, 'url', isString)),
    ...(webAddress(given['avatarUrl']) === undefined ? {} : optional(given, 'avatarUrl', isString)),
    ...optional(given, 'location', isString),
    ...optional(given, 'badge', isString),
  };
}

function checkBody(given: JsonObject): CommentBody {
  return {
    format: oneOf(given, 'format', FORMATS) as BodyFormat,
    value: string(given, 'value'),
    ...optional(given, 'lang', isString),
  };
}

const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** A moment in UTC stays as precise as it was written. */
function utc(value: unknown, name: string): string {
  const time = timeOf(typeof value === 'string' ? value : undefined, name);
  return UTC.test(value as string) ? (value as string) : time;
}

function string(given: JsonObject, name: string): string {
  const value = given[name];
  if (typeof value !== 'string') throw new BadRecordError(`${name} is not text`);
  return value;
}

function filled(given: JsonObject, name: string): string {
  const value = string(given, name);
  if (value.trim() === '') throw new BadRecordError(`no ${name}`);
  return value;
}

function oneOf(given: JsonObject, name: string, values: readonly string[]): string {
  const value = string(given, name);
  if (!values.includes(value)) throw new BadRecordError(`${name} is not one of ${values.join(', ')}`, value);
  return value;
}

function optional<K extends string, T>(
  given: JsonObject,
  name: K,
  is: (value: unknown) => value is T,
): { readonly [N in K]?: T } {
  const value = given[name];
  if (value == null) return {};
  if (!is(value)) throw new BadRecordError(`${name} is of the wrong type`);
  return { [name]: value } as { readonly [N in K]: T };
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isCounts(value: unknown): value is Readonly<Record<string, number>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((count) => Number.isSafeInteger(count) && (count as number) >= 0);
}
