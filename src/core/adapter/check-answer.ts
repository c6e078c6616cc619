import type { Author } from '../model/author.ts';
import { type Comment, type CommentAbilities, freezeComment, type Reaction } from '../model/comment.ts';
import type { CommentPage } from './adapter.ts';
import { AdapterError } from './adapter-error.ts';
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
    throw new AdapterError('bad-response', {
      detail: `Expected list() to give a page with a "comments" array, got ${describe(answer)}.`,
    });
  }
  const items: unknown[] = answer['comments'];
  const comments = items.map(checkComment).filter((comment) => comment !== null);
  const nextCursor = text(answer['nextCursor']);
  const pageNumber = count(answer['pageNumber']);
  const pageCount = count(answer['pageCount']);
  const thread = answer['thread'];
  const page: CommentPage = {
    comments,
    total: count(answer['total']) ?? null,
    nextCursor: nextCursor ?? null,
    ...(pageNumber && pageCount && { pageNumber: Math.min(pageNumber, pageCount), pageCount }),
    thread: { closed: isRecord(thread) && thread['closed'] === true },
    capabilities: checkCapabilities(answer['capabilities']),
  };
  return { page, dropped: items.length - comments.length };
}

/** The comment with only the known, well-typed parts, frozen; or null where it lacks an id or a body. */
export function checkComment(item: unknown): Comment | null {
  if (!isRecord(item)) return null;
  const { id, parentId, body, status } = item;
  if (typeof id !== 'string' || id === '') return null;
  if (!isRecord(body) || typeof body['value'] !== 'string') return null;
  const format = body['format'];
  if (format !== 'text' && format !== 'markdown' && format !== 'html') return null;
  const lang = text(body['lang']);
  const checked: Comment = {
    id,
    parentId: text(parentId) ?? null,
    author: checkAuthor(item['author']),
    body: { format, value: body['value'], ...(lang && { lang }) },
    createdAt: timestamp(item['createdAt']) ?? null,
    status: status === 'pending' || status === 'deleted' || status === 'hidden' ? status : 'published',
    ...present({
      editedAt: timestamp(item['editedAt']),
      score: finite(item['score']),
      reactions: checkReactions(item['reactions']),
      replyCount: count(item['replyCount']),
      hiddenReplies: count(item['hiddenReplies']),
      permalink: text(item['permalink']),
      pinned: flag(item['pinned']),
      can: checkAbilities(item['can']),
      source: text(item['source']),
    }),
  };
  return freezeComment(checked);
}

function checkAuthor(value: unknown): Author {
  if (!isRecord(value)) return { name: '' };
  return {
    name: text(value['name']) ?? '',
    ...present({
      id: text(value['id']),
      url: text(value['url']),
      avatarUrl: text(value['avatarUrl']),
      location: text(value['location']),
      badge: text(value['badge']),
    }),
  };
}

function checkReactions(value: unknown): readonly Reaction[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const reactions: Reaction[] = [];
  for (const item of value as unknown[]) {
    const name = isRecord(item) ? text(item['name']) : undefined;
    if (!isRecord(item) || name === undefined) continue;
    reactions.push({ name, ...present({ count: count(item['count']), chosen: flag(item['chosen']) }) });
  }
  return reactions;
}

function checkAbilities(value: unknown): CommentAbilities | undefined {
  if (!isRecord(value)) return undefined;
  return present({
    reply: flag(value['reply']),
    edit: flag(value['edit']),
    remove: flag(value['remove']),
    react: flag(value['react']),
    report: flag(value['report']),
  });
}

function checkCapabilities(value: unknown): Capabilities {
  const given = isRecord(value) ? (value as Partial<Capabilities>) : {};
  const sorts = Array.isArray(given.sorts) ? given.sorts.filter((s) => /^(newest|oldest|top)$/.test(s)) : [];
  return Object.freeze({
    ...READ_ONLY,
    ...given,
    sorts: sorts.length > 0 ? sorts : READ_ONLY.sorts,
    reactionNames: Array.isArray(given.reactionNames) ? given.reactionNames : [],
    fields: { ...READ_ONLY.fields, ...given.fields },
  });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The entries that are there: optional properties are absent rather than undefined. */
function present<T extends object>(entries: T): Present<T> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as Present<T>;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Normalised to the one form that sorts as text; a date nobody can read is no date. */
function timestamp(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : typeof value;
}
