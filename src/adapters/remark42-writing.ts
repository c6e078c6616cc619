import { AdapterError, type AdapterErrorCode, type FieldErrors } from '../core/adapter/adapter-error.ts';
import type { CallOptions, CommentsAdapter } from '../core/adapter/adapter.ts';
import { type FieldRules, READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Author } from '../core/model/author.ts';
import type { Comment } from '../core/model/comment.ts';
import type { JsonAnswer, JsonRequest, Refusal } from './http.ts';
import { requireTexts, textsOf } from './required-texts.ts';
import { addressOf } from './thread-path.ts';
import { countOf, recordOf, requireComment, segmentOf, textOf } from './untrusted.ts';

/** What the server is set to, as far as it says. */
export interface Settings {
  /** How long authors can change a comment, in milliseconds. */
  readonly editTime: number;
  readonly maxLength: number | null;
  /** A social login that has a page to sign in at; null where there is none. */
  readonly provider: string | null;
  /** Whether one may write under a name only. */
  readonly anonymous: boolean;
  /** Whether who has written under a name only may vote. */
  readonly anonymousVotes: boolean;
}

/** What a code of the server's says, with the words that came with it; `undefined` where there is none. */
export type ReadCode = (code: unknown, detail: string) => Partial<Refusal>;

/** What the adapter has for reading. */
export interface Remark42Access {
  readonly site: string;
  readonly call: (
    path: string,
    query: Readonly<Record<string, string>>,
    request: JsonRequest,
    readCode: ReadCode,
  ) => Promise<JsonAnswer>;
  /** Comments as the server gave them. */
  readonly items: Map<string, Readonly<Record<string, unknown>>>;
  readonly removed: Set<string>;
  readonly settingsOf: (options: CallOptions) => Promise<Settings>;
  readonly viewerOf: (options: CallOptions) => Promise<Author | null>;
  readonly onSignedIn: () => void;
  readonly fieldsOf: (viewer: Author | null, settings: Settings) => FieldRules;
  readonly toComment: (
    item: unknown,
    viewer: Author | null,
    settings: Settings,
    isAnswered: boolean,
  ) => Comment | null;
}

/** Writing and voting, on pages of the server's own origin. */
export function remark42Writing(access: Remark42Access) {
  const { site, items, removed, settingsOf, viewerOf, toComment } = access;
  const call = (path: string, query: Readonly<Record<string, string>>, request: JsonRequest) =>
    access.call(path, query, request, readCode);

  async function signInByName(name: string, { signal }: CallOptions): Promise<void> {
    try {
      await call('auth/anonymous/login', { user: name, aud: site }, { signal });
    } catch (thrown) {
      const { code, message: detail } = thrown as AdapterError;
      if (code !== 'forbidden') throw thrown;
      throw new AdapterError('invalid', { detail, fields: { name: 'refused' }, cause: thrown });
    }
    access.onSignedIn();
  }

  function change(id: string, url: string, body: unknown, { signal }: CallOptions): Promise<JsonAnswer> {
    return call(`api/v1/comment/${segmentOf(id)}`, { url }, { method: 'PUT', body, signal });
  }

  return {
    async create(thread, comment, options) {
      const known = await settingsOf(options);
      const me = await viewerOf(options);
      requireTexts(access.fieldsOf(me, known), textsOf(comment));
      if (!me && !known.anonymous) throw new AdapterError('auth-required');
      if (!me) await signInByName(comment.author.name, options);
      const sent = {
        text: comment.body.value,
        locator: { site, url: addressOf(thread) },
        title: thread.title,
        ...(comment.parentId !== null && { pid: comment.parentId }),
      };
      const { signal } = options;
      const { data } = await call('api/v1/comment', {}, { method: 'POST', body: sent, signal });
      const made = toComment(data, await viewerOf(options), known, false);
      return { status: 'published', comment: requireComment(made) };
    },

    async edit(thread, id, { value }, options) {
      requireTexts(READ_ONLY.fields, { body: value });
      const known = await settingsOf(options);
      // The server is known to look at the length of new comments only.
      if (known.maxLength !== null && value.length > known.maxLength) {
        throw new AdapterError('invalid', { fields: { body: 'too-long' } });
      }
      const { data } = await change(id, addressOf(thread), { text: value }, options);
      return requireComment(toComment(data, await viewerOf(options), known, false));
    },

    async remove(thread, id, options) {
      // The server would take that as well.
      if (removed.has(id)) throw new AdapterError('not-found');
      await change(id, addressOf(thread), { delete: true }, options);
      removed.add(id);
      items.delete(id);
      return null;
    },

    async react(thread, id, { name, chosen }, options) {
      options.signal.throwIfAborted();
      const item = items.get(id);
      if (!item) throw new AdapterError('not-found');
      const given = item['vote'];
      const vote = given === 1 || given === -1 ? given : 0;
      const way = name === 'down' ? -1 : 1;
      const wanted = chosen ? way : vote === way ? 0 : vote;
      // Each request is a step up or down, and so to the other side it takes two.
      let changed = { ...item };
      for (let at = vote; at !== wanted;) {
        const step = wanted > at ? 1 : -1;
        const query = { url: addressOf(thread), vote: `${step}` };
        const request = { method: 'PUT', signal: options.signal } as const;
        const { data } = await call(`api/v1/vote/${segmentOf(id)}`, query, request);
        at += step;
        changed = { ...changed, vote: at, score: recordOf(data)['score'] };
      }
      return requireComment(toComment(changed, await viewerOf(options), await settingsOf(options), false));
    },

    async preview(_thread, { value }, { signal }) {
      const request = { method: 'POST', body: { text: value }, answer: 'text', signal } as const;
      return { format: 'html', value: textOf((await call('api/v1/preview', {}, request)).data) };
    },
  } satisfies Partial<CommentsAdapter>;
}

/** By the server's own codes, from 0. */
const CODES: readonly (AdapterErrorCode | undefined)[] = [
  undefined,
  'not-found',
  undefined,
  'forbidden',
  'invalid',
  undefined,
  undefined,
  'forbidden',
  'closed',
  'forbidden',
  'edit-expired',
  'has-replies',
  ...new Array<AdapterErrorCode>(6).fill('forbidden'),
  undefined,
  'invalid',
];

function readCode(given: unknown, detail: string): Partial<Refusal> {
  const code = CODES[countOf(given)];
  const fields: FieldErrors =
    given === 19 || /links should/.test(detail)
      ? { body: 'refused' }
      : /exceeded max/.test(detail)
        ? { body: 'too-long' }
        : /smaller than min/.test(detail)
          ? { body: 'too-short' }
          : {};
  return { fields, ...(code && { code }) };
}
