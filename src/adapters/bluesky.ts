import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { CommentsAdapter } from '../core/adapter/adapter.ts';
import { type PostRef, readPostThread } from './bluesky-post.ts';
import type { BlueskyAccess } from './bluesky-writing.ts';
import { type Refusal, requestJson } from './http.ts';
import { lazyMethods, loadOnce } from './lazy-methods.ts';
import { once } from './once.ts';
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
  /** Address of the service that shows posts to those without a session; default is Bluesky's own. */
  readonly appView?: string;
}

const PUBLIC_SERVICE = 'https://public.api.bsky.app';
const POST_ADDRESS =
  /^(?:https:\/\/bsky\.app\/profile\/|at:\/\/)([^/?#]+)\/(?:post|app\.bsky\.feed\.post)\/([^/?#]+)\/?$/;

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
export function blueskyAdapter({
  endpoint,
  session,
  appView = PUBLIC_SERVICE,
}: BlueskyAdapterOptions): CommentsAdapter {
  const service = (session?.service ?? appView).replace(/\/*$/, '');
  const viewer = session?.did ?? null;
  const whole = new WholeThread(readThread);
  const refs = new Map<string, PostRef>();

  const call: BlueskyAccess['call'] = async (method, request, query = {}) => {
    const headers = session && { headers: { authorization: `Bearer ${session.accessJwt}` } };
    const url = `${service}/xrpc/${method}?${new URLSearchParams(query)}`;
    const { data } = await requestJson(url, { ...request, ...headers }, readRefusal);
    return recordOf(data);
  };

  /** The address of the post in the form that the network knows. */
  const readRootUri = once(async (signal: AbortSignal) => {
    const [, author, key] = POST_ADDRESS.exec(endpoint) ?? [];
    if (author === undefined) {
      throw new AdapterError('not-found', { detail: `"${endpoint}" is not the address of a post.` });
    }
    const { did } = author.startsWith('did:')
      ? { did: author }
      : await call('com.atproto.identity.resolveHandle', { signal }, { handle: author });
    if (textOf(did).startsWith('did:')) return `at://${textOf(did)}/app.bsky.feed.post/${key}`;
    throw new AdapterError('bad-response', { detail: `${service} does not say who ${author} is.` });
  });

  const writing =
    viewer === null
      ? null
      : loadOnce(async () =>
          (await import('./bluesky-writing.ts')).blueskyWriting({ viewer, call, whole, refs, readRootUri }),
        );

  async function readThread(signal: AbortSignal): Promise<ThreadAnswer> {
    const uri = await readRootUri(signal);
    const [answer, mine] = await Promise.all([
      call('app.bsky.feed.getPostThread', { signal }, { uri, depth: '1000', parentHeight: '0' }),
      writing?.().then(({ readSession }) => readSession(signal)),
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
      ...mine,
      capabilities: {
        ...WHOLE_THREAD_CAPABILITIES,
        ...(mine && { ...mine.capabilities, create: !thread.closed }),
      },
    };
  }

  const reading = { name: 'bluesky', list: whole.list, locate: whole.locate, counts: whole.counts };
  if (!writing) return reading;
  return { ...reading, ...lazyMethods(['create', 'remove', 'react'], writing) };
}

function readRefusal(data: unknown): Partial<Refusal> {
  const { error, message } = recordOf(data);
  const name = textOf(error);
  const detail = `${name}: ${textOf(message)}`;
  // Such as `RecordNotFound`; and `ExpiredToken`, `InvalidToken`, `AuthMissing`, `AuthenticationRequired`.
  if (name.endsWith('NotFound')) return { code: 'not-found', detail };
  return /Token$|^Auth/.test(name) ? { code: 'auth-required', detail } : { detail };
}
