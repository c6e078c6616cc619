import { plainLabel } from '../model/author.ts';
import { type Comment, freezeComment } from '../model/comment.ts';
import type { CommentPage } from './adapter.ts';
import { ADAPTER_ERROR_CODES, AdapterError } from './adapter-error.ts';
import { READ_ONLY, type Capabilities } from './capabilities.ts';

/** A page of which every comment is known to be well-formed, and how many items were not. */
export interface CheckedPage {
  readonly page: CommentPage;
  readonly dropped: number;
}

/**
 * Checks an adapter's answer to `list`. A malformed comment is dropped and counted; only an answer that is
 * no page at all is an error.
 *
 * @throws AdapterError `bad-response`
 */
export function checkPage(answer: unknown): CheckedPage {
  if (!isRecord(answer) || !Array.isArray(answer['comments'])) {
    throw new AdapterError('bad-response', { detail: 'list() gave no page with an array of comments.' });
  }
  const items: unknown[] = answer['comments'];
  const comments = items.map(checkComment).filter((comment) => comment !== null);
  const page = {
    total: null,
    ...pick(answer, PAGE),
    comments,
    capabilities: checkCapabilities(answer['capabilities']),
  };
  return { page, dropped: items.length - comments.length };
}

/** The comment with only the known, well-typed parts, frozen; or null where it lacks an id or a body. */
export function checkComment(item: unknown): Comment | null {
  const defaults = { parentId: null, author: NOBODY, createdAt: null, status: 'published' };
  const picked = pick(item, COMMENT, defaults) as Partial<Comment>;
  const { id, body } = picked;
  return id && body?.value !== undefined && body.format ? freezeComment(picked as Comment) : null;
}

const NOBODY = Object.freeze({ name: '' });

/** Gives the value as the model wants it, or undefined where it is none. */
type Check = (value: unknown) => unknown;

const filled: Check = (value) => (typeof value === 'string' && value !== '' ? value : undefined);
const flag: Check = (value) => (typeof value === 'boolean' ? value : undefined);
const finite: Check = (value) => (Number.isFinite(value) ? value : undefined);
const count: Check = (value) => (Number.isSafeInteger(value) && (value as number) >= 0 ? value : undefined);
const oneOf =
  (...words: string[]): Check =>
  (value) =>
    words.includes(value as string) ? value : undefined;
/** Of days that every month has: whether a month has the others takes a look at the calendar. */
const NORMAL_TIMESTAMP =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** Normalised to the one form that sorts as text; a date nobody can read is no date. */
const timestamp: Check = (value) => {
  if (typeof value === 'string' && NORMAL_TIMESTAMP.test(value)) return value;
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
};
const record =
  (shape: Shape): Check =>
  (value) =>
    isRecord(value) ? pick(value, shape) : undefined;

/** Names with their checks, in a list: it is walked through for every comment. */
type Shape = readonly { readonly name: string; readonly check: Check }[];

const shapeOf = (checks: Readonly<Record<string, Check>>): Shape =>
  Object.entries(checks).map(([name, check]) => ({ name, check }));

/** The same check for each of these names. */
const each = (names: string, check: Check): Shape => names.split(' ').map((name) => ({ name, check }));

/** What stands in the line above a comment. */
const label: Check = (value) => (typeof value === 'string' && plainLabel(value)) || undefined;

const AUTHOR: Shape = [...each('id url avatarUrl', filled), ...each('name location badge', label)];

const author: Check = (value) => (isRecord(value) ? pick(value, AUTHOR, { name: '' }) : undefined);

const FAILED_SOURCE = shapeOf({ source: filled, code: oneOf(...ADAPTER_ERROR_CODES) });

const failedSources: Check = (value) =>
  Array.isArray(value)
    ? value.map((each) => pick(each, FAILED_SOURCE)).filter(({ source, code }) => source && code)
    : undefined;

const PAGE = shapeOf({
  total: count,
  nextCursor: filled,
  pageNumber: count,
  pageCount: count,
  thread: record(each('closed', flag)),
  viewer: author,
  failedSources,
});

const BODY = shapeOf({
  format: oneOf('text', 'markdown', 'html'),
  value: (value: unknown) => (typeof value === 'string' ? value : undefined),
  lang: filled,
});

const REACTION = shapeOf({ name: filled, count, chosen: flag });

const reactions: Check = (value) =>
  Array.isArray(value)
    ? value.map((each) => pick(each, REACTION)).filter(({ name }) => name !== undefined)
    : undefined;

const COMMENT = shapeOf({
  id: filled,
  parentId: filled,
  author,
  body: record(BODY),
  createdAt: timestamp,
  editedAt: timestamp,
  status: oneOf('published', 'pending', 'deleted', 'hidden'),
  score: finite,
  reactions,
  replyCount: count,
  hiddenReplies: count,
  permalink: filled,
  pinned: flag,
  can: record(each('reply edit remove react report', flag)),
  source: filled,
});

/** The well-typed ones of a record's known entries; what is not there is absent rather than undefined. */
function pick(value: unknown, shape: Shape, picked: Record<string, unknown> = {}): Record<string, unknown> {
  if (!isRecord(value)) return picked;
  for (const { name, check } of shape) {
    const given = value[name];
    if (given === undefined) continue;
    const checked = check(given);
    if (checked !== undefined) picked[name] = checked;
  }
  return picked;
}

const rule = oneOf('required', 'optional', 'absent');

const CAPABILITIES: Shape = [
  ...each(
    'create edit remove report preview locate authorFilter counts watch idempotencyKeys upload signIn',
    flag,
  ),
  ...shapeOf({
    sorts: (value) => listOf(value, oneOf('newest', 'oldest', 'top')),
    paging: oneOf('cursor', 'offset', 'numbered', 'none'),
    // JSON has no word for endless depth and makes it null.
    maxDepth: (value) => (value === Infinity ? value : count(value)),
    votes: oneOf('none', 'like', 'up-down', 'reactions'),
    reactionNames: (value) => listOf(value, filled),
    fields: (value) => ({ ...READ_ONLY.fields, ...pick(value, each('name email website location', rule)) }),
    honeypot: filled,
    bodyFormat: oneOf('text', 'markdown'),
    maxLength: (value) => count(value) || undefined,
    storage: oneOf('server', 'device', 'page'),
  }),
];

/** What is not said, or makes no sense, is as in a backend that can only be read. */
function checkCapabilities(value: unknown): Capabilities {
  return Object.freeze({ ...READ_ONLY, ...pick(value, CAPABILITIES) });
}

/** The items that pass; undefined where there is no list, or nothing in it. */
function listOf(value: unknown, check: Check): unknown[] | undefined {
  const items = Array.isArray(value) ? value.filter((item) => check(item) !== undefined) : [];
  return items.length > 0 ? items : undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
