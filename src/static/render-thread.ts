import type { CommentPage, CommentsAdapter, ListQuery } from '../core/adapter/adapter.ts';
import { checkPage } from '../core/adapter/check-answer.ts';
import type { Comment } from '../core/model/comment.ts';
import { compareComments, type Sort } from '../core/model/sort.ts';
import { type ThreadRef, withoutTracking } from '../core/model/thread.ts';
import { buildTree } from '../core/model/tree.ts';
import { callAdapter, DEFAULT_TIMEOUT } from '../core/store/call.ts';
import { type Place, placeAfter } from '../core/store/place.ts';
import { loadLocalizer } from '../i18n/languages.ts';
import { messages as english } from '../i18n/locales/en.ts';
import { Localizer } from '../i18n/localizer.ts';
import { commentList } from './comment-list.ts';
import { escape } from './escape.ts';

export interface StaticThreadOptions {
  /** Absolute address of the page. */
  readonly url: string;
  /** What the site calls the thread, as in the attribute `thread`; default is the address. */
  readonly thread?: string;
  /** Of the page; some backends keep it. */
  readonly title?: string;
  /** Language of the words around the comments, a BCP 47 tag; default is `en`. */
  readonly lang?: string;
  /** Order of the top level; default is the backend's own. */
  readonly sort?: Sort;
  /** Top-level comments at most, with all replies to them; default is 200. */
  readonly limit?: number;
  /** Level of the heading, 1 to 5; comments are one below. Default is 2. */
  readonly headingLevel?: number;
  readonly signal?: AbortSignal;
}

/** Top-level comments asked for at once. */
const PAGE_SIZE = 50;

/**
 * A thread as HTML for `slot="fallback"` of a `<colloquy-comments>`: what readers without JavaScript see, everybody
 * until the comments have come, and search engines. It holds what is public, no images and no scripts; strangers'
 * texts are written anew from what is allowed in them. Runs where there is no page: in Node, a worker, at the edge.
 *
 * @throws AdapterError when the backend does not answer, or not with comments.
 */
export async function renderThread(adapter: CommentsAdapter, options: StaticThreadOptions): Promise<string> {
  const { lang = 'en', headingLevel = 2 } = options;
  const [words, { comments, page, order }] = await Promise.all([wordsIn(lang), readThread(adapter, options)]);
  const { localizer } = words;
  const { roots } = buildTree(comments, compareComments(order));
  const published = [...comments.values()].filter(({ status }) => status === 'published').length;
  const count = Math.max(page.total ?? 0, published);
  const heading =
    count > 0 ? localizer.text('thread.count', { count }) : localizer.text('thread.empty.readOnly');
  const list = commentList(roots, { localizer, headingLevel: headingLevel + 1 });
  const closed = page.thread?.closed ? `<p>${escape(localizer.text('thread.closed'))}</p>` : '';
  return [
    `<section slot="fallback" lang="${escape(words.lang)}" dir="${localizer.direction}">`,
    `<h${headingLevel}>${escape(heading)}</h${headingLevel}>`,
    closed,
    list,
    '</section>',
  ]
    .filter(Boolean)
    .join('\n');
}

interface Words {
  readonly localizer: Localizer;
  /** The language that they are in: English where there are none in the one asked for. */
  readonly lang: string;
}

async function wordsIn(asked: string): Promise<Words> {
  const [lang = 'en'] = Intl.getCanonicalLocales(asked);
  const inEnglish = (tag: string) => ({ localizer: new Localizer(tag, english), lang: tag });
  if (/^en\b/.test(lang)) return inEnglish(lang);
  return loadLocalizer(lang).then(
    (localizer) => ({ localizer, lang }),
    () => inEnglish('en'),
  );
}

interface ReadThread {
  /** What everybody may read, by id. */
  readonly comments: ReadonlyMap<string, Comment>;
  /** The last answer. */
  readonly page: CommentPage;
  readonly order: Sort;
}

/** Reads on until there is no more, or there is enough. */
async function readThread(adapter: CommentsAdapter, options: StaticThreadOptions): Promise<ReadThread> {
  const { sort, limit = 200, lang, signal = new AbortController().signal } = options;
  const url = withoutTracking(options.url).href;
  const { thread: key = url, title = '' } = options;
  const thread: ThreadRef = { key, url, title, ...(lang && { lang }) };
  const comments = new Map<string, Comment>();
  let order = sort ?? 'newest';
  for (let place: Place | null = {}; ;) {
    const query: ListQuery = { sort: order, limit: Math.min(limit, PAGE_SIZE), ...place };
    const answer = await callAdapter(
      (own) => adapter.list(thread, query, { signal: own }),
      signal,
      DEFAULT_TIMEOUT,
    );
    const { page } = checkPage(answer);
    const before = comments.size;
    for (const comment of page.comments) if (comment.status !== 'pending') comments.set(comment.id, comment);
    if (!page.capabilities.sorts.includes(order)) order = page.capabilities.sorts[0] ?? order;
    const roots = [...comments.values()].filter(({ parentId }) => parentId === null).length;
    place = placeAfter(page);
    // A backend that repeats itself would be asked for ever.
    if (!place || roots >= limit || comments.size === before) return { comments, page, order };
  }
}
