import type { CommentRecord } from '../../record.ts';
import {
  countOf,
  optionalTimeOf,
  requiredText,
  textOf,
  timeOf,
  votes,
  votesOfScore,
  webAddress,
} from '../fields.ts';
import { htmlBody } from '../html-body.ts';
import { makeRecord } from '../make-record.ts';
import { readLines } from '../parse/lines.ts';
import { openText } from '../parse/open-text.ts';
import { asObject, type JsonObject, parseObject } from '../parse/parse-json.ts';
import { attempt, isProblem } from '../problem.ts';
import type { Reader } from '../reader.ts';

interface Meta {
  readonly blocked: ReadonlySet<string>;
  readonly closed: ReadonlySet<string>;
}

const NO_META: Meta = { blocked: new Set(), closed: new Set() };

/** Remark42's backup: JSON Lines, of which the first says who is blocked and which pages are read-only. */
export const readRemark42: Reader = async function* (file, onProgress) {
  let meta = NO_META;
  for await (const { line, text } of readLines(openText(file, onProgress))) {
    if (text === undefined) {
      yield { kind: 'bad', reason: 'the record is too large', line };
      continue;
    }
    const object = attempt({ line }, () => parseObject(text));
    if (isProblem(object)) {
      yield object;
    } else if ('version' in object && !('id' in object)) {
      if (countOf(object['version']) > 1) {
        const reason = 'this version of the backup is not known';
        yield { kind: 'broken-file', reason, detail: String(countOf(object['version'])), line };
        return;
      }
      meta = readMeta(object);
    } else {
      yield attempt({ line }, () => toRecord(object, meta));
    }
  }
};

function readMeta(meta: JsonObject): Meta {
  const blocked = objectsIn(meta['users']).filter(({ blocked: state }) => isObject(state) && state['status']);
  const closed = objectsIn(meta['posts']).filter((post) => post['read_only'] === true);
  return {
    blocked: new Set(blocked.map((user) => String(user['id']))),
    closed: new Set(closed.map((post) => String(post['url']))),
  };
}

function toRecord(comment: JsonObject, meta: Meta): CommentRecord {
  const user = asObject(comment['user'], 'user');
  const url = requiredText(asObject(comment['locator'], 'locator')['url'], 'locator.url');
  const userId = textOf(user['id']);
  const edit = isObject(comment['edit']) ? optionalTimeOf(comment['edit']['time']) : undefined;
  return makeRecord({
    thread: url,
    threadUrl: webAddress(url),
    threadTitle: textOf(comment['title']),
    threadClosed: meta.closed.has(url),
    id: requiredText(comment['id'], 'id'),
    parentId: textOf(comment['pid']) ?? null,
    author: {
      id: userId === undefined ? undefined : `remark42:${userId}`,
      name: textOf(user['name']),
      avatarUrl: webAddress(user['picture']),
      badge: user['admin'] === true ? 'Moderator' : undefined,
    },
    email: undefined,
    // What its readers saw; the Markdown beside it (`orig`) was never cleaned, and imported comments lack it.
    body: htmlBody(textOf(comment['text']) ?? textOf(comment['orig']) ?? ''),
    createdAt: timeOf(comment['time'], 'time'),
    editedAt: edit,
    status: comment['delete'] === true ? 'deleted' : meta.blocked.has(userId ?? '') ? 'hidden' : 'published',
    pinned: comment['pin'] === true,
    reactions: reactionsOf(comment),
  });
}

/** Who voted how is known by name; only how many did is kept. */
function reactionsOf(comment: JsonObject): Record<string, number> | undefined {
  const cast = isObject(comment['votes']) ? Object.values(comment['votes']) : [];
  if (cast.length === 0) return votesOfScore(countOf(comment['score']));
  return votes(cast.filter((up) => up === true).length, cast.filter((up) => up === false).length);
}

function objectsIn(list: unknown): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}
