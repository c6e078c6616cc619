import { AdapterError, type FieldErrors } from '../core/adapter/adapter-error.ts';
import type { CommentsAdapter } from '../core/adapter/adapter.ts';
import { isRecord } from '../core/adapter/check-answer.ts';
import { type Capabilities, type FieldRules, READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Comment } from '../core/model/comment.ts';
import type { Sort } from '../core/model/sort.ts';
import { type JsonAnswer, type JsonRequest, type Refusal, requestJson } from './http.ts';
import { requireTexts, textsOf } from './required-texts.ts';
import { pathOf } from './thread-path.ts';
import { unescapeHtml } from './unescape-html.ts';
import {
  commentOf,
  countOf,
  listOf,
  recordOf,
  requireComment,
  requireList,
  textOf,
  timeOf,
} from './untrusted.ts';

export interface IssoAdapterOptions {
  /** Address of the Isso server. */
  readonly endpoint: string;
}

/** A comment written here, which its author can change for some time. */
interface OwnComment {
  readonly source: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

type Vote = 'up' | 'down';

const SORTS: Readonly<Record<Sort, string>> = { oldest: 'oldest', newest: 'newest', top: 'upvotes' };
const WAY: Readonly<Record<Vote, string>> = { up: 'like', down: 'dislike' };
/** Without a limit of their own, replies are left out by the page's `limit` and `offset`. */
const MAX_REPLIES = '100000';
/** In which the server wants no more than so many comments, in milliseconds. */
const RATE_PERIOD = 60_000;

const CAPABILITIES: Capabilities = Object.freeze<Capabilities>({
  ...READ_ONLY,
  sorts: Object.freeze(['oldest', 'newest', 'top'] as const),
  paging: 'numbered',
  create: true,
  maxDepth: 1,
  edit: true,
  remove: true,
  votes: 'up-down',
  preview: true,
  counts: true,
  bodyFormat: 'markdown',
  maxLength: 65_535,
});

/**
 * Comments on an Isso server. The thread is the path of the page, as with Isso's own client.
 *
 * The server lists the page's origin under `[general] host`. It knows who wrote a comment by a cookie, so authors
 * edit and remove for as long as that lasts (`max-age`), and in this adapter until the page is closed; where the
 * server is on another site than the page, browsers that block such cookies let them only write.
 */
export function issoAdapter({ endpoint }: IssoAdapterOptions): CommentsAdapter {
  const base = endpoint.replace(/\/*$/, '/');
  /** Comments as last seen: answers to votes and edits do not repeat everything. */
  const seen = new Map<string, Comment>();
  const own = new Map<string, OwnComment>();
  const votes = new Map<string, Vote>();
  let fields: FieldRules = READ_ONLY.fields;
  let replyToSelf = true;

  const call = (path: string, request: JsonRequest): Promise<JsonAnswer> =>
    // No header but the content type: the server allows pages of other origins no further one.
    requestJson(base + path, { ...request, credentials: 'include' }, readRefusal);

  function toComment(item: unknown): Comment | null {
    const {
      id: number,
      parent,
      author,
      website,
      hash,
      gravatar_image,
      text,
      created,
      modified,
      mode,
      likes,
      dislikes,
    } = recordOf(item);
    const id = textOf(number);
    const mine = own.get(id);
    const isOpen = mine !== undefined && mine.until > Date.now();
    const vote = votes.get(id);
    const reaction = (name: Vote, count: unknown) => ({
      name,
      count: countOf(count),
      ...(vote && { chosen: vote === name }),
    });
    const isDeleted = mode === 4;
    const made = commentOf({
      id,
      parentId: textOf(parent) || null,
      author: isDeleted
        ? {}
        : {
            // It is the same for the same e-mail or network address.
            id: hash ?? seen.get(id)?.author.id,
            // It is stored as HTML.
            name: unescapeHtml(textOf(author)),
            url: unescapeHtml(textOf(website)),
            avatarUrl: gravatar_image ?? seen.get(id)?.author.avatarUrl,
          },
      // What the author can edit is shown as it was written; an empty text becomes an empty paragraph.
      body:
        isOpen && !isDeleted
          ? { format: 'markdown', value: mine.source }
          : { format: 'html', value: isDeleted ? '' : text },
      createdAt: timeOf(numberOf(created) * 1000),
      editedAt: timeOf(numberOf(modified) * 1000),
      status: isDeleted ? 'deleted' : mode === 2 ? 'pending' : 'published',
      reactions: [reaction('up', likes), reaction('down', dislikes)],
      // A vote is for good, nobody votes for themselves, and what can still be edited may have to be.
      can: { reply: replyToSelf || !isOpen, edit: isOpen, remove: isOpen, react: !vote && !mine },
    });
    if (made) seen.set(id, made);
    return made;
  }

  function pathTo(id: string): string {
    // With a number that its database cannot hold, the server fails.
    if (!/^\d{1,15}$/.test(id)) throw new AdapterError('not-found');
    return `id/${id}`;
  }

  /** The cookie itself is the browser's; how long it lasts is for us to know. */
  function remember(id: string, source: string, { headers }: Response): void {
    const age = /max-age=(\d{1,9})/i.exec(headers.get('x-set-cookie') ?? '')?.[1];
    if (age) own.set(id, { source, until: Date.now() + Number(age) * 1000 });
  }

  /** Says of a comment of ours that the time is over, or that it is gone, where the server only says no or fails. */
  async function change(id: string, request: JsonRequest): Promise<JsonAnswer> {
    try {
      return await call(pathTo(id), request);
    } catch (thrown) {
      const { code, message: detail } = thrown as AdapterError;
      // It fails over what a moderator has removed; only when asked for that does it say so.
      if (code === 'server') await call(pathTo(id), { signal: request.signal });
      if (code !== 'forbidden' || !own.has(id)) throw thrown;
      throw new AdapterError('edit-expired', { detail, cause: thrown });
    }
  }

  return {
    name: 'isso',
    bodyFormats: ['html'],

    async list(thread, { sort, limit, page = 1 }, { signal }) {
      const offset = (page - 1) * limit;
      const search = new URLSearchParams({
        uri: pathOf(thread),
        sort: SORTS[sort],
        limit: `${limit}`,
        offset: `${offset}`,
        nested_limit: MAX_REPLIES,
      });
      const { replies, total_replies, hidden_replies, config } = recordOf(
        (await call(`?${search}`, { signal })).data,
      );
      const roots = requireList(replies, 'comments');
      const all = roots.flatMap((root) => [root, ...listOf(recordOf(root)['replies'])]);
      const settings = recordOf(config);
      fields = fieldsOf(settings);
      replyToSelf = settings['reply-to-self'] !== false;
      return {
        // What is no comment is left for the store to drop and count.
        comments: all.map(toComment) as Comment[],
        total: countOf(total_replies),
        pageNumber: page,
        // Beyond the last page, fewer than none are hidden.
        pageCount: Math.max(1, Math.ceil(countOf(offset + roots.length + numberOf(hidden_replies)) / limit)),
        capabilities: { ...CAPABILITIES, fields },
      };
    },

    async create(thread, comment, { signal }) {
      requireTexts(fields, textsOf(comment));
      const { author, body, parentId } = comment;
      const path = pathOf(thread);
      const sent = {
        text: body.value,
        author: author.name || null,
        email: author.email || null,
        website: author.url || null,
        parent: parentId === null ? null : Number(parentId),
        // Without one, the server looks at the page for it.
        title: thread.title || path,
      };
      const search = new URLSearchParams({ uri: path });
      const { data, response } = await call(`new?${search}`, { method: 'POST', body: sent, signal });
      remember(textOf(recordOf(data)['id']), body.value, response);
      const made = requireComment(toComment(data));
      return { status: made.status === 'pending' ? 'pending' : 'published', comment: made };
    },

    async edit(_thread, id, { value }, { signal }) {
      requireTexts(fields, { body: value });
      const { data, response } = await change(id, { method: 'PUT', body: { text: value }, signal });
      remember(id, value, response);
      return requireComment(toComment(data));
    },

    async remove(_thread, id, { signal }) {
      const { data } = await change(id, { method: 'DELETE', signal });
      own.delete(id);
      return isRecord(data) ? requireComment(toComment(data)) : null;
    },

    async react(_thread, id, { name, chosen }, { signal }) {
      signal.throwIfAborted();
      const known = seen.get(id);
      const vote = votes.get(id);
      if (known && vote === name && chosen) return known;
      if (vote || !chosen) {
        throw new AdapterError('unsupported', { detail: 'Isso takes a vote once and for all.' });
      }
      const way: Vote = name === 'down' ? 'down' : 'up';
      const { data } = await call(`${pathTo(id)}/${WAY[way]}`, { method: 'POST', signal });
      const { message, likes, dislikes } = recordOf(data);
      if (!isRecord(data) || !known) throw new AdapterError('not-found');
      // A refusal, though its status is 200.
      if (message) throw new AdapterError('forbidden', { detail: textOf(message) });
      votes.set(id, way);
      const counts = { up: countOf(likes), down: countOf(dislikes) };
      const reactions = (['up', 'down'] as const).map((one) => ({
        name: one,
        count: counts[one],
        chosen: one === way,
      }));
      const voted = requireComment(commentOf({ ...known, reactions, can: { ...known.can, react: false } }));
      seen.set(id, voted);
      return voted;
    },

    async preview(_thread, { value }, { signal }) {
      const { data } = await call('preview', { method: 'POST', body: { text: value }, signal });
      return { format: 'html', value: textOf(recordOf(data)['text']) };
    },

    async counts(threads, { signal }) {
      if (threads.length === 0) return [];
      const { data } = await call('count', { method: 'POST', body: threads.map(pathOf), signal });
      const numbers = requireList(data, 'counts');
      return threads.map((_, index) => countOf(numbers[index]));
    },
  };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : NaN;
}

function fieldsOf(config: Readonly<Record<string, unknown>>): FieldRules {
  return {
    name: config['require-author'] === true ? 'required' : 'optional',
    email: config['require-email'] === true ? 'required' : 'optional',
    website: config['website-field'] === false ? 'absent' : 'optional',
    location: 'absent',
  };
}

/** What the server's reasons mean for the form. */
const REASONS: readonly (readonly [reason: RegExp, fields: FieldErrors])[] = [
  [/text is missing/, { body: 'required' }],
  [/text is too short/, { body: 'too-short' }],
  [/text is too long|exceeds the capacity/, { body: 'too-long' }],
  [/rfc5321/, { email: 'too-long' }],
  [/arbitrary length limit/, { website: 'too-long' }],
  [/Website not Django-conform/, { website: 'malformed' }],
  [/email address required/, { email: 'required' }],
  [/author address required/, { name: 'required' }],
];

/** Some refusals are JSON; those of the text are pages. */
function readRefusal(answer: unknown): Partial<Refusal> {
  const detail = isRecord(answer)
    ? textOf(answer['message'])
    : textOf(answer)
        .slice(0, 2_000)
        .replace(/<[^<>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
  if (detail.includes('ratelimit exceeded')) return { code: 'rate-limited', retryAfter: RATE_PERIOD, detail };
  const fields = REASONS.find(([reason]) => reason.test(detail))?.[1];
  return fields ? { code: 'invalid', fields, detail } : { detail };
}
