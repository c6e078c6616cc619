import type { CommentsAdapter } from '../core/adapter/adapter.ts';
import { type Capabilities, READ_ONLY } from '../core/adapter/capabilities.ts';
import type { Comment } from '../core/model/comment.ts';
import type { Sort } from '../core/model/sort.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import { requestJson } from './http.ts';
import { commentOf, countOf, recordOf, requireList, textOf } from './untrusted.ts';

export interface WebmentionAdapterOptions {
  /** Address of a service with the API of webmention.io, which it is without one. */
  readonly endpoint?: string;
}

/** Kinds of mentions that say something. */
const PROPERTIES = ['in-reply-to', 'mention-of'];
/** Of a page that mentions the thread's without being an answer, this much is shown. */
const EXCERPT_LENGTH = 300;

const CAPABILITIES: Capabilities = Object.freeze<Capabilities>({
  ...READ_ONLY,
  sorts: Object.freeze<Sort[]>(['newest', 'oldest']),
  paging: 'offset',
  counts: true,
});

/**
 * Shows the webmentions that webmention.io has received for a page: what other sites wrote in answer to it, or
 * with a link to it. Each leads to where it was written. Nothing can be written here: readers answer on their own
 * sites, which send the webmention.
 *
 * The thread is the page's address; http or https, a slash at the end or none, and capitals make no difference.
 * Likes, reposts, bookmarks and answers to invitations say nothing, and are neither shown nor counted; private
 * mentions are not shown. A page that only mentions is shown by its title or the beginning of its text. It is
 * read on in the order in which the service received it all.
 *
 * The service answers any page; the page's policy must allow `connect-src` to it.
 */
export function webmentionAdapter({
  endpoint = 'https://webmention.io',
}: WebmentionAdapterOptions = {}): CommentsAdapter {
  const base = endpoint.replace(/\/*$/, '/api/');

  async function call(path: string, search: URLSearchParams, signal: AbortSignal) {
    return recordOf((await requestJson(`${base}${path}?${search}`, { signal }, readRefusal)).data);
  }

  async function count(thread: ThreadRef, signal: AbortSignal): Promise<number> {
    const { reply, mention } = recordOf((await call('count', targetsOf(thread), signal))['type']);
    return countOf(reply) + countOf(mention);
  }

  return {
    name: 'webmention',

    async list(thread, { sort, limit, cursor = '0' }, { signal }) {
      const page = /^\d{1,9}$/.test(cursor) ? Number(cursor) : 0;
      const search = targetsOf(thread);
      for (const property of PROPERTIES) search.append('wm-property[]', property);
      // By its own date the service would put what has none at one end, however new it is.
      search.append('sort-by', 'created');
      search.append('sort-dir', sort === 'oldest' ? 'up' : 'down');
      search.append('per-page', `${limit}`);
      search.append('page', `${page}`);
      const [answer, total] = await Promise.all([
        call('mentions.jf2', search, signal),
        count(thread, signal),
      ]);
      const children = requireList(answer['children'], 'webmentions');
      const shown = children.filter((child) => isShown(recordOf(child)));
      return {
        // What could not be understood is left for the store to drop and count.
        comments: shown.map((child) => readMention(recordOf(child)) as Comment),
        total,
        nextCursor: children.length < limit ? null : `${page + 1}`,
        capabilities: CAPABILITIES,
      };
    },

    async counts(threads, { signal }) {
      signal.throwIfAborted();
      return Promise.all(threads.map((thread) => count(thread, signal)));
    },
  };
}

type Mention = Readonly<Record<string, unknown>>;

/** The ways in which other sites may have written the address. */
function targetsOf({ url }: ThreadRef): URLSearchParams {
  const [, scheme = '', path = url, query = ''] = /^(https?:)([^?#]*)(\?[^#]*)?/i.exec(url) ?? [];
  const bare = path.replace(/\/$/, '');
  const schemes = scheme ? ['https:', 'http:'] : [''];
  const paths = [bare, `${bare}/`];
  const all = schemes.flatMap((one) => paths.map((way) => `${one}${way}${query}`));
  return new URLSearchParams(all.map((target) => ['target[]', target]));
}

/** A service that is asked for some kinds may give others all the same. */
function isShown(mention: Mention): boolean {
  const property = mention['wm-property'];
  return mention['wm-private'] !== true && (property === undefined || PROPERTIES.includes(textOf(property)));
}

function readMention(mention: Mention): Comment | null {
  const { name, photo, url } = recordOf(mention['author']);
  const received = mention['wm-received'];
  return commentOf({
    id: textOf(mention['wm-id']),
    author: { name: textOf(name), url, avatarUrl: photo },
    body: bodyOf(mention),
    createdAt: inUtc(mention['published']) ?? inUtc(received),
    permalink: textOf(mention['url']) || textOf(mention['wm-source']),
  });
}

function bodyOf(mention: Mention): Comment['body'] {
  const { html, text: content } = recordOf(mention['content']);
  const title = textOf(mention['name']);
  const text = textOf(content) || textOf(recordOf(mention['summary'])['value']);
  if (mention['wm-property'] === 'mention-of') {
    return { format: 'text', value: title || excerptOf(text) };
  }
  if (textOf(html)) return { format: 'html', value: textOf(html) };
  return { format: 'text', value: text || title };
}

function excerptOf(text: string): string {
  const beginning = text.trim().slice(0, EXCERPT_LENGTH);
  if (beginning.length < EXCERPT_LENGTH) return beginning;
  return `${beginning.replace(/\s+\S*$/, '')}…`;
}

/** A time that says nothing of its zone was written by the service, in UTC. */
function inUtc(time: unknown): string | undefined {
  const text = textOf(time);
  const complete = /T[\d:.]+$/.test(text) ? `${text}Z` : text;
  return Number.isNaN(Date.parse(complete)) ? undefined : complete;
}

function readRefusal(data: unknown) {
  const { error, error_description } = recordOf(data);
  return { detail: textOf(error_description) || textOf(error) };
}
