import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { CommentsAdapter, CreateResult, NewComment } from '../core/adapter/adapter.ts';
import { type Capabilities, READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Author } from '../core/model/author.ts';
import { withReaction } from '../core/model/comment.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import { parseUri, type PostRef, readPost, readProfile } from './bluesky-post.ts';
import type { JsonRequest } from './http.ts';
import { once } from './once.ts';
import { requireTexts } from './required-texts.ts';
import { requireComment, textOf } from './untrusted.ts';
import type { WholeThread } from './whole-thread.ts';

/** What the adapter has for reading. */
export interface BlueskyAccess {
  /** Whose session it is. */
  readonly viewer: string;
  readonly call: (
    method: string,
    request: JsonRequest,
    query?: Record<string, string>,
  ) => Promise<Readonly<Record<string, unknown>>>;
  readonly whole: WholeThread;
  /** By address, of all that has been read. */
  readonly refs: Map<string, PostRef>;
  readonly readRootUri: (signal: AbortSignal) => Promise<string>;
}

/** A new post while it is not certain whether the server has it. */
interface Attempt {
  readonly key: string;
  readonly createdAt: string;
  sent: boolean;
  running: Promise<CreateResult> | null;
}

const POST = 'app.bsky.feed.post';
const LIKE = 'app.bsky.feed.like';
const MAX_LENGTH = 300;

const WRITING: Partial<Capabilities> = {
  remove: true,
  votes: 'like',
  // In characters as people count them.
  maxLength: 300,
};

/** Writing with a reader's session. */
export function blueskyWriting({ viewer, call, whole, refs, readRootUri }: BlueskyAccess) {
  const attempts = new Map<string, Attempt>();
  let lastKey = 0n;

  const post = (method: string, body: object, signal: AbortSignal) =>
    call(`com.atproto.repo.${method}`, { method: 'POST', body: { repo: viewer, ...body }, signal });

  const readViewer = once(async (signal: AbortSignal): Promise<Author> => {
    const answer = await call('app.bsky.actor.getProfile', { signal }, { actor: viewer });
    return Object.freeze({ ...readProfile(answer), id: viewer });
  });

  /** What a write has to name of a comment. @throws AdapterError `not-found` */
  async function refOf(id: string, signal: AbortSignal): Promise<PostRef> {
    if (!refs.has(id)) await whole.find(id, signal);
    return refs.get(id)!;
  }

  async function makeRecord({ lang }: ThreadRef, draft: NewComment, createdAt: string, signal: AbortSignal) {
    const uri = await readRootUri(signal);
    if (!refs.has(uri)) await whole.recent(signal);
    const root = { uri, cid: refs.get(uri)!.cid };
    const { parentId } = draft;
    const parent = parentId === null ? root : { uri: parentId, cid: (await refOf(parentId, signal)).cid };
    const text = draft.body.value.trim();
    const facets = linkFacets(text);
    return {
      $type: POST,
      text,
      createdAt,
      reply: { root, parent },
      ...(facets.length > 0 && { facets }),
      ...(lang && { langs: [lang] }),
    };
  }

  async function send(thread: ThreadRef, draft: NewComment, attempt: Attempt, signal: AbortSignal) {
    const record = await makeRecord(thread, draft, attempt.createdAt, signal);
    const { id: did, name: displayName, avatarUrl: avatar } = await readViewer(signal);
    const { uri, cid } = (await readSent(attempt, signal)) ?? (await sendAnew(attempt, record, signal));
    const author = { did, displayName, avatar };
    const made = readPost({ uri, cid, record, author, indexedAt: attempt.createdAt }, draft.parentId, viewer);
    const comment = requireComment(made);
    refs.set(comment.id, { cid: textOf(cid), like: null });
    whole.forget();
    return { status: 'published', comment } as const;
  }

  async function sendAnew(attempt: Attempt, record: object, signal: AbortSignal) {
    attempt.sent = true;
    return post('createRecord', { collection: POST, rkey: attempt.key, record }, signal);
  }

  /** What an earlier try has made, though its answer was lost. */
  async function readSent({ sent, key }: Attempt, signal: AbortSignal) {
    if (!sent) return null;
    try {
      const query = { repo: viewer, collection: POST, rkey: key };
      return await call('com.atproto.repo.getRecord', { signal }, query);
    } catch (thrown) {
      if ((thrown as Partial<AdapterError>).code === 'not-found') return null;
      throw thrown;
    }
  }

  /** One for each write, so that a second try makes the same record and not another. */
  function attemptOf(idempotencyKey: string): Attempt {
    const known = attempts.get(idempotencyKey);
    if (known) return known;
    const now = Date.now();
    lastKey = timeKey(now) > lastKey ? timeKey(now) : lastKey + 1n;
    const createdAt = new Date(now).toISOString();
    const attempt = { key: encodeKey(lastKey), createdAt, sent: false, running: null };
    attempts.set(idempotencyKey, attempt);
    return attempt;
  }

  async function likePost(uri: string, cid: string, signal: AbortSignal): Promise<string> {
    const record = { $type: LIKE, subject: { uri, cid }, createdAt: new Date().toISOString() };
    return textOf((await post('createRecord', { collection: LIKE, record }, signal))['uri']);
  }

  async function unlikePost(like: string, signal: AbortSignal): Promise<null> {
    const [, , rkey] = parseUri(like) ?? [];
    await post('deleteRecord', { collection: LIKE, rkey }, signal);
    return null;
  }

  return {
    /** Who reads, and what they can do beside it. */
    readSession: async (signal: AbortSignal) => ({
      viewer: await readViewer(signal),
      capabilities: WRITING,
    }),

    async create(thread, draft, { signal, idempotencyKey }) {
      signal.throwIfAborted();
      requireTexts(READ_ONLY.fields, { body: draft.body.value });
      if ([...new Intl.Segmenter().segment(draft.body.value.trim())].length > MAX_LENGTH) {
        throw new AdapterError('invalid', { fields: { body: 'too-long' } });
      }
      const attempt = attemptOf(idempotencyKey);
      attempt.running ??= send(thread, draft, attempt, signal).finally(() => (attempt.running = null));
      return attempt.running;
    },

    async remove(_thread, id, { signal }) {
      await refOf(id, signal);
      const [, owner, rkey] = parseUri(id) ?? [];
      if (owner !== viewer) throw new AdapterError('forbidden');
      await post('deleteRecord', { collection: POST, rkey }, signal);
      refs.delete(id);
      whole.forget();
      // Nor are replies to it part of the thread any more.
      return null;
    },

    async react(_thread, id, { name, chosen }, { signal }) {
      const comment = await whole.find(id, signal);
      const ref = refs.get(id)!;
      if (chosen !== (ref.like !== null)) {
        const like = chosen ? await likePost(id, ref.cid, signal) : await unlikePost(ref.like!, signal);
        refs.set(id, { ...ref, like });
        whole.forget();
      }
      return withReaction(comment, name, chosen);
    },
  } satisfies Partial<CommentsAdapter> & { readSession: unknown };
}

/** A time in microseconds, and room to tell what was made within one. */
function timeKey(milliseconds: number): bigint {
  return (BigInt(milliseconds) * 1000n) << 10n;
}

/** As the network writes the keys of posts: 13 characters that sort as the numbers do. */
function encodeKey(key: bigint): string {
  const DIGITS = '234567abcdefghijklmnopqrstuvwxyz';
  const places = Array.from({ length: 13 }, (_, place) => BigInt(60 - 5 * place));
  return places.map((shift) => DIGITS[Number((key >> shift) & 31n)]).join('');
}

const LINK = /\bhttps?:\/\/[^\s<>"“”«»]*[^\s<>"'“”«».,;:!?()[\]{}…]/gi;

/** The addresses in a text, in the form in which the network makes them links. */
export function linkFacets(text: string): object[] {
  const encoder = new TextEncoder();
  return Array.from(text.matchAll(LINK), ({ 0: uri, index }) => {
    const byteStart = encoder.encode(text.slice(0, index)).length;
    return {
      index: { byteStart, byteEnd: byteStart + encoder.encode(uri).length },
      features: [{ $type: 'app.bsky.richtext.facet#link', uri }],
    };
  });
}
