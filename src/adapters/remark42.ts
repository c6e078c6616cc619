import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { CallOptions, CommentsAdapter } from '../core/adapter/adapter.ts';
import { type Capabilities, READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Author } from '../core/model/author.ts';
import type { Comment } from '../core/model/comment.ts';
import type { Sort } from '../core/model/sort.ts';
import { authorOf } from './author.ts';
import { type JsonAnswer, type JsonRequest, requestJson } from './http.ts';
import { lazyMethods } from './lazy-methods.ts';
import { once } from './once.ts';
import type { ReadCode, Settings } from './remark42-writing.ts';
import { signInAndClose } from './sign-in-window.ts';
import { addressOf } from './thread-path.ts';
import { commentOf, countOf, listOf, recordOf, requireList, textOf } from './untrusted.ts';

export interface Remark42AdapterOptions {
  /** Address of the Remark42 server. */
  readonly endpoint: string;
  /** The site's id in Remark42. */
  readonly site: string;
}

const SORTS: Readonly<Record<Sort, string>> = { newest: '-time', oldest: '+time', top: '-score' };
/** Logins that have a page to go to. */
const WITH_PAGE = /^(?!(?:anonymous|email|telegram)$)[\w-]+$/;

const READING: Capabilities = Object.freeze<Capabilities>({
  ...READ_ONLY,
  sorts: Object.freeze(['newest', 'oldest', 'top'] as const),
  paging: 'cursor',
  counts: true,
  bodyFormat: 'markdown',
});

/**
 * Comments on a Remark42 server. The thread is the address of the page, as with Remark42's own client.
 *
 * Reading works from any page. Signing in, and so writing, is for pages of the server's own origin, such as when
 * the page's server passes `/remark42/` on to it: its cookies and tokens are unreadable from elsewhere.
 */
export function remark42Adapter({ endpoint, site }: Remark42AdapterOptions): CommentsAdapter {
  const server = endpoint.replace(/\/*$/, '/');
  const isOwnOrigin =
    typeof location !== 'undefined' && URL.canParse(server) && new URL(server).origin === location.origin;
  let viewerOf: (options: CallOptions) => Promise<Author | null> = once(readViewer);
  /** Asks who, but not whether: the server has just said so, and takes few such questions. */
  const onSignedIn = () => void (viewerOf = once(readUser));
  /** As the server gave them: it does not repeat them in answer to votes. */
  const items = new Map<string, Readonly<Record<string, unknown>>>();
  /** The top-level comment before each; a page cannot begin after one that was removed. */
  const previous = new Map<string, string>();
  const removed = new Set<string>();

  function call(
    path: string,
    query: Readonly<Record<string, string>>,
    request: JsonRequest,
    readCode: ReadCode = () => ({}),
  ): Promise<JsonAnswer> {
    const search = new URLSearchParams({ site, ...query });
    const sameOrigin = isOwnOrigin && {
      credentials: 'same-origin' as const,
      headers: { 'x-xsrf-token': readToken() },
    };
    return requestJson(`${server}${path}?${search}`, { ...request, ...sameOrigin }, (answer) => {
      // The middleware speaks plain text.
      const { error, details, code } = recordOf(answer);
      const detail = `${textOf(details)}: ${textOf(error)}`;
      return { detail, ...readCode(code, detail) };
    });
  }

  const settingsOf = once(async ({ signal }: CallOptions) =>
    readSettings(recordOf((await call('api/v1/config', {}, { signal })).data)),
  );

  async function isSignedIn({ signal }: CallOptions): Promise<boolean> {
    const { data } = await call('auth/status', {}, { signal });
    return recordOf(data)['status'] === 'logged in';
  }

  async function readViewer(options: CallOptions): Promise<Author | null> {
    return isOwnOrigin && (await isSignedIn(options)) ? readUser(options) : null;
  }

  async function readUser({ signal }: CallOptions): Promise<Author> {
    const { id, name, picture } = recordOf((await call('api/v1/user', {}, { signal })).data);
    return authorOf({ id, name, avatarUrl: picture });
  }

  function toComment(
    item: unknown,
    me: Author | null,
    { editTime, anonymousVotes }: Settings,
    isAnswered: boolean,
  ): Comment | null {
    const raw = recordOf(item);
    const { id, name, picture } = recordOf(raw['user']);
    const isDeleted = raw['delete'] === true;
    const isMine = me?.id !== undefined && me.id === id;
    const isOpen = Date.parse(textOf(raw['time'])) + editTime > Date.now();
    const canChange = isMine && isOpen && !isAnswered;
    const made = commentOf({
      id: raw['id'],
      parentId: raw['pid'],
      author: isDeleted ? {} : { id, name, avatarUrl: picture },
      body:
        canChange && typeof raw['orig'] === 'string'
          ? { format: 'markdown', value: raw['orig'] }
          : { format: 'html', value: isDeleted ? '' : raw['text'] },
      createdAt: raw['time'],
      editedAt: recordOf(raw['edit'])['time'],
      status: isDeleted ? 'deleted' : 'published',
      score: raw['score'],
      reactions: [
        { name: 'up', ...(me && { chosen: raw['vote'] === 1 }) },
        { name: 'down', ...(me && { chosen: raw['vote'] === -1 }) },
      ],
      pinned: raw['pin'] === true,
      can: { edit: canChange, remove: canChange, react: mayVote(me, anonymousVotes) && !isMine },
    });
    if (made) items.set(made.id, raw);
    return made;
  }

  function capabilitiesOf(me: Author | null, known: Settings): Capabilities {
    if (!isOwnOrigin) return READING;
    const { provider, anonymous, anonymousVotes, maxLength } = known;
    const writing = {
      ...READING,
      create: true,
      votes: mayVote(me, anonymousVotes) ? 'up-down' : 'none',
      maxLength,
      signIn: provider !== null,
    } as const;
    if (me) return { ...writing, edit: true, remove: true, preview: true };
    return { ...writing, fields: { ...READ_ONLY.fields, name: anonymous ? 'required' : 'absent' } };
  }

  const adapter: CommentsAdapter = {
    name: 'remark42',
    bodyFormats: ['html'],

    async list(thread, { sort, limit, cursor = '' }, options) {
      let after = cursor;
      while (removed.has(after)) after = previous.get(after) ?? '';
      const query = {
        url: addressOf(thread),
        sort: SORTS[sort],
        format: 'tree',
        limit: `${limit}`,
        ...(after && { offset_id: after }),
      };
      const [{ data }, known, me] = await Promise.all([
        call('api/v1/find', query, options),
        settingsOf(options),
        viewerOf(options).catch(guestIfRateLimited),
      ]);
      const { comments, info } = recordOf(data);
      const { count, count_left, last_comment, read_only } = recordOf(info);
      const roots = requireList(comments, 'comments');
      for (const root of roots) {
        const id = textOf(recordOf(recordOf(root)['comment'])['id']);
        previous.set(id, after);
        after = id;
      }
      const all = flatten(roots);
      const next = textOf(last_comment);
      return {
        // What is no comment is left for the store to drop and count.
        comments: all.map(({ comment, isAnswered }) =>
          toComment(comment, me, known, isAnswered),
        ) as Comment[],
        total: countOf(count),
        nextCursor: roots.length > 0 && countOf(count_left) > 0 && next !== cursor ? next : null,
        thread: { closed: read_only === true },
        viewer: me && { ...me },
        capabilities: capabilitiesOf(me, known),
      };
    },

    async counts(threads, { signal }) {
      if (threads.length === 0) return [];
      const urls = threads.map(addressOf);
      const { data } = await call('api/v1/counts', {}, { method: 'POST', body: urls, signal });
      const found = requireList(data, 'counts').map(recordOf);
      return urls.map((url) => countOf(found.find((one) => one['url'] === url)?.['count']));
    },
  };
  if (!isOwnOrigin) return adapter;

  return {
    ...adapter,

    ...lazyMethods(['create', 'edit', 'remove', 'react', 'preview'], async () =>
      (await import('./remark42-writing.ts')).remark42Writing({
        site,
        call,
        items,
        removed,
        settingsOf,
        viewerOf: (options) => viewerOf(options),
        onSignedIn,
        fieldsOf: (me, known) => capabilitiesOf(me, known).fields,
        toComment,
      }),
    ),

    async signIn(options) {
      const { provider } = await settingsOf(options);
      if (!provider) throw new AdapterError('unsupported');
      const search = new URLSearchParams({ site, from: `${server}web/iframe.html?selfClose` });
      await signInAndClose(
        `${server}auth/${provider}/login?${search}`,
        () => isSignedIn(options),
        options.signal,
      );
      onSignedIn();
    },

    async signOut({ signal }) {
      try {
        await call('auth/logout', {}, { signal, answer: 'text' });
      } catch (thrown) {
        // To who is not signed in any more.
        if ((thrown as AdapterError).code !== 'forbidden') throw thrown;
      }
      viewerOf = async () => null;
    },
  };
}

/** Of one address the server takes two questions a second about who is signed in; the comments show all the same. */
function guestIfRateLimited(thrown: unknown): null {
  if ((thrown as AdapterError).code === 'rate-limited') return null;
  throw thrown;
}

/** All comments of a tree, without recursion, as it may be of any depth. */
function flatten(roots: readonly unknown[]): { readonly comment: unknown; readonly isAnswered: boolean }[] {
  const nodes = [...roots];
  const flat = [];
  for (const node of nodes) {
    const { comment, replies } = recordOf(node);
    const answers = listOf(replies);
    flat.push({ comment, isAnswered: answers.length > 0 });
    for (const answer of answers) nodes.push(answer);
  }
  return flat;
}

function readSettings(config: Readonly<Record<string, unknown>>): Settings {
  const providers = listOf(config['auth_providers']).map(textOf);
  return {
    editTime: countOf(config['edit_duration']) * 1000,
    maxLength: countOf(config['max_comment_size']) || null,
    provider: providers.find((name) => WITH_PAGE.test(name)) ?? null,
    anonymous: providers.includes('anonymous'),
    anonymousVotes: config['anon_vote'] === true,
  };
}

/** Who has only a name may not, unless the server counts votes by network address. */
function mayVote(me: Author | null, anonymousVotes: boolean): boolean {
  return me !== null && (anonymousVotes || !me.id?.startsWith('anonymous_'));
}

function readToken(): string {
  return /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';
}
