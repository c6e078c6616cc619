import { AdapterError, type AdapterErrorCode, type FieldErrors } from '../core/adapter/adapter-error.ts';
import type { CallOptions, CommentsAdapter } from '../core/adapter/adapter.ts';
import {
  type Capabilities,
  type FieldRule,
  type FieldRules,
  READ_ONLY,
} from '../core/adapter/capabilities.ts';
import { type Comment, withReaction } from '../core/model/comment.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import { createIdempotencyKey } from '../core/store/pending.ts';
import { requestJson } from './http.ts';
import { once } from './once.ts';
import { requireTexts, textsOf } from './required-texts.ts';
import { pathOf } from './thread-path.ts';
import { commentOf, countOf, listOf, recordOf, requireList, textOf, timeOf } from './untrusted.ts';

export interface TwikooAdapterOptions {
  /** Address of the Twikoo function or server. */
  readonly endpoint: string;
}

/** What the server is set to, as far as it says. */
interface Settings {
  readonly capabilities: Capabilities;
  /** What it calls the site's owner. */
  readonly ownerBadge: string;
}

/** Characters of a comment, unless the server is set otherwise. */
const DEFAULT_LIMIT = 500;
/** How long the server lets one wait who has written too much, in milliseconds. */
const RATE_PERIOD = 600_000;

/**
 * Comments on a Twikoo server that is its own (not in Tencent's cloud). The thread is the path of the page, as
 * with Twikoo's own client, for which `/a` and `/a/` are one.
 *
 * The server lists the page's origin in `CORS_ALLOW_ORIGIN`, or nothing at all. Where it asks for a captcha,
 * nobody can write here. Who wrote a comment can remove it until the page is closed.
 */
export function twikooAdapter({ endpoint }: TwikooAdapterOptions): CommentsAdapter {
  /** What the server knows this viewer by; nothing before they write or vote. */
  let viewer: string | undefined;
  /** Comments as last seen: answers to votes do not repeat them. */
  const seen = new Map<string, Comment>();
  /** Top-level comment above each reply. */
  const roots = new Map<string, string>();

  async function call(
    event: string,
    data: object,
    { signal }: CallOptions,
  ): Promise<Readonly<Record<string, unknown>>> {
    const body = { event, ...data, ...(viewer && { accessToken: viewer }) };
    const answer = recordOf((await requestJson(endpoint, { method: 'POST', body, signal })).data);
    const { code, message } = answer;
    // All come with the status 200; a failed read has a message and no code.
    if (code || message) throw refusalOf(code, textOf(message));
    return answer;
  }

  const settingsOf = once(async (options: CallOptions) =>
    readSettings(recordOf((await call('GET_CONFIG', {}, options))['config'])),
  );

  function toComment(item: unknown, { ownerBadge, capabilities }: Settings): Comment | null {
    const { id, pid, rid, nick, link, avatar, master, comment, created, isSpam, isOwner, top, ...votes } =
      recordOf(item);
    const up = { name: 'up', count: countOf(votes['ups']), chosen: votes['liked'] === true };
    const down = { name: 'down', count: countOf(votes['downs']), chosen: votes['disliked'] === true };
    const made = commentOf({
      id: textOf(id),
      parentId: textOf(pid) || textOf(rid) || null,
      author: { name: nick, url: link, avatarUrl: avatar, badge: master === true ? ownerBadge : undefined },
      body: { format: 'html', value: comment },
      createdAt: timeOf(created),
      // Shown to who wrote it only.
      status: isSpam === true ? 'pending' : 'published',
      reactions: capabilities.votes === 'like' ? [{ ...up, name: 'like' }] : [up, down],
      pinned: top === true,
      can: { remove: isOwner === true },
    });
    if (made) {
      seen.set(made.id, made);
      roots.set(made.id, textOf(rid) || made.id);
    }
    return made;
  }

  async function readPage(thread: ThreadRef, before: number, options: CallOptions) {
    const query = { url: pathOf(thread), sort: 'newest', ...(before > 0 && { before }) };
    const [{ data, more, count }, known] = await Promise.all([
      call('COMMENT_GET', query, options),
      settingsOf(options),
    ]);
    const items = requireList(data, 'comments');
    const all = items.flatMap((root) => [root, ...listOf(recordOf(root)['replies'])]);
    const comments = all.map((item) => toComment(item, known));
    // Those on top come on the first page, whatever their time.
    const times = items.map(recordOf).filter(({ top }) => top !== true);
    const oldest = Math.min(...times.map(({ created }) => countOf(created) || Infinity));
    const goesOn = more === true && Number.isFinite(oldest) && (before === 0 || oldest < before);
    return { comments, count: countOf(count), nextCursor: goesOn ? `${oldest}` : null, known };
  }

  return {
    name: 'twikoo',
    bodyFormats: ['html'],

    async list(thread, { cursor = '' }, options) {
      const before = /^\d{1,15}$/.test(cursor) ? Number(cursor) : 0;
      const { comments, nextCursor, known } = await readPage(thread, before, options);
      // What is no comment is left for the store to drop and count. The server counts top-level comments only.
      return {
        comments: comments as Comment[],
        total: null,
        nextCursor,
        capabilities: known.capabilities,
      };
    },

    async create(thread, comment, options) {
      const known = await settingsOf(options);
      requireTexts(known.capabilities.fields, textsOf(comment));
      viewer ??= createIdempotencyKey();
      const { author, body, parentId } = comment;
      const root = parentId === null ? '' : (roots.get(parentId) ?? parentId);
      const sent = {
        url: pathOf(thread),
        href: thread.url,
        // It must not be empty, and would be shown to everybody as the browser and system of the author.
        ua: 'Colloquy',
        nick: author.name,
        mail: author.email ?? '',
        link: author.url ?? '',
        comment: toHtml(body.value),
        ...(parentId !== null && { pid: parentId, rid: root }),
      };
      const id = textOf((await call('COMMENT_SUBMIT', sent, options))['id']);
      await readPage(thread, afterRoot(seen.get(root)), options);
      const made = seen.get(id) ?? toComment({ ...sent, id, created: Date.now(), isOwner: true }, known);
      if (!made) throw new AdapterError('bad-response', { detail: 'COMMENT_SUBMIT gave no id.' });
      return { status: made.status === 'pending' ? 'pending' : 'published', comment: made };
    },

    /** What answers it is not shown any more either. */
    async remove(_thread, id, options) {
      await call('COMMENT_DELETE_FOR_USER', { id }, options);
      seen.delete(id);
      return null;
    },

    async react(_thread, id, { name, chosen }, options) {
      options.signal.throwIfAborted();
      const known = seen.get(id);
      if (!known) throw new AdapterError('not-found');
      // The same vote again would take it back.
      if (known.reactions?.some((one) => one.name === name && one.chosen === chosen)) return known;
      viewer ??= createIdempotencyKey();
      await call('COMMENT_LIKE', { id, type: name === 'down' ? 'down' : 'up' }, options);
      const voted = withReaction(known, name, chosen);
      seen.set(id, voted);
      return voted;
    },

    async counts(threads, options) {
      if (threads.length === 0) return [];
      const names = threads.map(namesOf);
      const { data } = await call('GET_COMMENTS_COUNT', { urls: names.flat(), includeReply: true }, options);
      const counts = new Map(
        requireList(data, 'counts')
          .map(recordOf)
          .map(({ url, count }) => [url, countOf(count)]),
      );
      return names.map(([one, other]) => (counts.get(one) ?? 0) + (counts.get(other) ?? 0));
    },
  };
}

/** Both names of a thread: the server lists them as one, but counts each for itself. */
function namesOf(thread: ThreadRef): readonly [string, string] {
  const url = pathOf(thread);
  return [url, url.endsWith('/') ? url.slice(0, -1) : `${url}/`];
}

/** What a page begins before that has this comment, with its replies, first; those on top are on the first page. */
function afterRoot(root?: Comment): number {
  return root?.createdAt && root.pinned !== true ? Date.parse(root.createdAt) + 1 : 0;
}

function readSettings(config: Readonly<Record<string, unknown>>): Settings {
  const { SHOW_DISLIKE, CAPTCHA_PROVIDER, MASTER_TAG, LIMIT_LENGTH } = config;
  const limit = Number.parseInt(textOf(LIMIT_LENGTH) || `${DEFAULT_LIMIT}`, 10);
  return {
    ownerBadge: textOf(MASTER_TAG),
    capabilities: Object.freeze<Capabilities>({
      ...READ_ONLY,
      // Of the server's other orders, only the first page can be had.
      sorts: Object.freeze(['newest'] as const),
      paging: 'cursor',
      create: !CAPTCHA_PROVIDER,
      remove: true,
      votes: SHOW_DISLIKE === 'false' ? 'like' : 'up-down',
      counts: true,
      // The markup around it counts, too.
      maxLength: limit > 0 ? Math.max(1, limit - toHtml('').length) : null,
      fields: Object.freeze(fieldsOf(textOf(config['DISPLAYED_FIELDS']), textOf(config['REQUIRED_FIELDS']))),
    }),
  };
}

/** Both are lists of names; where one is empty, all are shown, and name and e-mail are required. */
function fieldsOf(shown: string, required: string): FieldRules {
  const rule = (field: string): FieldRule => {
    if (shown && !shown.includes(field)) return 'absent';
    return (required || 'nick,mail').includes(field) ? 'required' : 'optional';
  };
  return { name: rule('nick'), email: rule('mail'), website: rule('link'), location: 'absent' };
}

/**
 * The server takes HTML; what is typed here is text. Entities count against the server's limit: between tags, no
 * other character needs one.
 */
function toHtml(text: string): string {
  const lines = text.trim().replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\r\n?/g, '\n');
  return `<p>${lines.replace(/\n{2,}/g, '</p><p>').replace(/\n/g, '<br>')}</p>`;
}

const CODES: ReadonlyMap<unknown, AdapterErrorCode> = new Map<unknown, AdapterErrorCode>([
  [1001, 'unsupported'],
  [1024, 'auth-required'],
  [1403, 'forbidden'],
]);

/** Most refusals have one code, and are told apart by their words. */
const MESSAGES: readonly (readonly [words: RegExp, code: AdapterErrorCode, fields?: FieldErrors])[] = [
  [/发言频率过高|评论太火爆|Too Many Requests/, 'rate-limited'],
  [/屏蔽词/, 'invalid', { body: 'refused' }],
  [/邮箱格式不合法/, 'invalid', { email: 'malformed' }],
  [/长度|过长/, 'invalid', { body: 'too-long' }],
  // The address of the site's owner.
  [/博主身份/, 'invalid', { email: 'refused' }],
  // What is required is empty, such as an id.
  [/参数/, 'invalid'],
  [/评论不存在/, 'not-found'],
  [/只能删除自己的评论/, 'forbidden'],
  [/请先登录/, 'auth-required'],
  [/验证码/, 'challenge-required'],
];

function refusalOf(code: unknown, detail: string): AdapterError {
  const [, named, fields] = MESSAGES.find(([words]) => words.test(detail)) ?? [];
  const found = CODES.get(code) ?? named ?? 'server';
  return new AdapterError(found, {
    detail: `Twikoo: ${textOf(code)} ${detail}`,
    ...(fields && { fields }),
    ...(found === 'rate-limited' && { retryAfter: RATE_PERIOD }),
  });
}
