import { AdapterError, type Challenge, type FieldErrors } from '../core/adapter/adapter-error.ts';
import type { CallOptions, CommentsAdapter, WriteOptions } from '../core/adapter/adapter.ts';
import { type FieldRules, READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Author } from '../core/model/author.ts';
import type { Comment } from '../core/model/comment.ts';
import type { JsonRequest, Refusal } from './http.ts';
import { requireTexts, textsOf } from './required-texts.ts';
import { pathOf } from './thread-path.ts';
import { recordOf, requireComment, segmentOf, textOf } from './untrusted.ts';

type Json = Readonly<Record<string, unknown>>;

/** Who has signed in, until the page is closed. */
export interface Session {
  readonly token: string;
  readonly author: Author;
  readonly email: string;
  readonly isAdmin: boolean;
}

/** How one may sign in here. */
export interface SignIn {
  /** Of those that have a page to sign in at, the first; null where there is none. */
  readonly provider: string | null;
  /** Whether guests may write, too. */
  readonly guests: boolean;
}

export type Vote = 'up' | 'down' | null;

/** What the adapter has for reading. */
export interface ArtalkAccess {
  /** Address of the server's API. */
  readonly base: string;
  readonly site: string;
  readonly call: (
    path: string,
    query: Readonly<Record<string, string | number>>,
    request: JsonRequest,
    refusal?: (answer: unknown) => Partial<Refusal>,
  ) => Promise<Json>;
  readonly readRefusal: (answer: unknown) => Partial<Refusal>;
  /** Comments as the server gave them. */
  readonly items: ReadonlyMap<string, Json>;
  readonly votes: Map<string, Vote>;
  readonly toComment: (item: unknown) => Comment | null;
  readonly signInOf: (options: CallOptions) => Promise<SignIn>;
  /** What is asked of guests. */
  readonly fields: FieldRules;
  readonly session: () => Session | null;
}

/** Writing and voting. */
export function artalkWriting(access: ArtalkAccess) {
  const { site, call, items, votes, toComment } = access;

  /** What the server asked before it takes the next try. */
  let challenge: Challenge | undefined;

  const refused = (answer: unknown): Partial<Refusal> => {
    // Without the slash at the end, that page would send what was solved to where nobody takes it.
    challenge = readChallenge(answer, `${access.base}captcha/`);
    const refusal = access.readRefusal(answer);
    const { need_captcha, img_data } = recordOf(answer);
    // A wrong answer to a picture brings the next.
    if (need_captcha === true || img_data) {
      return { ...refusal, code: 'challenge-required', ...(challenge && { challenge }) };
    }
    return { ...refusal, fields: fieldsIn(refusal.detail ?? '') };
  };

  /** Sends what a captcha may stand before, with the answer to it. */
  async function write(
    path: string,
    request: Omit<JsonRequest, 'signal'>,
    { signal, challengeAnswer }: WriteOptions,
  ): Promise<Json> {
    if (challenge?.kind === 'image' && challengeAnswer) {
      const answer = { method: 'POST', body: { value: challengeAnswer }, signal } as const;
      await call('captcha/verify', {}, answer, refused);
    }
    return call(path, {}, { ...request, signal }, refused);
  }

  const pathTo = (id: string) => `comments/${segmentOf(id)}`;

  function itemOf(id: string): Json {
    const item = items.get(id);
    if (!item) throw new AdapterError('not-found');
    return item;
  }

  return {
    async create(thread, comment, options) {
      const { guests } = await access.signInOf(options);
      const session = access.session();
      if (!session && !guests) throw new AdapterError('auth-required');
      requireTexts(session ? READ_ONLY.fields : access.fields, textsOf(comment));
      const { parentId, body } = comment;
      // The server asks for them although it knows who has signed in.
      const { name, email, url } = session ? { ...session.author, email: session.email } : comment.author;
      const sent = {
        page_key: pathOf(thread),
        page_title: thread.title,
        site_name: site,
        content: body.value,
        name,
        email,
        link: url ?? '',
        ...(parentId !== null && { rid: Number(parentId) }),
      };
      const made = requireComment(
        toComment(await write('comments', { method: 'POST', body: sent }, options)),
      );
      return { status: made.status === 'pending' ? 'pending' : 'published', comment: made };
    },

    async edit(_thread, id, { value }, options) {
      requireTexts(READ_ONLY.fields, { body: value });
      const { page_key, rid, is_collapsed, is_pending, is_pinned } = itemOf(id);
      // The server refuses an edit that leaves any of them out.
      const sent = { content: value, site_name: site, page_key, rid, is_collapsed, is_pending, is_pinned };
      return requireComment(toComment(await write(pathTo(id), { method: 'PUT', body: sent }, options)));
    },

    async remove(_thread, id, options) {
      await write(pathTo(id), { method: 'DELETE' }, options);
      return null;
    },

    async react(_thread, id, { name, chosen }, options) {
      const { signal } = options;
      signal.throwIfAborted();
      const item = itemOf(id);
      const path = `votes/comment/${segmentOf(id)}`;
      // The same vote again would take it back, and somebody at this address may have voted before.
      let state = await call(path, {}, { signal });
      if ((state[`is_${name}`] === true) !== chosen) {
        state = await write(
          `${path}/${name === 'down' ? 'down' : 'up'}`,
          { method: 'POST', body: {} },
          options,
        );
      }
      const { up, down, is_up, is_down } = state;
      votes.set(id, is_up === true ? 'up' : is_down === true ? 'down' : null);
      return requireComment(toComment({ ...item, vote_up: up, vote_down: down }));
    },
  } satisfies Partial<CommentsAdapter>;
}

function readChallenge(answer: unknown, captcha: string): Challenge | undefined {
  const { iframe, img_data } = recordOf(answer);
  const image = textOf(img_data);
  if (iframe === true) return { kind: 'frame', url: captcha };
  return /^(data:image\/|https:)/.test(image) ? { kind: 'image', image } : undefined;
}

/** What the server calls the fields, in the languages that it can be set up to speak. */
const EMAIL = /e-?mail|e-posta|электронная почта|メール|이메일|邮箱|郵箱/i;
const LINK = /\b(link|lien)\b|bağlantı|ссылка|リンク|링크|链接|鏈接/i;

/** Which field of the form the server speaks of. */
function fieldsIn(detail: string): FieldErrors {
  return {
    ...(EMAIL.test(detail) && { email: 'malformed' }),
    ...(LINK.test(detail) && { website: 'malformed' }),
  };
}
