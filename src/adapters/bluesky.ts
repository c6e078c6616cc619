import { AdapterError, type AdapterErrorCode } from '../core/adapter/adapter-error.ts';
import type { CommentsAdapter } from '../core/adapter/adapter.ts';
import type { Capabilities } from '../core/adapter/capabilities.ts';
import type { Author } from '../core/model/author.ts';
import { type PostRef, readPostThread, readProfile } from './bluesky-post.ts';
import type { BlueskyAccess } from './bluesky-writing.ts';
import { type Refusal, requestJson } from './http.ts';
import { loadOnce } from './load-once.ts';
import { recordOf, textOf } from './untrusted.ts';
import { type ThreadAnswer, WHOLE_THREAD_CAPABILITIES, WholeThread } from './whole-thread.ts';

/** A session that the reader has opened with their own server, for instance by `com.atproto.server.createSession`. */
export interface BlueskySession {
  /** Address of that server. */
  readonly service: string;
  readonly did: string;
  /** Kept in memory only. */
  readonly accessJwt: string;
}

export interface BlueskyAdapterOptions {
  /** Address of the post that the comments are replies to: `https://bsky.app/profile/…/post/…` or `at://…`. */
  readonly endpoint: string;
  readonly session?: BlueskySession;
}

const PUBLIC_SERVICE = 'https://public.api.bsky.app';
const POST_ADDRESS =
  /^(?:https:\/\/bsky\.app\/profile\/|at:\/\/)([^/?#]+)\/(?:post|app\.bsky\.feed\.post)\/([^/?#]+)\/?$/;

const WRITING: Partial<Capabilities> = {
  remove: true,
  votes: 'like',
  // In characters as people count them.
  maxLength: 300,
};

/**
 * Shows the replies to a post on Bluesky.
 *
 * Reading needs no key; the page's policy must allow `connect-src` to `https://public.api.bsky.app`, with a session
 * in its place to the reader's server. Without a session nobody can write: readers reply in their own application,
 * to which each comment's permalink leads. Posts cannot be edited. Sorting and paging are done here.
 *
 * Left out are posts that moderators have labelled `!hide` or `spam`, that who wrote the post has hidden, that
 * blocks keep from view, and, where nobody is signed in, those of authors who want it so; what answers them stays.
 * Pictures and other embedded things are links.
 */
export function blueskyAdapter({ endpoint, session }: BlueskyAdapterOptions): CommentsAdapter {
  const service = (session?.service ?? PUBLIC_SERVICE).replace(/\/*$/, '');
  const viewer = session?.did ?? null;
  const whole = new WholeThread(readThread);
  const refs = new Map<string, PostRef>();
  let rootUri: string | null = null;
  let profile: Author | null = null;

  const call: BlueskyAccess['call'] = async (method, request, query = {}) => {
    const headers = session && { headers: { authorization: `Bearer ${session.accessJwt}` } };
    const url = `${service}/xrpc/${method}?${new URLSearchParams(query)}`;
    const { data } = await requestJson(url, { ...request, ...headers }, readRefusal);
    return recordOf(data);
  };

  /** The address of the post in the form that the network knows. */
  async function readRootUri(signal: AbortSignal): Promise<string> {
    if (rootUri !== null) return rootUri;
    const [, author, key] = POST_ADDRESS.exec(endpoint) ?? [];
    if (author === undefined) {
      const detail = `"${endpoint}" is not the address of a post, such as https://bsky.app/profile/ana.example/post/3k`;
      throw new AdapterError('not-found', { detail });
    }
    const did = author.startsWith('did:') ? author : await resolve(author, signal);
    return (rootUri = `at://${did}/app.bsky.feed.post/${key}`);
  }

  async function resolve(handle: string, signal: AbortSignal): Promise<string> {
    const did = textOf((await call('com.atproto.identity.resolveHandle', { signal }, { handle }))['did']);
    if (did.startsWith('did:')) return did;
    throw new AdapterError('bad-response', { detail: `${service} does not say who ${handle} is.` });
  }

  async function readViewer(signal: AbortSignal): Promise<Author | null> {
    if (viewer === null || profile) return profile;
    const answer = await call('app.bsky.actor.getProfile', { signal }, { actor: viewer });
    return (profile = Object.freeze({ ...readProfile(answer), id: viewer }));
  }

  async function readThread(signal: AbortSignal): Promise<ThreadAnswer> {
    const uri = await readRootUri(signal);
    const [answer, author] = await Promise.all([
      call('app.bsky.feed.getPostThread', { signal }, { uri, depth: '1000', parentHeight: '0' }),
      readViewer(signal),
    ]);
    const { post, notFound, blocked } = recordOf(answer['thread']);
    if (post === undefined) {
      const code = notFound === true ? 'not-found' : blocked === true ? 'forbidden' : 'bad-response';
      throw new AdapterError(code, { detail: `${service} does not show ${endpoint}.` });
    }
    const thread = readPostThread(answer, viewer);
    for (const [id, ref] of thread.refs) refs.set(id, ref);
    refs.set(uri, thread.root);
    return {
      comments: thread.comments,
      replyCount: thread.replyCount,
      capabilities: { ...WHOLE_THREAD_CAPABILITIES, ...(session && { ...WRITING, create: !thread.closed }) },
      ...(author && { viewer: author }),
    };
  }

  const reading = { name: 'bluesky', list: whole.list, locate: whole.locate, counts: whole.counts };
  if (viewer === null) return reading;
  const writing = loadOnce(async () =>
    (await import('./bluesky-writing.ts')).blueskyWriting({
      viewer,
      call,
      whole,
      refs,
      readRootUri,
      readViewer,
    }),
  );
  return {
    ...reading,
    create: async (...args) => (await writing()).create(...args),
    remove: async (...args) => (await writing()).remove(...args),
    react: async (...args) => (await writing()).react(...args),
  };
}

const CODES: Readonly<Record<string, AdapterErrorCode>> = {
  ExpiredToken: 'auth-required',
  InvalidToken: 'auth-required',
  AuthMissing: 'auth-required',
  AuthenticationRequired: 'auth-required',
  NotFound: 'not-found',
  RecordNotFound: 'not-found',
  HandleNotFound: 'not-found',
  RateLimitExceeded: 'rate-limited',
};

function readRefusal(data: unknown): Partial<Refusal> {
  const { error, message } = recordOf(data);
  const name = textOf(error);
  const code = Object.hasOwn(CODES, name) && CODES[name];
  return { detail: `${name}: ${textOf(message)}`, ...(code && { code }) };
}
