import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { CommentsAdapter, ListQuery } from '../core/adapter/adapter.ts';
import { type Capabilities, READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Comment } from '../core/model/comment.ts';
import type { Sort } from '../core/model/sort.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import type { githubApi } from './github-api.ts';
import { type DiscussionPart, readDiscussion, REACTIONS } from './github-discussion.ts';
import { NO_DISCUSSION, readRefusal } from './github-refusal.ts';
import { exchangeSession, goToSignIn, takeSession } from './github-sign-in.ts';
import { requestJson } from './http.ts';
import { loadOnce } from './lazy-methods.ts';
import { recordOf } from './untrusted.ts';

export interface GithubAdapterOptions {
  /** Address of a giscus service, which reads for everybody and signs readers in. Not needed with a token. */
  readonly endpoint?: string;
  /** The repository, such as `owner/name`. */
  readonly site: string;
  /** Name of the category of the discussions; new ones are made in it. */
  readonly category?: string;
  /** The reader's token for GitHub, kept in memory only. Without one they sign in at the service. */
  readonly token?: string;
}

type Json = Readonly<Record<string, unknown>>;

/** Greatest part that GitHub gives at once. */
const MAX_PART = 100;

const READING: Capabilities = Object.freeze<Capabilities>({
  ...READ_ONLY,
  sorts: Object.freeze<Sort[]>(['newest', 'oldest']),
  paging: 'cursor',
  maxDepth: 1,
  bodyFormat: 'markdown',
});

const WRITING: Capabilities = Object.freeze<Capabilities>({
  ...READING,
  create: true,
  edit: true,
  remove: true,
  preview: true,
  votes: 'reactions',
  reactionNames: Object.freeze([...REACTIONS.keys()]),
});

/**
 * Shows a discussion on GitHub: the one with the thread's key in its title and, as giscus does in its strict mode,
 * the hash of that in its text. Where there is none, the first comment makes one in the category.
 *
 * GitHub shows discussions to nobody without a token. A giscus service (https://giscus.app can be run by oneself)
 * has one, and must list the page's origin in its `ORIGINS`; the page's policy must allow `connect-src` to it, and
 * to `https://api.github.com`. Readers who sign in leave the page for GitHub and come back with a session in the
 * address, which is taken out of it at once and exchanged for a token; from then on GitHub is asked directly. The
 * token is gone with the page.
 *
 * Upvotes are the score; GitHub cannot sort by them.
 */
export function githubAdapter({
  endpoint = '',
  site,
  category,
  token,
}: GithubAdapterOptions): CommentsAdapter {
  const service = endpoint.replace(/\/*$/, '/api/');
  let session = endpoint && !token ? takeSession() : null;
  let api = token ? apiFor(token) : null;

  function apiFor(token: string): () => Promise<ReturnType<typeof githubApi>> {
    return loadOnce(async () => (await import('./github-api.ts')).githubApi({ site, category, token }));
  }

  async function readFromService(
    { key }: ThreadRef,
    part: DiscussionPart,
    signal: AbortSignal,
  ): Promise<Json | null> {
    const search = new URLSearchParams({
      repo: site,
      term: key,
      strict: 'true',
      ...(category && { category }),
    });
    for (const [name, value] of Object.entries(part)) search.set(name, `${value}`);
    try {
      const { data } = await requestJson(`${service}discussions?${search}`, { signal }, readRefusal);
      return recordOf(recordOf(data)['discussion']);
    } catch (thrown) {
      if ((thrown as Partial<AdapterError>).cause === NO_DISCUSSION) return null;
      throw thrown;
    }
  }

  /** What only the signed-in can. */
  async function signedIn() {
    if (!api) throw new AdapterError('auth-required');
    return api();
  }

  const adapter: CommentsAdapter = {
    name: 'github',
    bodyFormats: ['html'],

    async list(thread, query, { signal }) {
      signal.throwIfAborted();
      if (session !== null) {
        const exchanged = await exchangeSession(service, session, signal);
        session = null;
        api = exchanged === null ? null : apiFor(exchanged);
      }
      const part = partOf(query);
      const { discussion, viewer } = api
        ? await (await api()).read(thread, part, signal)
        : { discussion: await readFromService(thread, part, signal), viewer: null };
      const mine = api !== null;
      const rest = {
        capabilities: mine ? WRITING : { ...READING, signIn: endpoint !== '' },
        ...(viewer && { viewer }),
      };
      if (!discussion) return { comments: [], total: 0, nextCursor: null, ...rest };
      const { comments, total, next, isWhole, locked } = readDiscussion(discussion, 'last' in part, mine);
      return {
        // What could not be understood is left for the store to drop and count.
        comments: comments as readonly Comment[],
        total: isWhole ? total : null,
        nextCursor: next,
        thread: { closed: locked },
        ...rest,
      };
    },

    create: async (...args) => (await signedIn()).create(...args),
    edit: async (...args) => (await signedIn()).edit(...args),
    remove: async (...args) => (await signedIn()).remove(...args),
    react: async (...args) => (await signedIn()).react(...args),
    preview: async (...args) => (await signedIn()).preview(...args),
  };
  if (!endpoint || token) return adapter;
  return {
    ...adapter,
    signIn: ({ signal }) => goToSignIn(service, signal),
    async signOut() {
      api = null;
    },
  };
}

function partOf({ sort, limit, cursor }: ListQuery): DiscussionPart {
  const size = Math.min(limit, MAX_PART);
  if (sort === 'oldest') return { first: size, ...(cursor && { after: cursor }) };
  return { last: size, ...(cursor && { before: cursor }) };
}
