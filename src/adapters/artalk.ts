import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { CallOptions, CommentsAdapter } from '../core/adapter/adapter.ts';
import { type Capabilities, READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Comment } from '../core/model/comment.ts';
import type { Sort } from '../core/model/sort.ts';
import { authorOf } from './author.ts';
import { dateReader } from './artalk-dates.ts';
import type { Session, SignIn, Vote } from './artalk-writing.ts';
import { countsByList } from './counts-by-list.ts';
import { type JsonRequest, type Refusal, requestJson, searchOf } from './http.ts';
import { lazyMethods } from './lazy-methods.ts';
import { once } from './once.ts';
import { signInWindow } from './sign-in-window.ts';
import { pathOf } from './thread-path.ts';
import { commentOf, countOf, listOf, recordOf, requireList, textOf } from './untrusted.ts';

export interface ArtalkAdapterOptions {
  /** Address of the Artalk server. */
  readonly endpoint: string;
  /** The site's name in Artalk. */
  readonly site: string;
  /** The server's `timezone`, such as `Asia/Shanghai`. Its dates do not tell; without this they are taken for the reader's. */
  readonly timeZone?: string;
}

/** By default the newest are first, and before them those that are pinned. */
const SORTS: Readonly<Record<Sort, Readonly<Record<string, string>>>> = {
  newest: {},
  oldest: { sort_by: 'date_asc' },
  top: { sort_by: 'vote' },
};

/** The server reads no more than 4 KiB of a request up to its body, in which browsers and proxies put headers, too. */
const MAX_QUERY = 2_000;

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
  /** As the server gave them: it does not repeat them in answer to votes. */
  const items = new Map<string, Readonly<Record<string, unknown>>>();
  /** By this viewer; the server tells them one by one only. */
  const votes = new Map<string, Vote>();

  async function call(
    path: string,
    query: Readonly<Record<string, string | number>>,
    request: JsonRequest,
    refusal = readRefusal,
  ): Promise<Readonly<Record<string, unknown>>> {
    const headers = session ? { authorization: `Bearer ${session.token}` } : {};
    const { data } = await requestJson(`${base}${path}?${searchOf(query)}`, { ...request, headers }, refusal);
    return recordOf(data);
  }

  const signInOf = once(async ({ signal }: CallOptions): Promise<SignIn> => {
    try {
      const { providers, anonymous } = await call('conf/auth/providers', {}, { signal });
      const names = listOf(providers).map((one) => textOf(recordOf(one)['name']));
      const provider = names.find((name) => /^[\w-]+$/.test(name) && name !== 'email' && name !== 'skip');
      return { provider: provider ?? null, guests: anonymous !== false };
    } catch {
      // Not found, where nobody signs in at all.
      signal.throwIfAborted();
      return { provider: null, guests: true };
    }
  });

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

  const listQuery = (page_key: string, limit: number) => ({ page_key, site_name: site, limit });

  return {
    name: 'artalk',
    bodyFormats: ['html'],

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

    ...lazyMethods(['create', 'edit', 'remove', 'react'], async () =>
      (await import('./artalk-writing.ts')).artalkWriting({
        base,
        site,
        call,
        readRefusal,
        items,
        votes,
        toComment,
        signInOf,
        fields: GUEST.fields,
        session: () => session,
      }),
    ),

    async counts(threads, { signal }) {
      const countAll = async (keys: readonly string[]): Promise<readonly number[]> => {
        const query = { site_name: site, page_keys: keys.join(',') };
        const middle = keys.length >> 1;
        if (middle && `${searchOf(query)}`.length > MAX_QUERY) {
          return (await Promise.all([keys.slice(0, middle), keys.slice(middle)].map(countAll))).flat();
        }
        const { data } = await call('stats/page_comment', query, { signal });
        const byKey = new Map(Object.entries(recordOf(data)));
        return keys.map((key) => countOf(byKey.get(key)));
      };
      return countsByList(threads.map(pathOf), countAll, async (key) =>
        countOf((await call('comments', listQuery(key, 1), { signal }))['count']),
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

function readRefusal(answer: unknown): Partial<Refusal> {
  const { msg, need_login, need_auth_login } = recordOf(answer);
  const detail = textOf(msg);
  return need_login === true || need_auth_login === true ? { code: 'auth-required', detail } : { detail };
}
