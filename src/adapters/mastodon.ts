import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { CommentsAdapter } from '../core/adapter/adapter.ts';
import type { Capabilities } from '../core/adapter/capabilities.ts';
import type { Author } from '../core/model/author.ts';
import { type Comment, freezeComment } from '../core/model/comment.ts';
import { type JsonRequest, readRetryAfter, type Refusal, requestJson } from './http.ts';
import { lazyMethods } from './lazy-methods.ts';
import { readAccount, readStatus, type Status, statusPath } from './mastodon-status.ts';
import { countOf, listOf, recordOf, requireList, textOf } from './untrusted.ts';
import { type ThreadAnswer, WHOLE_THREAD_CAPABILITIES, WholeThread } from './whole-thread.ts';

export interface MastodonAdapterOptions {
  /** Address of the post that the comments are replies to, such as `https://mastodon.example/@ana/1234`. */
  readonly endpoint: string;
  /**
   * Token of the reader on that very server, with the scopes `read:accounts`, `read:statuses`,
   * `write:statuses` and `write:favourites`. It is kept in memory only.
   */
  readonly accessToken?: string;
}

const WRITING: Partial<Capabilities> = {
  create: true,
  edit: true,
  remove: true,
  votes: 'like',
  idempotencyKeys: true,
};

/** Of a server that does not say. */
const DEFAULT_MAX_LENGTH = 500;

/** Own comments whose text as it was written is asked for, each by itself. */
const MAX_SOURCES = 20;

/**
 * Shows the replies to a post on Mastodon, or on a server that speaks its API.
 *
 * Without a token nobody can write: readers reply on their own server, to which each comment's permalink
 * leads, and a server gives at most 60 replies, 20 levels deep; `total` and `hiddenReplies` tell of the others
 * as far as it counts them. Nothing has to be allowed on the server, unless it lets nobody read without
 * signing in; the page's policy must allow `connect-src` to it. Sorting and paging are done here.
 *
 * Custom emoji are images, which readers' browsers would have to fetch from strangers: in texts they stay the
 * `:shortcode:` that they are written as, from names they are taken out. Of a post behind a content warning
 * only the warning and a link are shown, unless the post that it answers has the same warning. Attachments
 * are links; only what everybody may see is shown, whoever reads.
 */
export function mastodonAdapter({ endpoint, accessToken }: MastodonAdapterOptions): CommentsAdapter {
  const [, server, rootId = ''] = POST_ADDRESS.exec(endpoint) ?? [];
  const whole = new WholeThread(readThread);
  /** Texts of the reader's own comments as they were written, by id and time of the last edit. */
  const sources = new Map<string, string>();
  let reader: Reader | null = null;
  let rootWarning = '';

  async function call(path: string, request: JsonRequest): Promise<Status> {
    if (server === undefined) {
      const detail = `"${endpoint}" is not the address of a post, such as https://mastodon.example/@ana/1234.`;
      throw new AdapterError('not-found', { detail });
    }
    const headers = { ...request.headers, ...(accessToken && { authorization: `Bearer ${accessToken}` }) };
    const { data } = await requestJson(`${server}/api/${path}`, { ...request, headers }, readRefusal);
    return recordOf(data);
  }

  /** Whose token it is, and how much they may write; asked once. */
  async function readReader(signal: AbortSignal): Promise<Reader | null> {
    if (!accessToken || reader) return reader;
    const [account, instance] = await Promise.all([
      call('v1/accounts/verify_credentials', { signal }),
      call('v2/instance', { signal }),
    ]);
    const { max_characters } = recordOf(recordOf(instance['configuration'])['statuses']);
    return (reader = {
      author: Object.freeze(readAccount(account)),
      maxLength: countOf(max_characters) || DEFAULT_MAX_LENGTH,
    });
  }

  async function readThread(signal: AbortSignal): Promise<ThreadAnswer> {
    const path = `v1/statuses/${rootId}`;
    const [root, context, me] = await Promise.all([
      call(path, { signal }),
      call(`${path}/context`, { signal }),
      readReader(signal),
    ]);
    rootWarning = textOf(root['spoiler_text']);
    const statuses = requireList(context['descendants'], 'replies').map(recordOf).filter(isPublic);
    await readSources(statuses, signal);
    return {
      comments: statuses.map(toComment),
      replyCount: countOf(root['replies_count']),
      capabilities: { ...WHOLE_THREAD_CAPABILITIES, ...(me && { ...WRITING, maxLength: me.maxLength }) },
      ...(me && { viewer: me.author }),
    };
  }

  /** What readers have written themselves they see, and edit, as they wrote it. */
  async function readSources(statuses: readonly Status[], signal: AbortSignal): Promise<void> {
    const unknown = statuses.filter((status) => isOwn(status) && !sources.has(versionOf(status)));
    const reading = unknown.slice(0, MAX_SOURCES).map(async (status) => {
      const { text } = await call(`${statusPath(textOf(status['id']))}/source`, { signal });
      if (typeof text === 'string') sources.set(versionOf(status), text);
    });
    // Without its source a comment is shown as any other, and cannot be edited.
    await Promise.allSettled(reading);
    signal.throwIfAborted();
  }

  function toComment(status: Status): Comment | null {
    const comment = readStatus(status, rootWarning);
    if (!comment) return null;
    const parentId = comment.parentId === rootId ? null : comment.parentId;
    if (!reader) return freezeComment({ ...comment, parentId });
    const own = isOwn(status);
    const source = own && isPlain(status) ? sources.get(versionOf(status)) : undefined;
    const written = source !== undefined && {
      body: { ...comment.body, format: 'text', value: source } as const,
    };
    return freezeComment({ ...comment, parentId, ...written, can: { edit: !!written, remove: own } });
  }

  function isOwn(status: Status): boolean {
    return !!reader?.author.id && textOf(recordOf(status['account'])['id']) === reader.author.id;
  }

  const reading: CommentsAdapter = {
    name: 'mastodon',
    bodyFormats: ['html'],
    list: whole.list,
    locate: whole.locate,
    counts: whole.counts,
  };
  if (!accessToken) return reading;
  return {
    ...reading,
    ...lazyMethods(['create', 'edit', 'remove', 'react'], async () =>
      (await import('./mastodon-writing.ts')).mastodonWriting({
        rootId,
        call,
        whole,
        readMaxLength: async (signal) => (await readReader(signal))?.maxLength ?? DEFAULT_MAX_LENGTH,
        readSources,
        setSource: (status, text) => {
          const version = versionOf(status);
          // A new post that the server has had before was written as it was then.
          if (status['edited_at'] || !sources.has(version)) sources.set(version, text);
        },
        toComment,
      }),
    ),
  };
}

/** Who the token belongs to. */
interface Reader {
  readonly author: Author;
  readonly maxLength: number;
}

const POST_ADDRESS = /^(https?:\/\/[^/?#]+)\/(?:[^?#]*\/)?([\w-]+)\/?(?:[?#].*)?$/;

/** A token may show more, but this is a page for everybody. */
function isPublic({ visibility }: Status): boolean {
  return visibility !== 'private' && visibility !== 'direct';
}

/** An edit names all that a post has: what it does not name would be lost. */
function isPlain({ media_attachments, poll, spoiler_text }: Status): boolean {
  return listOf(media_attachments).length === 0 && !poll && !spoiler_text;
}

function versionOf({ id, edited_at }: Status): string {
  return JSON.stringify([textOf(id), textOf(edited_at)]);
}

function readRefusal(data: unknown, response: Response): Partial<Refusal> {
  const retryAfter = response.status === 429 && readRetryAfter(response.headers.get('x-ratelimit-reset'));
  return {
    detail: textOf(recordOf(data)['error']),
    ...(typeof retryAfter === 'number' && { retryAfter }),
  };
}
