import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { CommentsAdapter } from '../core/adapter/adapter.ts';
import { isRecord } from '../core/adapter/check-answer.ts';
import { type Capabilities, READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Author } from '../core/model/author.ts';
import type { Comment } from '../core/model/comment.ts';
import type { Sort } from '../core/model/sort.ts';
import { authorOf } from './author.ts';
import { countsByList } from './counts-by-list.ts';
import { type JsonRequest, type Refusal, requestJson, searchOf } from './http.ts';
import { requireTexts, textsOf } from './required-texts.ts';
import { signInWindow } from './sign-in-window.ts';
import { pathOf } from './thread-path.ts';
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

export interface WalineAdapterOptions {
  /** Address of the Waline server. */
  readonly endpoint: string;
}

/** Who has signed in, until the page is closed. */
interface Session {
  readonly token: string;
  readonly author: Author;
  readonly isAdmin: boolean;
}

/** Greatest page that Waline gives. */
const MAX_PAGE_SIZE = 100;
/** In milliseconds, unless the server is set otherwise. */
const TIME_BETWEEN_COMMENTS = 60_000;

const SORTS: Readonly<Record<Sort, string>> = {
  newest: 'insertedAt_desc',
  oldest: 'insertedAt_asc',
  top: 'like_desc',
};

const CAPABILITIES: Capabilities = Object.freeze<Capabilities>({
  ...READ_ONLY,
  sorts: Object.freeze(['newest', 'oldest', 'top'] as const),
  paging: 'numbered',
  create: true,
  votes: 'like',
  counts: true,
  signIn: true,
  bodyFormat: 'markdown',
  fields: Object.freeze({ name: 'optional', email: 'optional', website: 'optional', location: 'absent' }),
});

const SIGNED_IN: Capabilities = Object.freeze<Capabilities>({
  ...CAPABILITIES,
  edit: true,
  remove: true,
  fields: READ_ONLY.fields,
});

/**
 * Comments on a Waline server. The thread is the path of the page, as with Waline's own client.
 *
 * Any page may read and write unless the server lists its `SECURE_DOMAINS`; then the page's is one of them. Who
 * writes as a guest must not be asked for a reCAPTCHA or Turnstile, which this client does not solve.
 */
export function walineAdapter({ endpoint }: WalineAdapterOptions): CommentsAdapter {
  const server = endpoint.replace(/\/*$/, '');
  let session: Session | null = null;
  /** Comments as last seen: an answer tells nothing of what this viewer chose. */
  const seen = new Map<string, Comment>();
  /** Top-level comment above each reply. */
  const roots = new Map<string, string>();
  /** The server does not know who likes what. */
  const liked = new Set<string>();

  /** What the envelope holds. The language is that of the errors, which are told apart by their words. */
  async function call(
    path: string,
    query: Readonly<Record<string, string | number>>,
    request: JsonRequest,
  ): Promise<unknown> {
    const search = searchOf({ lang: 'en', ...query });
    const headers = session ? { authorization: `Bearer ${session.token}` } : {};
    const { data } = await requestJson(
      `${server}/api/${path}?${search}`,
      { ...request, headers },
      readRefusal,
    );
    const { errno, data: held } = recordOf(data);
    // Most refusals come with the status 200.
    if (errno) {
      const { code = 'invalid', ...rest } = readRefusal(data);
      throw new AdapterError(code, rest);
    }
    return held;
  }

  function toComment(item: unknown): Comment | null {
    const {
      objectId,
      pid,
      rid,
      nick,
      link,
      avatar,
      label,
      comment,
      orig,
      time,
      like,
      sticky,
      status,
      user_id,
    } = recordOf(item);
    const id = textOf(objectId);
    const isMine = session !== null && (session.isAdmin || textOf(user_id) === session.author.id);
    const source = isMine && typeof orig === 'string';
    const made = commentOf({
      id,
      parentId: textOf(pid) || null,
      author: { id: textOf(user_id), name: nick, url: link, avatarUrl: avatar, badge: label },
      body: source ? { format: 'markdown', value: orig } : { format: 'html', value: comment },
      createdAt: timeOf(toWholeSeconds(time)),
      status: status === 'waiting' || status === 'spam' ? 'pending' : 'published',
      reactions: [{ name: 'like', count: countOf(like), ...(liked.has(id) && { chosen: true }) }],
      pinned: Boolean(sticky),
      can: { edit: isMine, remove: isMine },
    });
    if (made) {
      seen.set(id, made);
      roots.set(id, textOf(rid) || id);
    }
    return made;
  }

  /** The comment as the server has it now, of which an SQL database tells neither id nor time. */
  async function change(id: string, body: object, signal: AbortSignal) {
    const data = await call(`comment/${requireId(id)}`, {}, { method: 'PUT', body, signal });
    if (!isRecord(data)) throw new AdapterError('not-found');
    const createdAt = seen.get(id)?.createdAt;
    return { ...data, objectId: id, ...(createdAt && { time: Date.parse(createdAt) }) };
  }

  return {
    name: 'waline',
    bodyFormats: ['html'],

    async list(thread, { sort, limit, page = 1 }, { signal }) {
      const pageSize = Math.min(limit, MAX_PAGE_SIZE);
      const query = { path: pathOf(thread), page, pageSize, sortBy: SORTS[sort] };
      const { data, count: total, totalPages } = recordOf(await call('comment', query, { signal }));
      const items = requireList(data, 'comments');
      const all = items.flatMap((root) => [root, ...listOf(recordOf(root)['children'])]);
      return {
        // What is no comment is left for the store to drop and count.
        comments: all.map(toComment) as Comment[],
        total: countOf(total),
        pageNumber: page,
        pageCount: Math.max(1, countOf(totalPages)),
        viewer: session && { ...session.author },
        capabilities: session ? SIGNED_IN : CAPABILITIES,
      };
    },

    async create(thread, comment, { signal }) {
      requireTexts(CAPABILITIES.fields, textsOf(comment));
      const { author, body, parentId } = comment;
      const sent = {
        url: pathOf(thread),
        comment: body.value,
        nick: author.name,
        mail: author.email ?? '',
        link: author.url ?? '',
        // It would be shown to everybody as the browser and system of the author.
        ua: '',
        ...(parentId !== null && { pid: requireId(parentId), rid: roots.get(parentId) ?? parentId }),
      };
      const made = requireComment(
        toComment(await call('comment', {}, { method: 'POST', body: sent, signal })),
      );
      return { status: made.status === 'pending' ? 'pending' : 'published', comment: made };
    },

    async edit(_thread, id, { value }, { signal }) {
      requireTexts(CAPABILITIES.fields, { body: value });
      return requireComment(toComment(await change(id, { comment: value }, signal)));
    },

    /** What answers it goes with it. */
    async remove(_thread, id, { signal }) {
      await call(`comment/${requireId(id)}`, {}, { method: 'DELETE', signal });
      return null;
    },

    async react(_thread, id, { chosen }, { signal }) {
      signal.throwIfAborted();
      const known = seen.get(id);
      // A second like would count for another.
      if (known && liked.has(id) === chosen) return known;
      const changed = await change(id, { like: chosen }, signal);
      if (chosen) liked.add(id);
      else liked.delete(id);
      return requireComment(toComment(changed));
    },

    async counts(threads, { signal }) {
      return countsByList(
        threads.map(pathOf),
        async (paths) => {
          const data = await call('comment', { type: 'count', url: paths.join(',') }, { signal });
          return requireList(data, 'counts').map(countOf);
        },
        async (path) => {
          const data = await call('comment', { path, page: 1, pageSize: 1 }, { signal });
          return countOf(recordOf(data)['count']);
        },
      );
    },

    async signIn({ signal }) {
      session = await signInWindow(`${server}/ui/login?lng=${navigator.language}`, readSession, signal);
    },

    async signOut() {
      session = null;
    },
  };
}

/** @throws AdapterError where no comment is called so: the server takes it for no id at all, and fails */
function requireId(id: string): string {
  if (/^[a-z0-9]+$/i.test(id)) return id;
  throw new AdapterError('not-found');
}

/** SQL databases keep no more of a time, but a new comment comes with the milliseconds. */
function toWholeSeconds(milliseconds: unknown): unknown {
  return typeof milliseconds === 'number' ? Math.floor(milliseconds / 1000) * 1000 : null;
}

/** What Waline's page tells the page that opened it. */
function readSession(message: unknown): Session | undefined {
  const { type, data } = recordOf(message);
  const { token, objectId, display_name, url, avatar, type: role } = recordOf(data);
  if (type !== 'userInfo' || typeof token !== 'string' || !/^[\w.~+/=-]+$/.test(token)) return undefined;
  const author = authorOf({ id: textOf(objectId), name: display_name, url, avatarUrl: avatar });
  return { token, author, isAdmin: role === 'administrator' };
}

/** What the server says where a reply answers nothing, and where PostgreSQL is asked for an id that none can be. */
const NOT_THERE = /reading 'user_id'|^invalid input syntax|is out of range for type/;

function readRefusal(answer: unknown): Partial<Refusal> {
  const { errno, errmsg } = recordOf(answer);
  const message = isRecord(errmsg) ? JSON.stringify(errmsg) : textOf(errmsg);
  return {
    detail: `${textOf(errno)} ${message}`.trim(),
    ...(message === 'Duplicate Content' && { code: 'duplicate' as const }),
    ...(NOT_THERE.test(message) && { code: 'not-found' as const }),
    ...(message === 'Comment too fast!' && {
      code: 'rate-limited' as const,
      retryAfter: TIME_BETWEEN_COMMENTS,
    }),
  };
}
