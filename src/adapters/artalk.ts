import { AdapterError, type Challenge, type FieldErrors } from '../core/adapter/adapter-error.ts';
import type { CallOptions, CommentsAdapter, WriteOptions } from '../core/adapter/adapter.ts';
import { type Capabilities, READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Author } from '../core/model/author.ts';
import type { Comment } from '../core/model/comment.ts';
import type { Sort } from '../core/model/sort.ts';
import { authorOf } from './author.ts';
import { dateReader } from './artalk-dates.ts';
import { countsByList } from './counts-by-list.ts';
import { type JsonRequest, type Refusal, requestJson } from './http.ts';
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
  segmentOf,
} from './untrusted.ts';

export interface ArtalkAdapterOptions {
  /** Address of the Artalk server. */
  readonly endpoint: string;
  /** The site's name in Artalk. */
  readonly site: string;
  /** The server's `timezone`, such as `Asia/Shanghai`. Its dates do not tell; without this they are taken for the reader's. */
  readonly timeZone?: string;
}

/** Who has signed in, until the page is closed. */
interface Session {
  readonly token: string;
  readonly author: Author;
  readonly email: string;
  readonly isAdmin: boolean;
}

/** How one may sign in here. */
interface SignIn {
  /** Of those that have a page to sign in at, the first; null where there is none. */
  readonly provider: string | null;
  /** Whether guests may write, too. */
  readonly guests: boolean;
}

type Vote = 'up' | 'down' | null;

const NO_SIGN_IN: SignIn = { provider: null, guests: true };

/** By default the newest are first, and before them those that are pinned. */
const SORTS: Readonly<Record<Sort, Readonly<Record<string, string>>>> = {
  newest: {},
  oldest: { sort_by: 'date_asc' },
  top: { sort_by: 'vote' },
};

const GUEST: Capabilities = Object.freeze<Capabilities>({
  ...READ_ONLY,
  sorts: Object.freeze(['newest', 'oldest', 'top'] as const),
  paging: 'numbered',
  create: true,
  votes: 'up-down',
  counts: true,
  bodyFormat: 'markdown',
  fields: Object.freeze({ name: 'required', email: 'required', website: 'optional', location: 'absent' }),
});

/**
 * Comments on an Artalk server (version 2). The thread is the path of the page, as with Artalk's own client.
 *
 * The server lists the page's origin among its trusted domains, or as an address of the site. Where it asks for a
 * captcha, viewers are shown its picture or page. Who signs in does so at the first of the server's social logins.
 */
export function artalkAdapter({ endpoint, site, timeZone }: ArtalkAdapterOptions): CommentsAdapter {
  const base = endpoint.replace(/\/*$/, '/api/v2/');
  const readDate = dateReader(timeZone);
  let session: Session | null = null;
  let signIn: Promise<SignIn> | undefined;
  /** What the server asked before it takes the next try. */
  let challenge: Challenge | undefined;
  /** As the server gave them: it does not repeat them in answer to votes. */
  const items = new Map<string, Readonly<Record<string, unknown>>>();
  /** By this viewer; the server tells them one by one only. */
  const votes = new Map<string, Vote>();

  async function call(
    path: string,
    query: Readonly<Record<string, string | number>>,
    request: JsonRequest,
  ): Promise<Readonly<Record<string, unknown>>> {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, `${value}`]));
    const headers = session ? { authorization: `Bearer ${session.token}` } : {};
    const { data } = await requestJson(`${base}${path}?${search}`, { ...request, headers }, (answer) => {
      const refusal = readRefusal(answer, `${base}captcha`);
      ({ challenge } = refusal);
      return refusal;
    });
    return recordOf(data);
  }

  /** Sends what a captcha may stand before, with the answer to it. */
  async function write(
    path: string,
    request: Omit<JsonRequest, 'signal'>,
    { signal, challengeAnswer }: WriteOptions,
  ): Promise<Readonly<Record<string, unknown>>> {
    if (challenge?.kind === 'image' && challengeAnswer) {
      await call('captcha/verify', {}, { method: 'POST', body: { value: challengeAnswer }, signal });
    }
    return call(path, {}, { ...request, signal });
  }

  function signInOf({ signal }: CallOptions): Promise<SignIn> {
    signIn ??= call('conf/auth/providers', {}, { signal }).then(
      ({ providers, anonymous }) => {
        const names = listOf(providers).map((one) => textOf(recordOf(one)['name']));
        const provider = names.find((name) => /^[\w-]+$/.test(name) && name !== 'email' && name !== 'skip');
        return { provider: provider ?? null, guests: anonymous !== false };
      },
      // Not found, where nobody signs in at all.
      () => {
        if (signal.aborted) signIn = undefined;
        return NO_SIGN_IN;
      },
    );
    return signIn;
  }

  function toComment(item: unknown): Comment | null {
    const raw = recordOf(item);
    const id = textOf(raw['id']);
    const vote = votes.get(id);
    const moderates = session?.isAdmin ?? false;
    const reaction = (name: 'up' | 'down', count: unknown) => ({
      name,
      count: countOf(count),
      ...(vote !== undefined && { chosen: vote === name }),
    });
    const made = commentOf({
      id,
      parentId: raw['rid'] ? textOf(raw['rid']) : null,
      author: { id: textOf(raw['user_id']), name: raw['nick'], url: raw['link'], badge: raw['badge_name'] },
      body: moderates
        ? { format: 'markdown', value: raw['content'] }
        : { format: 'html', value: raw['content_marked'] },
      createdAt: readDate(raw['date']),
      // What is not visible is there for its replies to hang on.
      status: raw['visible'] === false ? 'hidden' : raw['is_pending'] === true ? 'pending' : 'published',
      reactions: [reaction('up', raw['vote_up']), reaction('down', raw['vote_down'])],
      pinned: raw['is_pinned'],
      can: { reply: raw['is_allow_reply'], edit: moderates, remove: moderates },
    });
    if (made) items.set(id, raw);
    return made;
  }

  async function readSession(token: string, signal: AbortSignal): Promise<Session> {
    const headers = { authorization: `Bearer ${token}` };
    const { data } = await requestJson(`${base}user`, { headers, signal });
    const { id, name, email, link, badge_name, is_admin } = recordOf(recordOf(data)['user']);
    return {
      token,
      author: authorOf({ id: textOf(id), name, url: link, badge: badge_name }),
      email: textOf(email),
      isAdmin: is_admin === true,
    };
  }

  const pathTo = (id: string) => `comments/${segmentOf(id)}`;
  const listQuery = (page_key: string, limit: number) => ({ page_key, site_name: site, limit });

  return {
    name: 'artalk',

    async list(thread, { sort, limit, page = 1 }, options) {
      const query = { ...listQuery(pathOf(thread), limit), offset: (page - 1) * limit, ...SORTS[sort] };
      const [{ comments, count, roots_count, page: about }, { provider, guests }] = await Promise.all([
        call('comments', query, options),
        signInOf(options),
      ]);
      const isAdmin = session?.isAdmin ?? false;
      return {
        // What is no comment is left for the store to drop and count.
        comments: requireList(comments, 'comments').map(toComment) as Comment[],
        total: countOf(count),
        pageNumber: page,
        pageCount: Math.max(1, Math.ceil(countOf(roots_count) / limit)),
        thread: { closed: recordOf(about)['admin_only'] === true && !isAdmin },
        viewer: session && { ...session.author },
        capabilities: {
          ...GUEST,
          signIn: provider !== null,
          edit: isAdmin,
          remove: isAdmin,
          ...((session || !guests) && { fields: READ_ONLY.fields }),
        },
      };
    },

    async create(thread, comment, options) {
      const { guests } = await signInOf(options);
      if (!session && !guests) throw new AdapterError('auth-required');
      requireTexts(session ? READ_ONLY.fields : GUEST.fields, textsOf(comment));
      const { parentId, body } = comment;
      // The server asks for them although it knows who has signed in.
      const { name, email, url } = session ? { ...session.author, email: session.email } : comment.author;
      const sent = {
        page_key: pathOf(thread),
        page_title: thread.title,
        site_name: site,
        content: body.value,
        name,
        email,
        link: url ?? '',
        ...(parentId !== null && { rid: Number(parentId) }),
      };
      const made = requireComment(
        toComment(await write('comments', { method: 'POST', body: sent }, options)),
      );
      return { status: made.status === 'pending' ? 'pending' : 'published', comment: made };
    },

    async edit(_thread, id, { value }, options) {
      requireTexts(READ_ONLY.fields, { body: value });
      const { rid, is_collapsed, is_pending, is_pinned } = items.get(id) ?? {};
      // What is left out would be taken for false.
      const sent = { content: value, site_name: site, rid, is_collapsed, is_pending, is_pinned };
      return requireComment(toComment(await write(pathTo(id), { method: 'PUT', body: sent }, options)));
    },

    async remove(_thread, id, options) {
      await write(pathTo(id), { method: 'DELETE' }, options);
      return null;
    },

    async react(_thread, id, { name, chosen }, options) {
      const { signal } = options;
      signal.throwIfAborted();
      const item = items.get(id);
      if (!item) throw new AdapterError('not-found');
      const path = `votes/comment/${segmentOf(id)}`;
      // The same vote again would take it back, and somebody at this address may have voted before.
      let state = await call(path, {}, { signal });
      if ((state[`is_${name}`] === true) !== chosen) {
        state = await write(
          `${path}/${name === 'down' ? 'down' : 'up'}`,
          { method: 'POST', body: {} },
          options,
        );
      }
      const { up, down, is_up, is_down } = state;
      votes.set(id, is_up === true ? 'up' : is_down === true ? 'down' : null);
      return requireComment(toComment({ ...item, vote_up: up, vote_down: down }));
    },

    async counts(threads, { signal }) {
      return countsByList(
        threads.map(pathOf),
        async (keys) => {
          const query = { site_name: site, page_keys: keys.join(',') };
          const { data } = await call('stats/page_comment', query, { signal });
          const byKey = new Map(Object.entries(recordOf(data)));
          return keys.map((key) => countOf(byKey.get(key)));
        },
        async (key) => countOf((await call('comments', listQuery(key, 1), { signal }))['count']),
      );
    },

    async signIn(options) {
      const { signal } = options;
      const { provider } = await signInOf(options);
      if (!provider) throw new AdapterError('unsupported');
      const address = `${base}auth/${provider}`;
      const token = await signInWindow(address, readToken, signal, { type: 'ATK_LOGIN' });
      session = await readSession(token, signal);
    },

    async signOut() {
      session = null;
    },
  };
}

/** What Artalk's page tells the page that opened it. */
function readToken(message: unknown): string | undefined {
  const { type, payload } = recordOf(message);
  const isToken = typeof payload === 'string' && /^[\w.~+/=-]+$/.test(payload);
  return type === 'ATK_AUTH_CALLBACK' && isToken ? payload : undefined;
}

function readRefusal(answer: unknown, captcha: string): Partial<Refusal> {
  const { msg, need_captcha, img_data, iframe, need_login, need_auth_login } = recordOf(answer);
  const detail = textOf(msg);
  const image = textOf(img_data);
  // A wrong answer to a picture brings the next.
  if (need_captcha === true || image) {
    const challenge: Challenge | undefined =
      iframe === true
        ? { kind: 'frame', url: captcha }
        : /^(data:image\/|https:)/.test(image)
          ? { kind: 'image', image }
          : undefined;
    return { code: 'challenge-required', detail, ...(challenge && { challenge }) };
  }
  if (need_login === true || need_auth_login === true) return { code: 'auth-required', detail };
  const fields: FieldErrors = {
    ...(/e-?mail/i.test(detail) && { email: 'malformed' }),
    ...(/\blink\b/i.test(detail) && { website: 'malformed' }),
  };
  return { detail, fields };
}
