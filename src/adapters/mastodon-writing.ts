import { AdapterError, toAdapterError } from '../core/adapter/adapter-error.ts';
import type { CommentsAdapter } from '../core/adapter/adapter.ts';
import { READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Comment, CommentBody } from '../core/model/comment.ts';
import type { JsonRequest } from './http.ts';
import { type Status, statusPath } from './mastodon-status.ts';
import { requireTexts } from './required-texts.ts';
import { recordOf, requireComment } from './untrusted.ts';
import type { WholeThread } from './whole-thread.ts';

/** What the adapter has for reading. */
export interface MastodonAccess {
  readonly rootId: string;
  readonly call: (path: string, request: JsonRequest) => Promise<Status>;
  readonly whole: WholeThread;
  readonly readMaxLength: (signal: AbortSignal) => Promise<number>;
  readonly readSources: (statuses: readonly Status[], signal: AbortSignal) => Promise<void>;
  /** Takes note of a text as the reader has written it. */
  readonly setSource: (status: Status, text: string) => void;
  readonly toComment: (status: Status) => Comment | null;
}

/** Writing with a reader's token. */
export function mastodonWriting(access: MastodonAccess) {
  const { rootId, call, whole } = access;

  /** A comment as it is after a write. */
  function written(status: Status): Comment {
    const comment = whole.merged(requireComment(access.toComment(status)));
    whole.forget();
    return comment;
  }

  /** Sends a text. The server knows better how to count it: of an address it counts 23 characters. */
  async function send(path: string, { value }: CommentBody, request: JsonRequest): Promise<Comment> {
    requireTexts(READ_ONLY.fields, { body: value });
    const text = value.trim();
    const maxLength = await access.readMaxLength(request.signal);
    try {
      const status = await call(path, { ...request, body: { status: text, ...recordOf(request.body) } });
      access.setSource(status, text);
      return written(status);
    } catch (thrown) {
      if (request.signal.aborted) throw thrown;
      const error = toAdapterError(thrown);
      if (error.code !== 'invalid') throw error;
      const reason = text.length > maxLength ? 'too-long' : 'refused';
      throw new AdapterError('invalid', { fields: { body: reason }, detail: error.message, cause: thrown });
    }
  }

  return {
    async create({ lang }, { parentId, body }, { signal, idempotencyKey }) {
      const comment = await send('v1/statuses', body, {
        method: 'POST',
        headers: { 'idempotency-key': idempotencyKey },
        body: {
          in_reply_to_id: parentId ?? rootId,
          visibility: 'public',
          ...(lang && { language: lang }),
        },
        signal,
      });
      return { status: 'published', comment };
    },

    async edit(_thread, id, body, { signal }) {
      const { lang } = (await whole.find(id, signal)).body;
      return send(statusPath(id), body, { method: 'PUT', body: lang ? { language: lang } : {}, signal });
    },

    async remove(_thread, id, { signal }) {
      await call(statusPath(id), { method: 'DELETE', signal });
      whole.forget();
      // Nor are replies to it part of the thread any more.
      return null;
    },

    async react(_thread, id, { chosen }, { signal }) {
      const path = `${statusPath(id)}/${chosen ? 'favourite' : 'unfavourite'}`;
      const status = await call(path, { method: 'POST', signal });
      await access.readSources([status], signal);
      return written(status);
    },
  } satisfies Partial<CommentsAdapter>;
}
