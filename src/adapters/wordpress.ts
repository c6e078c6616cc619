import { AdapterError, type AdapterErrorCode, type FieldErrorReason } from '../core/adapter/adapter-error.ts';
import type { CommentPage, CommentsAdapter } from '../core/adapter/adapter.ts';
import { type Capabilities, READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Comment } from '../core/model/comment.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import { authorOf } from './author.ts';
import { type JsonAnswer, type JsonRequest, type Refusal, requestJson, searchOf } from './http.ts';
import { lazyMethods } from './lazy-methods.ts';
import { once } from './once.ts';
import { pathOf } from './thread-path.ts';
import { unescapeHtml } from './unescape-html.ts';
import { commentOf, countOf, listOf, recordOf, requireList, textOf } from './untrusted.ts';
import type { Viewer } from './wordpress-writing.ts';

export interface WordPressAdapterOptions {
  /** Address of the WordPress site. */
  readonly endpoint: string;
  /**
   * What `wp_create_nonce('wp_rest')` gave to a page of that site: whoever is signed in there then writes as
   * themselves, and moderators edit and remove.
   */
  readonly nonce?: string;
}

/** The post that comments belong to. */
interface Post {
  readonly id: string;
  readonly closed: boolean;
}

/** Greatest page that WordPress gives. */
const MAX_PER_PAGE = 100;
/** Bytes of a text, as its column in WordPress's database takes them. */
const MAX_LENGTH = 65_525;
/** For the replies of one page: what is further down is left out. */
const MAX_REPLY_REQUESTS = 20;

const GUEST: Capabilities = Object.freeze<Capabilities>({
  ...READ_ONLY,
  sorts: Object.freeze(['newest', 'oldest'] as const),
  paging: 'numbered',
  create: true,
  counts: true,
  maxLength: MAX_LENGTH,
  fields: Object.freeze({ name: 'required', email: 'required', website: 'optional', location: 'absent' }),
});

const SIGNED_IN: Capabilities = Object.freeze<Capabilities>({ ...GUEST, fields: READ_ONLY.fields });
const MODERATOR: Capabilities = Object.freeze<Capabilities>({ ...SIGNED_IN, edit: true, remove: true });

/**
 * Comments of a WordPress site, by its REST API. The thread is a post or page: its number, or an address or path
 * whose last part is its slug.
 *
 * Reading works from any page. Guests may write only where the site allows it, by a file in
 * `wp-content/mu-plugins/` with `add_filter('rest_allow_anonymous_comments', '__return_true');`.
 */
export function wordpressAdapter({ endpoint, nonce }: WordPressAdapterOptions): CommentsAdapter {
  const base = endpoint.replace(/\/*$/, '/wp-json/wp/v2/');
  const posts = new Map<string, Promise<Post>>();

  function call(
    path: string,
    query: Readonly<Record<string, string | number>>,
    request: JsonRequest,
  ): Promise<JsonAnswer> {
    const signed = nonce ? { headers: { 'x-wp-nonce': nonce }, credentials: 'include' as const } : {};
    return requestJson(`${base}${path}?${searchOf(query)}`, { ...request, ...signed }, readRefusal);
  }

  /** The post of a thread, asked for once. */
  function postOf({ key, ...rest }: ThreadRef, signal: AbortSignal): Promise<Post> {
    let post = posts.get(key);
    if (!post) {
      post = findPost({ key, ...rest }, signal);
      posts.set(key, post);
      post.catch(() => posts.delete(key));
    }
    return post;
  }

  async function findPost(thread: ThreadRef, signal: AbortSignal): Promise<Post> {
    const slug =
      decode(pathOf(thread).replace(/[?#].*/, ''))
        .split('/')
        .filter(Boolean)
        .pop() ?? '';
    const wanted = isNumber(thread.key) ? { include: thread.key } : { slug };
    for (const type of ['posts', 'pages']) {
      const query = { ...wanted, _fields: 'id,comment_status' };
      const { id, comment_status } = recordOf(listOf((await call(type, query, { signal })).data)[0]);
      if (textOf(id)) return { id: textOf(id), closed: comment_status === 'closed' };
    }
    if (isNumber(thread.key)) return { id: thread.key, closed: false };
    throw new AdapterError('not-found', {
      detail: `${endpoint} has no post or page with the slug "${slug}". Give the post's number as thread.`,
    });
  }

  const viewerOf = once(async (signal: AbortSignal): Promise<Viewer | null> => {
    if (!nonce) return null;
    const { data } = await call('users/me', { context: 'edit' }, { signal });
    const { id, name, link, avatar_urls, capabilities } = recordOf(data);
    const author = authorOf({
      id: textOf(id),
      name: unescapeHtml(textOf(name)),
      url: link,
      avatarUrl: avatarOf(avatar_urls),
    });
    return { author, moderates: recordOf(capabilities)['moderate_comments'] === true };
  });

  /** Of these comments, and of their replies again. */
  async function readReplies(
    parents: readonly unknown[],
    query: Readonly<Record<string, string | number>>,
    signal: AbortSignal,
  ): Promise<readonly unknown[]> {
    const replies: unknown[] = [];
    const asked = new Set<string>();
    const waiting: string[] = [];
    const note = (items: readonly unknown[]) => {
      for (const item of items.map(recordOf)) {
        const id = textOf(item['id']);
        // The link is there only where there are replies.
        if (!id || asked.has(id) || !recordOf(item['_links'])['children']) continue;
        asked.add(id);
        waiting.push(id);
      }
    };
    note(parents);
    for (let requests = 0, page = 1; waiting.length > 0 && requests < MAX_REPLY_REQUESTS; requests++) {
      const some = waiting.slice(0, MAX_PER_PAGE);
      const part = { ...query, parent: some.join(','), order: 'asc', per_page: MAX_PER_PAGE, page };
      const { data, response } = await call('comments', part, { signal });
      replies.push(...listOf(data));
      if (page < numberIn(response, 'x-wp-totalpages')) {
        page++;
      } else {
        waiting.splice(0, some.length);
        page = 1;
        note(listOf(data));
      }
    }
    return replies;
  }

  async function countOfPost(id: string, signal: AbortSignal): Promise<number> {
    const { response } = await call('comments', { post: id, per_page: 1, _fields: 'id' }, { signal });
    return numberIn(response, 'x-wp-total');
  }

  async function idOf(thread: ThreadRef, signal: AbortSignal): Promise<string> {
    return isNumber(thread.key) ? thread.key : (await postOf(thread, signal)).id;
  }

  function capabilitiesOf(known: Viewer | null): Capabilities {
    return known ? (known.moderates ? MODERATOR : SIGNED_IN) : GUEST;
  }

  return {
    name: 'wordpress',
    bodyFormats: ['html'],

    async list(thread, { sort, limit, page = 1 }, { signal }): Promise<CommentPage> {
      const [id, known] = await Promise.all([idOf(thread, signal), viewerOf(signal)]);
      const common = { ...contextOf(known), post: id, orderby: 'date_gmt' };
      const part = {
        parent: 0,
        order: sort === 'oldest' ? 'asc' : 'desc',
        per_page: Math.min(limit, MAX_PER_PAGE),
        page,
      };
      const [roots, total, { closed }] = await Promise.all([
        call('comments', { ...common, ...part }, { signal }),
        countOfPost(id, signal),
        postOf(thread, signal),
      ]);
      const items = requireList(roots.data, 'comments');
      const all = [...items, ...(await readReplies(items, common, signal))];
      return {
        // What is no comment is left for the store to drop and count.
        comments: all.map((item) => toComment(item, known)) as Comment[],
        total,
        pageNumber: page,
        pageCount: Math.max(1, numberIn(roots.response, 'x-wp-totalpages')),
        thread: { closed },
        viewer: known && { ...known.author },
        capabilities: capabilitiesOf(known),
      };
    },

    ...lazyMethods(['create', 'edit', 'remove'], async () =>
      (await import('./wordpress-writing.ts')).wordpressWriting({
        call,
        idOf,
        viewerOf,
        fieldsOf: (known) => capabilitiesOf(known).fields,
        contextOf,
        toComment,
      }),
    ),

    counts: (threads, { signal }) =>
      Promise.all(threads.map(async (thread) => countOfPost(await idOf(thread, signal), signal))),
  };
}

/** Moderators are given the text as it is stored, too. */
function contextOf(viewer: Viewer | null): Readonly<Record<string, string>> {
  return { context: viewer?.moderates ? 'edit' : 'view' };
}

function toComment(item: unknown, viewer: Viewer | null): Comment | null {
  const { id, parent, author, author_name, author_url, author_avatar_urls, date_gmt, content, link, status } =
    recordOf(item);
  const { rendered, raw } = recordOf(content);
  // What was written as HTML cannot be edited as text.
  const source = typeof raw === 'string' && !raw.includes('<') ? unescapeHtml(raw) : null;
  return commentOf({
    id: textOf(id),
    parentId: parent ? textOf(parent) : null,
    author: {
      // Guests have none.
      id: author ? textOf(author) : undefined,
      name: unescapeHtml(textOf(author_name)),
      url: unescapeHtml(textOf(author_url)),
      avatarUrl: avatarOf(author_avatar_urls),
    },
    body: source === null ? { format: 'html', value: rendered } : { format: 'text', value: source },
    // It is in UTC and does not say so.
    createdAt: `${textOf(date_gmt)}Z`,
    status: status === 'hold' ? 'pending' : 'published',
    permalink: link,
    can: { edit: viewer?.moderates ?? false, remove: viewer?.moderates ?? false },
  });
}

function avatarOf(urls: unknown): string {
  return textOf(recordOf(urls)['96']);
}

function isNumber(key: string): boolean {
  return /^\d+$/.test(key);
}

/** Slugs are written in other scripts too; an address that is ill-formed is no reason to give up. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function numberIn(response: Response, header: string): number {
  return countOf(Number(response.headers.get(header)));
}

const CODES: Readonly<Record<string, AdapterErrorCode>> = {
  rest_comment_closed: 'closed',
  rest_comment_draft_post: 'closed',
  rest_comment_trash_post: 'closed',
  rest_comment_login_required: 'auth-required',
  rest_comment_invalid_id: 'not-found',
  rest_comment_invalid_post_id: 'not-found',
  rest_post_invalid_id: 'not-found',
  comment_duplicate: 'duplicate',
  comment_flood: 'rate-limited',
};

/** Which field of the form WordPress speaks of. */
const FIELDS = {
  author: 'name',
  author_name: 'name',
  author_email: 'email',
  author_url: 'website',
  content: 'body',
} as const;

/** WordPress lets one write again after so long, in milliseconds. */
const FLOOD_TIME = 15_000;

function readRefusal(answer: unknown): Partial<Refusal> {
  const { code: given, message, data } = recordOf(answer);
  const name = textOf(given);
  const params = Object.keys(recordOf(recordOf(data)['params']));
  const fields = Object.fromEntries([
    ...params.flatMap((param) => fieldError(param, 'malformed')),
    ...(name === 'rest_comment_content_invalid' ? fieldError('content', 'required') : []),
    ...(name === 'rest_comment_author_data_required'
      ? [...fieldError('author_name', 'required'), ...fieldError('author_email', 'required')]
      : []),
    ...fieldError(/^comment_(\w+)_column_length$/.exec(name)?.[1] ?? '', 'too-long'),
  ]);
  const code = Object.hasOwn(CODES, name) ? CODES[name] : undefined;
  const advice =
    name === 'rest_comment_login_required'
      ? `Guests may not write by the REST API unless the site's filter "rest_allow_anonymous_comments" says so: ` +
        `add_filter('rest_allow_anonymous_comments', '__return_true'); in a file in wp-content/mu-plugins/.`
      : '';
  return {
    ...(code && { code }),
    ...(code === 'rate-limited' && { retryAfter: FLOOD_TIME }),
    detail: `${name} ${textOf(message)} ${advice}`.trim(),
    fields,
  };
}

function fieldError(param: string, reason: FieldErrorReason): (readonly [string, FieldErrorReason])[] {
  return Object.hasOwn(FIELDS, param) ? [[FIELDS[param as keyof typeof FIELDS], reason]] : [];
}
