import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { CommentsAdapter } from '../core/adapter/adapter.ts';
import { type FieldRules, READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Author } from '../core/model/author.ts';
import type { Comment } from '../core/model/comment.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import { escapeHtml } from './html.ts';
import type { JsonAnswer, JsonRequest } from './http.ts';
import { requireTexts, textsOf } from './required-texts.ts';
import { recordOf, requireComment, segmentOf } from './untrusted.ts';

/** Who is signed in at the site. */
export interface Viewer {
  readonly author: Author;
  readonly moderates: boolean;
}

/** What the adapter has for reading. */
export interface WordPressAccess {
  readonly call: (
    path: string,
    query: Readonly<Record<string, string | number>>,
    request: JsonRequest,
  ) => Promise<JsonAnswer>;
  /** Number of the post. */
  readonly idOf: (thread: ThreadRef, signal: AbortSignal) => Promise<string>;
  readonly viewerOf: (signal: AbortSignal) => Promise<Viewer | null>;
  readonly fieldsOf: (viewer: Viewer | null) => FieldRules;
  readonly contextOf: (viewer: Viewer | null) => Readonly<Record<string, string>>;
  readonly toComment: (item: unknown, viewer: Viewer | null) => Comment | null;
}

/** Writing, for guests and for who is signed in. */
export function wordpressWriting({ call, idOf, viewerOf, fieldsOf, contextOf, toComment }: WordPressAccess) {
  async function write(path: string, request: JsonRequest, signed: Viewer | null): Promise<Comment> {
    const { data } = await call(path, contextOf(signed), request);
    if (recordOf(data)['status'] === 'trash') {
      throw new AdapterError('not-found', { detail: 'The comment is in the bin.' });
    }
    return requireComment(toComment(data, signed));
  }

  return {
    async create(thread, comment, { signal }) {
      const known = await viewerOf(signal);
      requireTexts(fieldsOf(known), textsOf(comment));
      const { author, body, parentId } = comment;
      const guest = {
        // It strips names of what looks like HTML, and keeps them escaped.
        author_name: escapeHtml(author.name),
        author_email: author.email,
        ...(author.url && { author_url: author.url }),
      };
      const sent = {
        post: await idOf(thread, signal),
        // It takes HTML; what is typed here is text.
        content: escapeHtml(body.value),
        ...(parentId && { parent: parentId }),
        ...(!known && guest),
      };
      const made = await write('comments', { method: 'POST', body: sent, signal }, known);
      return { status: made.status === 'pending' ? 'pending' : 'published', comment: made };
    },

    async edit(_thread, id, body, { signal }) {
      requireTexts(READ_ONLY.fields, { body: body.value });
      const known = await viewerOf(signal);
      const sent = { content: escapeHtml(body.value) };
      return write(`comments/${segmentOf(id)}`, { method: 'POST', body: sent, signal }, known);
    },

    /** Puts it into WordPress's bin, and with it what answers it. */
    async remove(_thread, id, { signal }) {
      await call(`comments/${segmentOf(id)}`, {}, { method: 'DELETE', signal });
      return null;
    },
  } satisfies Partial<CommentsAdapter>;
}
