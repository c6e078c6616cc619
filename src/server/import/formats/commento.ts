import type { CommentRecord } from '../../record.ts';
import { countOf, requiredText, textOf, timeOf, votesOfScore, webAddress } from '../fields.ts';
import { htmlBody } from '../html-body.ts';
import { makeRecord } from '../make-record.ts';
import { jsonItems } from '../parse/json-items.ts';
import { openText } from '../parse/open-text.ts';
import { type JsonObject, parseObject } from '../parse/parse-json.ts';
import { attempt, BadRecordError, isProblem } from '../problem.ts';
import type { Reader } from '../reader.ts';

/**
 * Commento's export: one JSON object with comments and, after them, commenters. It is read twice, for who
 * wrote and for what.
 */
export const readCommento: Reader = async function* (file, onProgress) {
  const commenters = new Map<string, JsonObject>();
  const firstHalf = openText(file, (share) => onProgress?.(share / 2));
  for await (const item of jsonItems(firstHalf, ['commenters'])) {
    // Whatever is wrong with the file is found, and said, once more.
    if (isProblem(item)) continue;
    const commenter = attempt(item, () => parseObject(item.text));
    if (isProblem(commenter)) yield commenter;
    else commenters.set(String(commenter['commenterHex']), commenter);
  }
  const secondHalf = openText(file, (share) => onProgress?.(0.5 + share / 2));
  for await (const item of jsonItems(secondHalf, ['comments'])) {
    if (isProblem(item)) yield item;
    else yield attempt({ line: item.line }, () => toRecord(parseObject(item.text), commenters));
  }
};

function toRecord(comment: JsonObject, commenters: ReadonlyMap<string, JsonObject>): CommentRecord {
  const hex = textOf(comment['commenterHex']) ?? 'anonymous';
  const commenter = commenters.get(hex);
  const parent = textOf(comment['parentHex']);
  const markdown = textOf(comment['markdown']);
  return makeRecord({
    ...threadOf(comment),
    threadTitle: undefined,
    threadClosed: undefined,
    id: requiredText(comment['commentHex'], 'commentHex'),
    parentId: parent === undefined || parent === 'root' ? null : parent,
    author: {
      id: commenter === undefined ? undefined : `commento:${hex}`,
      name: textOf(commenter?.['name']),
      // Commento writes "undefined" for a link or photo that is none.
      url: webAddress(commenter?.['link']),
      avatarUrl: webAddress(commenter?.['photo']),
      badge: commenter?.['isModerator'] === true ? 'Moderator' : undefined,
    },
    email: textOf(commenter?.['email']),
    body:
      markdown === undefined
        ? htmlBody(textOf(comment['html']) ?? '')
        : { format: 'markdown', value: markdown },
    createdAt: timeOf(comment['creationDate'], 'creationDate'),
    status: isDeleted(comment, hex) ? 'deleted' : statusOf(comment['state']),
    reactions: votesOfScore(countOf(comment['score'])),
  });
}

/** Commento knows a page by domain and path, or by a name of the site's own in the place of the path. */
function threadOf(comment: JsonObject): { thread: string; threadUrl: string | undefined } {
  const domain = textOf(comment['domain']);
  const path = textOf(comment['url']) ?? '';
  if (domain !== undefined && (path === '' || path.startsWith('/'))) {
    const url = webAddress(`https://${domain}${path === '' ? '/' : path}`);
    if (url !== undefined) return { thread: url, threadUrl: url };
  }
  if (path === '') throw new BadRecordError('no url');
  return { thread: path, threadUrl: webAddress(path) };
}

/** The export leaves the mark of deletion out, but not what deletion put in the place of the text. */
function isDeleted(comment: JsonObject, commenterHex: string): boolean {
  return (
    comment['deleted'] === true ||
    (commenterHex === 'anonymous' && textOf(comment['markdown']) === '[deleted]')
  );
}

function statusOf(state: unknown): CommentRecord['status'] {
  switch (state) {
    case 'approved':
      return 'published';
    case 'unapproved':
      return 'pending';
    case 'flagged':
      return 'spam';
    default:
      throw new BadRecordError('state is not one of approved, unapproved, flagged', textOf(state));
  }
}
