import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { CommentsAdapter } from '../core/adapter/adapter.ts';
import { checkComment } from '../core/adapter/check-answer.ts';
import type { Comment } from '../core/model/comment.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import { asMerged, writableFirst } from './composite-capabilities.ts';
import type { Feed, Source } from './composite-feed.ts';
import { requireComment } from './untrusted.ts';

/** Pages in which a comment is looked for. */
const MAX_PAGES_SEARCHED = 20;

/** Hands each write on to the source that it is about, and looks for comments in all of them. */
export function compositeWriting(
  sources: readonly Source[],
  feedsOf: (thread: ThreadRef) => readonly Feed[],
  list: CommentsAdapter['list'],
) {
  /** The source of a comment, and its id there. */
  function route(id: string): { readonly source: Source; readonly inner: string } {
    const end = id.indexOf(':');
    const source = sources.find(({ key }) => key === id.slice(0, end));
    if (end < 0 || !source) throw new AdapterError('not-found');
    return { source, inner: id.slice(end + 1) };
  }

  /** Where a new comment at the top level goes. */
  function firstWritable(thread: ThreadRef): Source {
    const source = writableFirst(feedsOf(thread))?.source ?? sources.find(({ adapter }) => adapter.create);
    if (!source) throw new AdapterError('unsupported');
    return source;
  }

  function answered(answer: unknown, source: Source, thread: ThreadRef): Comment {
    return asMerged(requireComment(checkComment(answer)), source, feedsOf(thread));
  }

  /** @param call gives nothing where the adapter has no such method */
  async function ask<T>(
    { adapter }: Source,
    call: (adapter: CommentsAdapter) => Promise<T> | undefined,
  ): Promise<T> {
    const answer = call(adapter);
    if (!answer) throw new AdapterError('unsupported');
    return answer;
  }

  return {
    async create(thread, comment, options) {
      const { source, inner } =
        comment.parentId === null ? { source: firstWritable(thread), inner: null } : route(comment.parentId);
      const draft = { ...comment, parentId: inner };
      const result = await ask(source, (adapter) => adapter.create?.(thread, draft, options));
      return { ...result, comment: answered(result.comment, source, thread) };
    },

    async edit(thread, id, body, options) {
      const { source, inner } = route(id);
      const answer = await ask(source, (adapter) => adapter.edit?.(thread, inner, body, options));
      return answered(answer, source, thread);
    },

    async remove(thread, id, options) {
      const { source, inner } = route(id);
      const left = await ask(source, (adapter) => adapter.remove?.(thread, inner, options));
      return left && answered(left, source, thread);
    },

    async react(thread, id, reaction, options) {
      const { source, inner } = route(id);
      const answer = await ask(source, (adapter) => adapter.react?.(thread, inner, reaction, options));
      return answered(answer, source, thread);
    },

    async report(thread, id, reason, options) {
      const { source, inner } = route(id);
      await ask(source, (adapter) => adapter.report?.(thread, inner, reason, options));
    },

    async preview(thread, body, options) {
      return ask(firstWritable(thread), (adapter) => adapter.preview?.(thread, body, options));
    },

    async locate(thread, id, { sort, limit }, options) {
      if (!sources.some(({ key }) => id.startsWith(`${key}:`))) throw new AdapterError('not-found');
      let cursor: string | null | undefined;
      for (let read = 0; read < MAX_PAGES_SEARCHED && cursor !== null; read++) {
        const page = await list(thread, { sort, limit, ...(cursor && { cursor }) }, options);
        if (page.comments.some((comment) => comment?.id === id)) return page;
        cursor = page.nextCursor ?? null;
      }
      throw new AdapterError('not-found');
    },
  } satisfies Partial<CommentsAdapter>;
}
