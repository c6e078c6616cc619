import { AdapterError, type AdapterErrorCode, type FieldErrors } from '../core/adapter/adapter-error.ts';
import type { CallOptions, CommentsAdapter } from '../core/adapter/adapter.ts';
import { isRecord } from '../core/adapter/check-answer.ts';
import { type Capabilities, READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Author } from '../core/model/author.ts';
import type { Comment } from '../core/model/comment.ts';
import type { Sort } from '../core/model/sort.ts';
import { authorOf } from './author.ts';
import { type JsonAnswer, type JsonRequest, type Refusal, requestJson } from './http.ts';
import { lazyMethods } from './lazy-methods.ts';
import { once } from './once.ts';
import type { Settings } from './remark42-writing.ts';
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
/** Logins that are no page to go to. */
const WITHOUT_PAGE: readonly string[] = ['anonymous', 'email', 'telegram'];

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
  let viewerOf = once(readViewer);
  const forgetViewer = () => (viewerOf = once(readViewer));
  /** As the server gave them: it does not repeat them in answer to votes. */
  const items = new Map<string, Readonly<Record<string, unknown>>>();
  /** The top-level comment before each; a page cannot begin after one that was removed. */
  const previous = new Map<string, string>();
  const removed = new Set<string>();

  function call(
    path: string,
    query: Readonly<Record<string, string>>,
    request: JsonRequest,
  ): Promise<JsonAnswer> {
    const search = new URLSearchParams({ site, ...query });
    const sameOrigin = isOwnOrigin && {
      credentials: 'same-origin' as const,
      headers: { 'x-xsrf-token': readCookie('XSRF-TOKEN') },
    };
    return requestJson(`${server}${path}?${search}`, { ...request, ...sameOrigin }, readRefusal);
  }

  const settingsOf = once(async ({ signal }: CallOptions) =>
    readSettings(recordOf((await call('api/v1/config', {}, { signal })).data)),
  );

  async function isSignedIn({ signal }: CallOptions): Promise<boolean> {
    const { data } = await call('auth/status', {}, { signal });
    return recordOf(data)['status'] === 'logged in';
  }

  async function readViewer(options: CallOptions): Promise<Author | null> {
    if (!isOwnOrigin || !(await isSignedIn(options))) return null;
    const { signal } = options;
    const { id, name, picture } = recordOf((await call('api/v1/user', {}, { signal })).data);
    return authorOf({ id, name, avatarUrl: picture });
  }

  function toComment(
    item: unknown,
    me: Author | null,
    { editTime }: Settings,
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
      can: { edit: canChange, remove: canChange, react: !isMine },
    });
    if (made) items.set(made.id, raw);
    return made;
  }

  function capabilitiesOf(me: Author | null, { provider, anonymous, maxLength }: Settings): Capabilities {
    if (!isOwnOrigin) return READING;
    const writing = {
      ...READING,
      create: true,
      votes: 'up-down',
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
        viewerOf(options),
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
        forgetViewer,
        fieldsOf: (me, known) => capabilitiesOf(me, known).fields,
        toComment,
      }),
    ),

    async signIn(options) {
      const { provider } = await settingsOf(options);
      if (!provider) throw new AdapterError('unsupported');
      const search = new URLSearchParams({ site, from: `${server}web/close.html?selfClose` });
      await signInAndClose(
        `${server}auth/${provider}/login?${search}`,
        () => isSignedIn(options),
        options.signal,
      );
      forgetViewer();
    },

    async signOut({ signal }) {
      await call('auth/logout', {}, { signal, answer: 'text' });
      forgetViewer();
    },
  };
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
  const paged = providers.filter((name) => /^[\w-]+$/.test(name) && !WITHOUT_PAGE.includes(name));
  return {
    editTime: countOf(config['edit_duration']) * 1000,
    maxLength: countOf(config['max_comment_size']) || null,
    provider: paged[0] ?? null,
    anonymous: providers.includes('anonymous'),
  };
}

function readCookie(name: string): string {
  const pair = document.cookie.split('; ').find((one) => one.startsWith(`${name}=`));
  return pair?.slice(name.length + 1) ?? '';
}

const CODES: ReadonlyMap<unknown, AdapterErrorCode> = new Map<unknown, AdapterErrorCode>([
  [1, 'not-found'],
  [3, 'forbidden'],
  [4, 'invalid'],
  [7, 'forbidden'],
  [8, 'closed'],
  [9, 'forbidden'],
  [10, 'edit-expired'],
  [11, 'has-replies'],
  [12, 'forbidden'],
  [13, 'forbidden'],
  [14, 'forbidden'],
  [15, 'forbidden'],
  [16, 'forbidden'],
  [17, 'forbidden'],
  [19, 'invalid'],
]);

/** Refusals of the server's sign-in are plain text. */
function readRefusal(answer: unknown): Partial<Refusal> {
  if (!isRecord(answer)) return {};
  const { error, details, code: given } = answer;
  const detail = `${textOf(given)} ${textOf(details)}: ${textOf(error)}`;
  const code = CODES.get(given);
  const fields: FieldErrors =
    given === 19
      ? { body: 'refused' }
      : /exceeded max/.test(detail)
        ? { body: 'too-long' }
        : /smaller than min/.test(detail)
          ? { body: 'too-short' }
          : {};
  return { detail, fields, ...(code && { code }) };
}
