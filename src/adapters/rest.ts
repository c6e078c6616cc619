import type { AdapterErrorCode } from '../core/adapter/adapter-error.ts';
import type {
  CallOptions,
  CommentPage,
  CommentsAdapter,
  CreateResult,
  ListQuery,
  ThreadChange,
  WriteOptions,
} from '../core/adapter/adapter.ts';
import { isRecord } from '../core/adapter/check-answer.ts';
import type { Comment } from '../core/model/comment.ts';
import type { ThreadInfo } from '../core/model/thread.ts';
import { type JsonRequest, type Refusal, requestJson } from './http.ts';
import { OwnedComments } from './owned-comments.ts';

export interface RestAdapterOptions {
  /** Address of a server that speaks Colloquy's protocol (`GET /openapi.json` describes it). */
  readonly endpoint: string;
}

/** What the server says beside a page's comments. */
interface RestPage extends CommentPage {
  readonly form?: { readonly challenge?: boolean };
  readonly thread?: ThreadInfo & { readonly version?: number };
}

/** Speaks the protocol of Colloquy's own server, live changes included. */
export function restAdapter({ endpoint }: RestAdapterOptions): CommentsAdapter {
  const base = endpoint.replace(/\/*$/, '/v1/');
  const owned = new OwnedComments(base);
  let challenged = false;
  /** Of the thread as last read: changes since then come with the first event. */
  let version = 0;
  const started = new Date().toISOString();

  async function call<T>(path: string, request: JsonRequest, token?: string): Promise<T> {
    const headers = {
      ...request.headers,
      ...(owned.viewer && { 'colloquy-viewer': owned.viewer }),
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const { data } = await requestJson(base + path, { ...request, headers }, readProblem);
    return data as T;
  }

  /** Says which comments this device may still change: only it knows, by the tokens it was given. */
  function withAbilities<T extends Comment>(comment: T): T {
    const mine = owned.tokenOf(comment.id) !== undefined;
    return { ...comment, can: { ...comment.can, edit: mine, remove: mine } };
  }

  async function list(
    path: string,
    query: Partial<ListQuery>,
    { signal }: CallOptions,
  ): Promise<CommentPage> {
    const entries = Object.entries(query).map(([name, value]) => [name, String(value)]);
    const answer = await call<RestPage>(
      `${path}${path.includes('?') ? '&' : '?'}${String(new URLSearchParams(entries))}`,
      { signal },
    );
    if (!Array.isArray(answer?.comments)) return answer;
    challenged = answer.form?.challenge === true;
    version = answer.thread?.version ?? version;
    // What is no comment is left for the store to drop and count.
    const comments: readonly (Comment | null)[] = answer.comments;
    return { ...answer, comments: comments.map((comment) => comment && withAbilities(comment)) as Comment[] };
  }

  const write = ({ idempotencyKey, signal }: WriteOptions) => ({
    signal,
    headers: { 'idempotency-key': idempotencyKey },
  });
  const pathOf = (id: string) => `comments/${encodeURIComponent(id)}`;

  return {
    name: 'rest',

    list: (thread, query, options) =>
      list(`comments?thread=${encodeURIComponent(thread.key)}`, query, options),

    locate: (_thread, id, { sort, limit }, options) => list(`${pathOf(id)}/page`, { sort, limit }, options),

    async create(thread, comment, options) {
      const proof = challenged
        ? { challenge: await (await import('./rest-challenge.ts')).solveChallenge(call, options.signal) }
        : {};
      const { key, url, title } = thread;
      const body = { thread: { key, url, title }, ...comment, startedAt: started, ...proof };
      const made = await call<CreateResult & { ownerToken: string; editableUntil: string }>('comments', {
        ...write(options),
        method: 'POST',
        body,
      });
      owned.remember(made.comment.id, made.ownerToken, Date.parse(made.editableUntil));
      return { status: made.status, comment: withAbilities(made.comment) };
    },

    async edit(_thread, id, body, options) {
      const request = { ...write(options), method: 'PATCH', body: { body } } as const;
      return withAbilities(await call<Comment>(pathOf(id), request, owned.tokenOf(id)));
    },

    async remove(_thread, id, options) {
      const request = { ...write(options), method: 'DELETE' } as const;
      const { comment } = await call<{ comment: Comment | null }>(pathOf(id), request, owned.tokenOf(id));
      return comment;
    },

    async react(_thread, id, { name, chosen }, { signal }) {
      signal.throwIfAborted();
      owned.becomeViewer();
      const path = `${pathOf(id)}/reactions/${encodeURIComponent(name)}`;
      return withAbilities(await call<Comment>(path, { signal, method: chosen ? 'PUT' : 'DELETE' }));
    },

    async report(_thread, id, reason, options) {
      await call(`${pathOf(id)}/reports`, { ...write(options), method: 'POST', body: { reason } });
    },

    async counts(threads, { signal }) {
      const body = { threads: threads.map(({ key }) => key) };
      return (await call<{ counts: number[] }>('counts', { signal, method: 'POST', body })).counts;
    },

    watch(thread, onChange, { signal }) {
      if (signal.aborted) return;
      const source = new EventSource(
        `${base}events?thread=${encodeURIComponent(thread.key)}&since=${version}`,
      );
      for (const kind of ['saved', 'removed', 'unknown'] as const) {
        source.addEventListener(kind, ({ data }: MessageEvent<string>) => {
          onChange({ kind, ...(JSON.parse(data) as object) } as ThreadChange);
        });
      }
      signal.addEventListener('abort', () => source.close(), { once: true });
    },
  };
}

/** Reads a problem document (RFC 9457) with the protocol's own members. */
export function readProblem(data: unknown): Partial<Refusal> {
  if (!isRecord(data) || typeof data['code'] !== 'string') return {};
  const { code, detail, retryAfter, fields } = data;
  return {
    code: code as AdapterErrorCode,
    ...(typeof detail === 'string' && { detail }),
    ...(typeof retryAfter === 'number' && { retryAfter }),
    ...(isRecord(fields) && { fields }),
  };
}
