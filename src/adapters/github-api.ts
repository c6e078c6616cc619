import { AdapterError, type AdapterErrorCode } from '../core/adapter/adapter-error.ts';
import type { CommentsAdapter } from '../core/adapter/adapter.ts';
import { READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Author } from '../core/model/author.ts';
import type { Comment } from '../core/model/comment.ts';
import { holeFor } from '../core/model/removal.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import { type DiscussionPart, readComment, readUser, REACTIONS } from './github-discussion.ts';
import * as queries from './github-queries.ts';
import { readRefusal } from './github-refusal.ts';
import { requestJson } from './http.ts';
import { requireTexts } from './required-texts.ts';
import { listOf, recordOf, requireComment, textOf } from './untrusted.ts';

type Json = Readonly<Record<string, unknown>>;

export interface GithubAccess {
  readonly site: string;
  readonly category: string | undefined;
  readonly token: string;
}

interface Found {
  readonly discussion: Json | null;
  /** Who the token belongs to. */
  readonly viewer: Author;
}

const API = 'https://api.github.com/';
/** GitHub takes no longer ones; what counts is the hash. */
const MAX_TITLE = 256;

/** GitHub itself, as whoever has the token sees it. */
export function githubApi({ site, category, token }: GithubAccess) {
  const headers = { authorization: `Bearer ${token}` };
  /** Discussions by the thread's key: a search does not find what was made a moment ago. */
  const discussions = new Map<string, string>();
  const making = new Map<string, Promise<string>>();

  /** Asks GitHub, which answers with what was asked for under `data`. */
  async function ask(query: string, variables: object, signal: AbortSignal): Promise<Json> {
    const { data: answer } = await requestJson(
      `${API}graphql`,
      { method: 'POST', headers, body: { query, variables }, signal },
      readRefusal,
    );
    const { data, errors } = recordOf(answer);
    if (listOf(errors).length > 0) throw graphError(recordOf(listOf(errors)[0]));
    if (typeof data !== 'object' || data === null) {
      throw new AdapterError('bad-response', { detail: 'GitHub gave no data.' });
    }
    return recordOf(data);
  }

  /** The discussion, or null where nobody has made one. */
  async function read(thread: ThreadRef, part: DiscussionPart, signal: AbortSignal): Promise<Found> {
    const id = discussions.get(thread.key);
    const data =
      id === undefined
        ? await ask(queries.SEARCH, { ...part, query: await searchFor(thread.key) }, signal)
        : await ask(queries.READ, { ...part, id }, signal);
    const found = id === undefined ? listOf(recordOf(data['search'])['nodes'])[0] : data['node'];
    const discussion = found ? recordOf(found) : null;
    const known = textOf(discussion?.['id']);
    if (known) discussions.set(thread.key, known);
    return { discussion, viewer: readUser(data['viewer']) };
  }

  async function searchFor(key: string): Promise<string> {
    const inCategory = category ? ` category:${JSON.stringify(category)}` : '';
    return `repo:${site.toLowerCase()}${inCategory} in:body "${await hashOf(key)}"`;
  }

  async function makeDiscussion({ key, title, url }: ThreadRef, signal: AbortSignal): Promise<string> {
    const [owner = '', name = ''] = site.split('/');
    const { repository } = await ask(queries.CATEGORIES, { owner, name }, signal);
    const { id: repositoryId, discussionCategories } = recordOf(repository);
    const categories = listOf(recordOf(discussionCategories)['nodes']).map(recordOf);
    const { id: categoryId } = categories.find((one) => one['name'] === category) ?? {};
    if (categoryId === undefined) {
      const detail = `${site} has no category ${JSON.stringify(category)} to make a discussion in.`;
      throw new AdapterError('unsupported', { detail });
    }
    const body = `# ${title}\n\n${url}\n\n<!-- sha1: ${await hashOf(key)} -->`;
    const input = { repositoryId, categoryId, title: key.slice(0, MAX_TITLE), body };
    const made = await ask(queries.CREATE_DISCUSSION, input, signal);
    return textOf(recordOf(recordOf(made['createDiscussion'])['discussion'])['id']);
  }

  /** The discussion of a thread, made where there is none; one, however many write at the same time. */
  async function discussionOf(thread: ThreadRef): Promise<string> {
    const { key } = thread;
    const known = discussions.get(key) ?? making.get(key);
    if (known !== undefined) return known;
    const finding = findOrMake(thread).finally(() => making.delete(key));
    making.set(key, finding);
    return finding;
  }

  async function findOrMake(thread: ThreadRef): Promise<string> {
    // Others wait for it too, so that nobody's signal ends it.
    const { signal } = new AbortController();
    const { discussion } = await read(thread, { last: 1 }, signal);
    const id = discussion ? textOf(discussion['id']) : await makeDiscussion(thread, signal);
    discussions.set(thread.key, id);
    return id;
  }

  /** A comment that a mutation gives back. */
  function written(data: Json, mutation: string, field: 'comment' | 'subject'): Comment {
    const node = recordOf(recordOf(data[mutation])[field]);
    const parent = textOf(recordOf(node['replyTo'])['id']);
    return requireComment(readComment(node, parent || null, true));
  }

  return {
    read,

    async create(thread, { parentId, body }, { signal }) {
      signal.throwIfAborted();
      requireTexts(READ_ONLY.fields, { body: body.value });
      const discussionId = await discussionOf(thread);
      const variables = { discussionId, replyToId: parentId, body: body.value };
      const data = await ask(queries.ADD, variables, signal);
      return { status: 'published', comment: written(data, 'addDiscussionComment', 'comment') };
    },

    async edit(_thread, id, { value }, { signal }) {
      requireTexts(READ_ONLY.fields, { body: value });
      const data = await ask(queries.UPDATE, { id, body: value }, signal);
      return written(data, 'updateDiscussionComment', 'comment');
    },

    async remove(_thread, id, { signal }) {
      const comment = written(
        await ask(queries.DELETE, { id }, signal),
        'deleteDiscussionComment',
        'comment',
      );
      return comment.replyCount ? holeFor(comment) : null;
    },

    async react(_thread, id, { name, chosen }, { signal }) {
      const content = REACTIONS.get(name);
      if (content === undefined) throw new AdapterError('unsupported');
      const data = await ask(
        chosen ? queries.ADD_REACTION : queries.REMOVE_REACTION,
        { id, content },
        signal,
      );
      return written(data, chosen ? 'addReaction' : 'removeReaction', 'subject');
    },

    async preview(_thread, { value }, { signal }) {
      const body = { mode: 'gfm', text: value, context: site };
      const request = { method: 'POST', headers, body, answer: 'text', signal } as const;
      const { data } = await requestJson(`${API}markdown`, request, readRefusal);
      return { format: 'html', value: textOf(data) };
    },
  } satisfies Partial<CommentsAdapter> & { read: unknown };
}

/** The mark by which a discussion is found, whatever its title looks like to a search. */
async function hashOf(key: string): Promise<string> {
  if (!globalThis.crypto.subtle) {
    throw new AdapterError('unsupported', { detail: 'Browsers compute hashes on pages with https only.' });
  }
  const hash = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(key));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const CODES: Readonly<Record<string, AdapterErrorCode>> = {
  NOT_FOUND: 'not-found',
  FORBIDDEN: 'forbidden',
  RATE_LIMITED: 'rate-limited',
  UNPROCESSABLE: 'invalid',
  INVALID_CURSOR_ARGUMENTS: 'invalid',
};

function graphError({ type, message }: Json): AdapterError {
  const name = textOf(type);
  const code = Object.hasOwn(CODES, name) ? CODES[name]! : 'server';
  return new AdapterError(code, { detail: `GitHub: ${textOf(message)}` });
}
