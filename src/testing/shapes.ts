/** What the data of an adapter looks like. Stricter than the store, which mends what it can. */
import { ADAPTER_ERROR_CODES } from '../core/adapter/adapter-error.ts';

/** What is wrong with a value, such as `expected a text, got 5`, or null. */
export type Shape = (value: unknown) => string | null;

const anyText: Shape = (value) => (typeof value === 'string' ? null : expected('a text', value));
const someText: Shape = (value) =>
  typeof value === 'string' && value !== '' ? null : expected('a text that is not empty', value);
const flag: Shape = (value) => (typeof value === 'boolean' ? null : expected('true or false', value));
const finite: Shape = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? null : expected('a finite number', value);
const count: Shape = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? null : expected('a whole number from 0', value);
const positive: Shape = (value) => (value === 0 ? expected('a whole number from 1', value) : count(value));
const depth: Shape = (value) => (value === Infinity ? null : count(value));
const time: Shape = (value) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) && Date.parse(value)
    ? null
    : expected('a time in UTC such as "2012-10-12T08:30:00Z"', value);

function oneOf(...words: readonly string[]): Shape {
  return (value) => (words.includes(value as string) ? null : expected(`one of ${words.join(', ')}`, value));
}

function orNull(shape: Shape): Shape {
  return (value) => (value === null ? null : shape(value));
}

function listOf(shape: Shape): Shape {
  return (value) => {
    if (!Array.isArray(value)) return expected('an array', value);
    return firstFault(value.map((item, index) => [`[${index}]`, shape(item)]));
  };
}

/** Properties that are not named may be there; a property of `optional` may be undefined. */
function record(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return expected('an object', value);
    const given = value as Record<string, unknown>;
    return firstFault([
      ...Object.entries(required).map(([key, shape]) => [`.${key}`, shape(given[key])] as const),
      ...Object.entries(optional).map(
        ([key, shape]) => [`.${key}`, given[key] === undefined ? null : shape(given[key])] as const,
      ),
    ]);
  };
}

function firstFault(faults: readonly (readonly [path: string, fault: string | null])[]): string | null {
  const found = faults.find(([, fault]) => fault !== null);
  if (!found) return null;
  const [path, fault] = found;
  return /^[.[]/.test(fault!) ? path + fault : `${path}: ${fault}`;
}

function expected(what: string, value: unknown): string {
  const given = typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : String(value);
  return `expected ${what}, got ${given}`;
}

export const commentBody: Shape = record(
  { format: oneOf('text', 'markdown', 'html'), value: anyText },
  { lang: someText },
);

const author: Shape = record(
  { name: anyText },
  { id: someText, url: someText, avatarUrl: someText, location: someText, badge: someText },
);

export const comment: Shape = record(
  {
    id: someText,
    parentId: orNull(someText),
    author,
    body: commentBody,
    createdAt: orNull(time),
    status: oneOf('published', 'pending', 'deleted', 'hidden'),
  },
  {
    editedAt: time,
    score: finite,
    reactions: listOf(record({ name: someText }, { count, chosen: flag })),
    replyCount: count,
    hiddenReplies: count,
    permalink: someText,
    pinned: flag,
    can: record({}, { reply: flag, edit: flag, remove: flag, react: flag, report: flag }),
    source: someText,
  },
);

const fieldRule = oneOf('required', 'optional', 'absent');

export const capabilities: Shape = record({
  sorts: (value) =>
    Array.isArray(value) && value.length === 0
      ? 'expected at least one sort, got none'
      : listOf(oneOf('newest', 'oldest', 'top'))(value),
  paging: oneOf('cursor', 'offset', 'numbered', 'none'),
  create: flag,
  maxDepth: depth,
  edit: flag,
  remove: flag,
  report: flag,
  votes: oneOf('none', 'like', 'up-down', 'reactions'),
  reactionNames: listOf(someText),
  preview: flag,
  locate: flag,
  authorFilter: flag,
  counts: flag,
  watch: flag,
  idempotencyKeys: flag,
  upload: flag,
  signIn: flag,
  fields: record({ name: fieldRule, email: fieldRule, website: fieldRule, location: fieldRule }),
  honeypot: orNull(someText),
  bodyFormat: oneOf('text', 'markdown'),
  maxLength: orNull(positive),
  storage: oneOf('server', 'device', 'page'),
});

export const commentPage: Shape = record(
  { comments: listOf(comment), total: orNull(count), capabilities },
  {
    nextCursor: orNull(someText),
    pageNumber: positive,
    pageCount: positive,
    thread: record({}, { closed: flag }),
    viewer: orNull(author),
    failedSources: listOf(record({ source: someText, code: oneOf(...ADAPTER_ERROR_CODES) })),
  },
);

export const threadChange: Shape = (value) => {
  const kind = record({ kind: oneOf('saved', 'removed', 'unknown') })(value);
  if (kind !== null) return kind;
  const change = value as { readonly kind: string };
  if (change.kind === 'saved') return record({ comment }, { existing: flag })(value);
  return change.kind === 'removed' ? record({ id: someText })(value) : null;
};

/** What is shown to who is to prove something: a picture, or a page in a frame. */
export const challenge: Shape = (value) => {
  const kind = record({ kind: oneOf('image', 'frame') })(value);
  if (kind !== null) return kind;
  const isImage = (value as { readonly kind: string }).kind === 'image';
  return record(isImage ? { image: beginning('data:image/', 'https:') } : { url: beginning('https:') })(
    value,
  );
};

function beginning(...starts: readonly string[]): Shape {
  return (value) =>
    typeof value === 'string' && starts.some((start) => value.startsWith(start))
      ? null
      : expected(`a text that begins with ${starts.join(' or ')}`, value);
}
