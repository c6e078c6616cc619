import type { AdapterError } from '../core/adapter/adapter-error.ts';
import type {
  CommentPage,
  CommentsAdapter,
  CreateResult,
  ThreadChange,
  WriteOptions,
} from '../core/adapter/adapter.ts';
import { READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Comment } from '../core/model/comment.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import { ChosenReactions } from './chosen-reactions.ts';
import { type JsonRequest, requestJson, searchOf } from './http.ts';
import { OwnedComments } from './owned-comments.ts';
import { readProblem } from './problem-document.ts';
import { commentOf, countOf, recordOf, requireComment, requireList, segmentOf, textOf } from './untrusted.ts';
import { withWaiting } from './with-waiting.ts';

export interface RestAdapterOptions {
  /** Address of a server that speaks Colloquy's protocol (`GET /openapi.json` describes it). */
  readonly endpoint: string;
}

/** What a new comment has to bring beside what its author writes. */
interface FormRules {
  readonly challenge: boolean;
  readonly honeypot: string | null;
}

interface RestCreateResult extends CreateResult {
  readonly ownerToken: string;
  readonly editableUntil: string;
}

/** Of the work, for one comment: a proof may come too late. */
const MAX_PROOFS = 2;
/** Greatest page that the server gives. */
const MAX_LIMIT = 100;

/** Comments that this page has removed: it needs not ask what became of them, also where it reads them anew. */
const removed = new Set<string>();
/** The latest are remembered: news of the others have long come. */
const MAX_REMOVED = 100;

/** Speaks the protocol of Colloquy's own server, live changes included. */
export function restAdapter({ endpoint }: RestAdapterOptions): CommentsAdapter {
  const base = endpoint.replace(/\/*$/, '/v1/');
  const owned = new OwnedComments(base);
  const chosen = new ChosenReactions();
  let form: FormRules = { challenge: false, honeypot: null };
  /** Of each thread as last read, by its key: changes since then come with the first event. */
  const versions = new Map<string, number>();
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

  /** With what only this device knows, by the tokens it was given. */
  function asMine(comment: Comment, thread: ThreadRef): Comment {
    const { id, status } = comment;
    // What is hidden from others may be waiting all the same.
    if (status !== 'hidden') owned.setWaiting(id, status === 'pending' ? thread.key : null);
    const mine = owned.tokenOf(id) !== undefined;
    return { ...comment, can: { ...comment.can, edit: mine, remove: mine } };
  }

  /** @throws AdapterError `bad-response` where the server did not answer with a comment */
  function answered(answer: unknown, thread: ThreadRef): Comment {
    return noted(requireComment(commentOf(recordOf(answer))), thread);
  }

  /** What the server said to this viewer, who may be its author. */
  function noted(comment: Comment, thread: ThreadRef): Comment {
    chosen.note(comment);
    return asMine(comment, thread);
  }

  /** A comment of ours that waits for a moderator, or null where it does not or cannot be had. */
  async function readWaiting(id: string, thread: ThreadRef, signal: AbortSignal): Promise<Comment | null> {
    try {
      const answer = await call<Comment>(pathOf(id), { signal }, owned.ownerTokenOf(id));
      const comment = answered(answer, thread);
      return comment.status === 'pending' ? comment : null;
    } catch (thrown) {
      if ((thrown as Partial<AdapterError>).code === 'not-found') owned.setWaiting(id, null);
      // The thread is whole without it.
      return null;
    }
  }

  /** @param isFirst whether it is where a thread begins */
  async function readPage(
    path: string,
    { limit, ...rest }: { readonly limit: number; readonly [name: string]: string | number },
    thread: ThreadRef,
    isFirst: boolean,
    signal: AbortSignal,
  ): Promise<CommentPage> {
    const search = searchOf({ ...rest, limit: Math.min(limit, MAX_LIMIT) });
    const [answer, ...waiting] = await Promise.all([
      call<unknown>(`${path}?${search}`, { signal }),
      ...owned.waitingIn(thread.key).map((id) => readWaiting(id, thread, signal)),
    ]);
    const page = recordOf(answer);
    const { challenge, honeypot } = recordOf(page['form']);
    form = { challenge: challenge === true, honeypot: textOf(honeypot) || null };
    versions.set(thread.key, countOf(recordOf(page['thread'])['version']));
    // What is no comment is left for the store to drop and count.
    const comments = requireList(page['comments'], 'comments').map((item) => {
      const comment = commentOf(recordOf(item));
      return comment && noted(comment, thread);
    });
    return {
      ...(page as unknown as CommentPage),
      comments: withWaiting(
        comments,
        waiting.filter((one) => one !== null),
        isFirst,
      ) as Comment[],
      // A server need not know what the library has learnt since.
      capabilities: {
        ...READ_ONLY,
        ...recordOf(page['capabilities']),
        idempotencyKeys: true,
        honeypot: form.honeypot,
      },
    };
  }

  /** Sends with a proof of work where one is wanted, which may turn out only then. */
  async function proven<T>(send: (proof: object) => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let proofs = form.challenge ? 1 : 0; ; proofs++) {
      const proof = proofs > 0 && {
        challenge: await (await import('./rest-challenge.ts')).solveChallenge(call, signal),
      };
      try {
        return await send({ ...proof });
      } catch (thrown) {
        const { code } = thrown as Partial<AdapterError>;
        if (code !== 'challenge-required' || proofs === MAX_PROOFS) throw thrown;
      }
    }
  }

  const write = ({ idempotencyKey, signal }: WriteOptions) => ({
    signal,
    headers: { 'idempotency-key': idempotencyKey },
  });
  const pathOf = (id: string) => `comments/${segmentOf(id)}`;

  return {
    name: 'rest',

    list(thread, { sort, limit, cursor, page, author }, { signal }) {
      const part = {
        ...(cursor && { cursor }),
        ...(page && { page }),
        ...(author !== undefined && { author }),
      };
      const isFirst = !cursor && (page ?? 1) === 1 && author === undefined;
      return readPage('comments', { thread: thread.key, sort, limit, ...part }, thread, isFirst, signal);
    },

    async locate(thread, id, { sort, limit }, { signal }) {
      return readPage(`${pathOf(id)}/page`, { sort, limit }, thread, false, signal);
    },

    async create(thread, { honeypot = '', ...comment }, options) {
      const { key, url, title } = thread;
      const body = {
        ...(form.honeypot && { [form.honeypot]: honeypot }),
        thread: { key, url, title },
        ...comment,
        startedAt: started,
      };
      const send = (proof: object) => {
        const request = { ...write(options), method: 'POST', body: { ...body, ...proof } } as const;
        return call<RestCreateResult>('comments', request);
      };
      const made = await proven(send, options.signal);
      const { id } = answered(made?.comment, thread);
      owned.remember(id, made.ownerToken, Date.parse(made.editableUntil));
      return { status: made.status, comment: answered(made.comment, thread) };
    },

    async edit(thread, id, body, options) {
      const request = { ...write(options), method: 'PATCH', body: { body } } as const;
      return answered(await call<Comment>(pathOf(id), request, owned.tokenOf(id)), thread);
    },

    async remove(thread, id, options) {
      const request = { ...write(options), method: 'DELETE' } as const;
      // The news of it may come before the answer.
      removed.add(id);
      if (removed.size > MAX_REMOVED) removed.delete(removed.values().next().value!);
      try {
        const answer = await call<{ comment: Comment | null }>(pathOf(id), request, owned.tokenOf(id));
        const left = answer?.comment === null ? null : answered(answer?.comment, thread);
        owned.setWaiting(id, null);
        return left;
      } catch (thrown) {
        removed.delete(id);
        throw thrown;
      }
    },

    async react(thread, id, { name, chosen: wanted }, { signal }) {
      signal.throwIfAborted();
      owned.becomeViewer();
      const path = `${pathOf(id)}/reactions/${segmentOf(name)}`;
      return answered(await call<Comment>(path, { signal, method: wanted ? 'PUT' : 'DELETE' }), thread);
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
      const search = searchOf({ thread: thread.key, since: versions.get(thread.key) ?? 0 });
      const source = new EventSource(`${base}events?${search}`);
      // What goes to everybody, as it is for this viewer.
      const forViewer = async (change: ThreadChange): Promise<ThreadChange> => {
        if (change.kind === 'saved') return { ...change, comment: asMine(chosen.of(change.comment), thread) };
        if (change.kind === 'unknown' || removed.has(change.id)) return change;
        if (owned.ownerTokenOf(change.id) === undefined) return change;
        const comment = await readWaiting(change.id, thread, signal);
        return comment ? { kind: 'saved', comment } : change;
      };
      // One after the other, as they happened.
      let told = Promise.resolve();
      for (const kind of ['saved', 'removed', 'unknown'] as const) {
        source.addEventListener(kind, ({ data }: MessageEvent<string>) => {
          told = told
            .then(() => forViewer({ kind, ...(JSON.parse(data) as object) } as ThreadChange))
            // Whatever it was: what cannot be understood can be read.
            .catch((): ThreadChange => ({ kind: 'unknown' }))
            .then((seen) => {
              if (!signal.aborted) onChange(seen);
            });
        });
      }
      signal.addEventListener('abort', () => source.close(), { once: true });
    },
  };
}
