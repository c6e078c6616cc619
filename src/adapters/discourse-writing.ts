import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { CallOptions, CommentsAdapter } from '../core/adapter/adapter.ts';
import { READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Author } from '../core/model/author.ts';
import type { Comment } from '../core/model/comment.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import type { JsonRequest } from './http.ts';
import { requireTexts, textsOf } from './required-texts.ts';
import { commentOf, recordOf, requireComment, segmentOf, textOf } from './untrusted.ts';

export type Post = Readonly<Record<string, unknown>>;

/** What the adapter has for reading. */
export interface DiscourseAccess {
  readonly call: (path: string, request: JsonRequest) => Promise<Post>;
  /** As last given, by topic and number. */
  readonly posts: ReadonlyMap<string, Post>;
  readonly topicOf: (thread: ThreadRef) => string;
  readonly toComment: (item: unknown, topic: string) => Comment | null;
  readonly viewerOf: (options: CallOptions) => Promise<Author | null>;
}

/** Kinds of what is done to a post. */
const LIKE = 2;
const NOTIFY_MODERATORS = 7;

/** Writing with a member's key. */
export function discourseWriting({ call, posts, topicOf, toComment, viewerOf }: DiscourseAccess) {
  /** @throws AdapterError `not-found` where it has not been read */
  function postIdOf(thread: ThreadRef, id: string, { signal }: CallOptions): string {
    signal.throwIfAborted();
    const post = posts.get(`${topicOf(thread)}/${id}`);
    if (!post) throw new AdapterError('not-found');
    return segmentOf(textOf(post['id']));
  }

  return {
    async create(thread, comment, { signal }) {
      requireTexts(READ_ONLY.fields, textsOf(comment));
      const topic = topicOf(thread);
      const { parentId, body } = comment;
      const sent = {
        topic_id: Number(topic),
        raw: body.value,
        ...(parentId !== null && { reply_to_post_number: Number(parentId) }),
      };
      const answer = await call('posts.json', { method: 'POST', body: sent, signal });
      if (answer['action'] !== 'enqueued') {
        // The answer has the text as it is shown only.
        const made = toComment({ raw: body.value, ...answer }, topic);
        return { status: 'published', comment: requireComment(made) };
      }
      const { id, created_at } = recordOf(answer['pending_post']);
      const pending = commentOf({
        id: `queued ${textOf(id)}`,
        parentId,
        author: (await viewerOf({ signal })) ?? {},
        body,
        createdAt: created_at,
        status: 'pending',
      });
      return { status: 'pending', comment: requireComment(pending) };
    },

    async edit(thread, id, { value }, options) {
      requireTexts(READ_ONLY.fields, { body: value });
      const { signal } = options;
      const path = `posts/${postIdOf(thread, id, options)}.json`;
      const { post } = await call(path, { method: 'PUT', body: { post: { raw: value } }, signal });
      return requireComment(toComment({ raw: value, ...recordOf(post) }, topicOf(thread)));
    },

    async remove(thread, id, options) {
      const { signal } = options;
      const topic = topicOf(thread);
      const path = `posts/${postIdOf(thread, id, options)}.json`;
      await call(path, { method: 'DELETE', signal });
      try {
        // Authors leave a note of it, others nothing.
        const left = toComment(await call(path, { signal }), topic);
        return left && left.replyCount ? left : null;
      } catch (thrown) {
        if ((thrown as Partial<AdapterError>).code !== 'not-found') throw thrown;
        return null;
      }
    },

    async react(thread, id, { chosen }, options) {
      const { signal } = options;
      const postId = postIdOf(thread, id, options);
      const topic = topicOf(thread);
      const known = toComment(posts.get(`${topic}/${id}`), topic);
      if (known?.reactions?.[0]?.chosen === chosen) return known;
      const written = (post: Post) =>
        requireComment(toComment({ ...posts.get(`${topic}/${id}`), ...post }, topic));
      const path = chosen ? 'post_actions.json' : `post_actions/${postId}.json?post_action_type_id=${LIKE}`;
      const body = { id: Number(postId), post_action_type_id: LIKE };
      try {
        return written(
          await call(path, chosen ? { method: 'POST', body, signal } : { method: 'DELETE', signal }),
        );
      } catch (thrown) {
        if (!/^(forbidden|not-found)$/.test((thrown as Partial<AdapterError>).code ?? '')) throw thrown;
        // So the forum refuses what is so already, as when it was done elsewhere.
        const now = written(await call(`posts/${postId}.json`, { signal }));
        if (now.reactions?.[0]?.chosen === chosen) return now;
        throw thrown;
      }
    },

    async report(thread, id, reason, options) {
      const body = {
        id: Number(postIdOf(thread, id, options)),
        post_action_type_id: NOTIFY_MODERATORS,
        message: reason,
      };
      await call('post_actions.json', { method: 'POST', body, signal: options.signal });
    },
  } satisfies Partial<CommentsAdapter>;
}
