import { AdapterError, type AdapterErrorCode, type FieldErrors } from '../core/adapter/adapter-error.ts';
import type { CallOptions, CommentsAdapter } from '../core/adapter/adapter.ts';
import { type Capabilities, READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Author } from '../core/model/author.ts';
import type { Comment } from '../core/model/comment.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import { authorOf } from './author.ts';
import type { Post } from './discourse-writing.ts';
import { type JsonRequest, type Refusal, requestJson } from './http.ts';
import { lazyMethods } from './lazy-methods.ts';
import { once } from './once.ts';
import { commentOf, countOf, encoded, listOf, recordOf, requireList, textOf } from './untrusted.ts';

export interface DiscourseAdapterOptions {
  /** Address of the forum. */
  readonly endpoint: string;
  /** The viewer's own key for the forum's API, with the scopes `read` and `write`. Without one, they only read. */
  readonly userApiKey?: string;
}

/** Among the kinds of what is done to a post. */
const LIKE = 2;
const NOTIFY_MODERATORS = 7;
/** A note that the topic was closed, pinned or the like. */
const SMALL_ACTION = 3;
/** Posts that the forum is asked for at once. */
const CHUNK = 20;
const AVATAR_SIZE = '96';

const READING: Capabilities = Object.freeze<Capabilities>({
  ...READ_ONLY,
  sorts: Object.freeze(['oldest', 'newest'] as const),
  paging: 'cursor',
  votes: 'like',
  counts: true,
  bodyFormat: 'markdown',
});

const SIGNED_IN: Capabilities = Object.freeze<Capabilities>({
  ...READING,
  create: true,
  edit: true,
  remove: true,
  report: true,
});

/**
 * Comments in a topic of a Discourse forum, which is named by its number; the first post, which stands for the
 * page, is left out.
 *
 * The forum runs with `DISCOURSE_ENABLE_CORS`, and its setting `cors origins` lists the page's origin. Who writes
 * needs a user API key, which the page gets for them: the forum's own page for that keeps no tie to the page that
 * opened it.
 */
export function discourseAdapter({ endpoint, userApiKey }: DiscourseAdapterOptions): CommentsAdapter {
  const base = endpoint.replace(/\/*$/, '/');
  /** Posts as last given, by topic and number. */
  const posts = new Map<string, Post>();
  /** Ids of posts that are no comments, or none any more; the forum goes on naming them. */
  const uncounted = new Set<string>();

  async function call(path: string, request: JsonRequest): Promise<Post> {
    const headers = userApiKey ? { 'user-api-key': userApiKey } : {};
    return recordOf((await requestJson(base + path, { ...request, headers }, readRefusal)).data);
  }

  /** The text as it was written is for who may edit it. */
  const raw = userApiKey ? 'include_raw=true' : '';

  const viewerOf = once(async ({ signal }: CallOptions): Promise<Author | null> => {
    if (!userApiKey) return null;
    const { current_user } = await call('session/current.json', { signal });
    const { username, name, avatar_template } = recordOf(current_user);
    return authorOf({ id: username, name: textOf(name) || username, avatarUrl: avatarOf(avatar_template) });
  });

  function avatarOf(template: unknown): string | undefined {
    const path = textOf(template).replace('{size}', AVATAR_SIZE);
    return path && URL.canParse(path, base) ? new URL(path, base).href : undefined;
  }

  /** Comments go by their numbers in the topic, as that is how they name what they answer. */
  function toComment(item: unknown, topic: string, given?: ReadonlyMap<string, number>): Comment | null {
    const post = recordOf(item);
    const { post_number, username, name, avatar_template, user_title, cooked, created_at, updated_at } = post;
    const id = textOf(post_number);
    const parent = countOf(post['reply_to_post_number']);
    const actionOf = (kind: number) =>
      listOf(post['actions_summary'])
        .map(recordOf)
        .find((one) => one['id'] === kind) ?? {};
    const like = actionOf(LIKE);
    const isDeleted = isGone(post);
    const source = post['can_edit'] === true && typeof post['raw'] === 'string';
    const replies = countOf(post['reply_count']);
    const hidden = given ? replies - (given.get(id) ?? 0) : 0;
    const made = commentOf({
      id,
      // What answers the first post is at the top.
      parentId: parent > 1 ? `${parent}` : null,
      author: isDeleted
        ? {}
        : {
            id: username,
            name: textOf(name) || username,
            url: `${base}u/${encoded(textOf(username))}`,
            avatarUrl: avatarOf(avatar_template),
            badge: user_title,
          },
      body: isDeleted
        ? { format: 'text', value: '' }
        : source
          ? { format: 'markdown', value: post['raw'] }
          : { format: 'html', value: cooked },
      createdAt: created_at,
      editedAt: countOf(post['version']) > 1 ? updated_at : undefined,
      status: isDeleted ? 'deleted' : post['hidden'] === true ? 'hidden' : 'published',
      reactions: [{ name: 'like', count: countOf(like['count']), chosen: like['acted'] === true }],
      replyCount: replies,
      hiddenReplies: hidden > 0 ? hidden : undefined,
      permalink: `${base}t/${topic}/${id}`,
      can: {
        edit: !isDeleted && source,
        remove: !isDeleted && post['can_delete'] === true,
        // What was liked a while ago stays so.
        react: like['can_act'] === true || like['can_undo'] === true,
        report: actionOf(NOTIFY_MODERATORS)['can_act'] === true,
      },
    });
    if (!made) return null;
    posts.set(`${topic}/${id}`, post);
    recount(post);
    return made;
  }

  async function readPosts(topic: string, ids: readonly string[], signal: AbortSignal): Promise<unknown[]> {
    const found: unknown[] = [];
    for (let start = 0; start < ids.length; start += CHUNK) {
      const wanted = ids.slice(start, start + CHUNK).map((id) => `post_ids[]=${encoded(id)}`);
      const { post_stream } = await call(`t/${topic}/posts.json?${[...wanted, raw].join('&')}`, { signal });
      found.push(...listOf(recordOf(post_stream)['posts']));
    }
    return found;
  }

  function recount(item: unknown): void {
    const post = recordOf(item);
    uncounted[isGone(post) || isNote(post) ? 'add' : 'delete'](textOf(post['id']));
  }

  const countIn = (ids: readonly string[]) => ids.filter((id) => !uncounted.has(id)).length;

  async function readTopic(topic: string, signal: AbortSignal) {
    const answer = await call(`t/${topic}.json?${raw}`, { signal });
    const { stream, posts: given } = recordOf(answer['post_stream']);
    listOf(given).forEach(recount);
    // The first post stands for the page.
    return { answer, given, ids: requireList(stream, 'posts').map(textOf).slice(1) };
  }

  return {
    name: 'discourse',
    bodyFormats: ['html'],

    async list(thread, { sort, limit, cursor = '' }, options) {
      const { signal } = options;
      const topic = topicOf(thread);
      const [{ answer, given, ids: all }, me] = await Promise.all([
        readTopic(topic, signal),
        viewerOf(options),
      ]);
      if (sort === 'newest') all.reverse();
      const start = startAfter(all, cursor);
      const wanted = all.slice(start, start + limit);
      const byId = new Map(requireList(given, 'posts').map((post) => [textOf(recordOf(post)['id']), post]));
      const missing = wanted.filter((id) => id && !byId.has(id));
      for (const post of await readPosts(topic, missing, signal)) {
        recount(post);
        byId.set(textOf(recordOf(post)['id']), post);
      }
      const more = start + limit < all.length;
      const items = wanted.map((id) => byId.get(id)).filter((item) => !isNote(item));
      // Replies come later than what they answer; without a page to come, what else is counted only quotes.
      const replies = more && sort !== 'newest' ? repliesIn(items) : undefined;
      const comments = items.map((item) => toComment(item, topic, replies));
      const { can_create_post } = recordOf(answer['details']);
      const closed = answer['closed'] === true || answer['archived'] === true;
      return {
        // What is no comment is left for the store to drop and count.
        comments: comments.filter((one) => one?.status !== 'deleted' || one.replyCount !== 0) as Comment[],
        total: countIn(all),
        nextCursor: more ? `${start + limit - 1}:${wanted.at(-1)}` : null,
        // What a member may not do is left out, and some may write where it is closed to others.
        thread: { closed: me ? can_create_post !== true : closed },
        viewer: me && { ...me },
        capabilities: me ? SIGNED_IN : READING,
      };
    },

    ...lazyMethods(['create', 'edit', 'remove', 'react', 'report'], async () =>
      (await import('./discourse-writing.ts')).discourseWriting({
        call,
        posts,
        topicOf,
        toComment,
        viewerOf,
      }),
    ),

    counts: (threads, { signal }) =>
      Promise.all(
        threads.map(async (thread) => {
          const { ids } = await readTopic(topicOf(thread), signal);
          return countIn(ids);
        }),
      ),
  };
}

/** @throws AdapterError `not-found` where the thread is not named by a number */
function topicOf({ key }: ThreadRef): string {
  if (/^\d+$/.test(key)) return key;
  throw new AdapterError('not-found', {
    detail: `"${key}" is no topic of a forum. Give the topic's number as thread.`,
  });
}

/** A cursor names the last post given, and where it stood: it may be gone. */
function startAfter(all: readonly string[], cursor: string): number {
  const [, position, id] = /^(\d{1,9}):(.+)$/.exec(cursor) ?? [];
  if (id === undefined) return 0;
  const index = all.indexOf(id);
  return index >= 0 ? index + 1 : Number(position);
}

/** How many of the posts answer each number. */
function repliesIn(items: readonly unknown[]): ReadonlyMap<string, number> {
  const replies = new Map<string, number>();
  for (const item of items) {
    const parent = textOf(recordOf(item)['reply_to_post_number']);
    replies.set(parent, (replies.get(parent) ?? 0) + 1);
  }
  return replies;
}

function isGone(post: Post): boolean {
  return post['user_deleted'] === true || Boolean(post['deleted_at']);
}

function isNote(item: unknown): boolean {
  return recordOf(item)['post_type'] === SMALL_ACTION;
}

/** What the forum says to members whose language is English. */
const REFUSALS: readonly (readonly [RegExp, AdapterErrorCode])[] = [
  [/too similar/i, 'duplicate'],
  [/topic was closed/i, 'closed'],
  [/too long ago/i, 'edit-expired'],
  [/slow mode/i, 'rate-limited'],
  [/limited to \d+ repl|consecutive replies/i, 'forbidden'],
];

function readRefusal(answer: unknown): Partial<Refusal> {
  const { errors, error_type, extras } = recordOf(answer);
  const detail = `${textOf(error_type)} ${listOf(errors).map(textOf).join(' ')}`.trim();
  const seconds = countOf(recordOf(extras)['wait_seconds']);
  const isStranger = error_type === 'not_logged_in' || listOf(answer)[0] === 'BAD CSRF';
  const code = isStranger ? 'auth-required' : REFUSALS.find(([words]) => words.test(detail))?.[1];
  const fields: FieldErrors = /too short/i.test(detail)
    ? { body: 'too-short' }
    : /limited to \d+ char/i.test(detail)
      ? { body: 'too-long' }
      : {};
  return {
    detail,
    fields,
    ...(code && { code }),
    ...(seconds > 0 && { retryAfter: seconds * 1000 }),
  };
}
