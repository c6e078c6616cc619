import { type AdapterError, toAdapterError } from '../core/adapter/adapter-error.ts';
import type { CommentPage, CommentsAdapter, FailedSource, ListQuery } from '../core/adapter/adapter.ts';
import type { Capabilities } from '../core/adapter/capabilities.ts';
import { checkPage } from '../core/adapter/check-answer.ts';
import type { Author } from '../core/model/author.ts';
import type { Comment } from '../core/model/comment.ts';
import { compareComments } from '../core/model/sort.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import { buildTree, type CommentNode } from '../core/model/tree.ts';
import { callAdapter } from '../core/store/call.ts';

/** One of the merged backends. */
export interface Source {
  readonly adapter: CommentsAdapter;
  /** Begins the ids of its comments. */
  readonly key: string;
}

/** A top-level comment with all replies to it. */
export interface Branch {
  readonly root: Comment;
  readonly comments: readonly Comment[];
}

/** How far a thread has been read, and given, in one source. Never changed: each step makes another. */
export interface Feed {
  readonly source: Source;
  readonly capabilities: Capabilities;
  readonly total: number | null;
  readonly closed: boolean;
  readonly viewer: Author | null;
  /** Of the page read last, in order. */
  readonly branches: readonly Branch[];
  /** How many of those have been given. */
  readonly given: number;
  /** Id of the top-level comment given last. */
  readonly last: string | null;
  /** Where to read on; null at the end. */
  readonly next: Pick<ListQuery, 'cursor' | 'page'> | null;
  /** Malformed items that nobody has been told of. */
  readonly dropped: number;
}

export interface Merged {
  readonly branches: readonly (readonly [Feed, Branch])[];
  readonly feeds: readonly Feed[];
  readonly failed: readonly FailedSource[];
  /** What went wrong first. */
  readonly error: AdapterError | undefined;
}

/** Milliseconds that one source may keep the others waiting. */
export const SOURCE_TIMEOUT = 10_000;
/** Pages without a comment that are read in a row; more means that paging does not end. */
const MAX_EMPTY_PAGES = 20;

export async function openFeed(
  source: Source,
  thread: ThreadRef,
  { cursor: _cursor, page: _page, ...query }: ListQuery,
  signal: AbortSignal,
): Promise<Feed> {
  const { page, dropped } = await readPage(source, thread, query, signal);
  const { capabilities, total, viewer } = page;
  return {
    source,
    capabilities,
    total,
    closed: page.thread?.closed ?? false,
    viewer: viewer ?? null,
    branches: branchesOf(page, query),
    given: 0,
    last: null,
    next: nextOf(page),
    dropped,
  };
}

/** The feed with at least one comment to give, unless it is at its end. */
async function readOn(feed: Feed, thread: ThreadRef, query: ListQuery, signal: AbortSignal): Promise<Feed> {
  const { cursor: _cursor, page: _page, ...rest } = query;
  let at = feed;
  for (let read = 0; isEmpty(at) && at.next && read < MAX_EMPTY_PAGES; read++) {
    const { page, dropped } = await readPage(at.source, thread, { ...rest, ...at.next }, signal);
    at = {
      ...at,
      branches: branchesOf(page, query),
      given: 0,
      next: nextOf(page),
      dropped: at.dropped + dropped,
    };
  }
  return isEmpty(at) ? { ...at, next: null } : at;
}

/** Takes from all feeds whichever comment comes next, until there are enough. */
export async function mergeFeeds(
  from: readonly Feed[],
  thread: ThreadRef,
  query: ListQuery,
  signal: AbortSignal,
): Promise<Merged> {
  const compare = compareComments(query.sort);
  const branches: (readonly [Feed, Branch])[] = [];
  const failed: FailedSource[] = [];
  let feeds = from;
  let error: AdapterError | undefined;
  while (branches.length < query.limit) {
    if (feeds.some((feed) => isEmpty(feed) && feed.next)) {
      const tries = await Promise.all(feeds.map((feed) => attempt(readOn(feed, thread, query, signal))));
      signal.throwIfAborted();
      failed.push(
        ...failuresOf(
          feeds.map(({ source }) => source),
          tries,
        ),
      );
      error ??= tries.find((one) => one.error)?.error;
      feeds = tries.flatMap(({ value }) => value ?? []);
    }
    const heads = feeds.filter((feed) => !isEmpty(feed));
    if (heads.length === 0) break;
    const best = heads.reduce((a, b) => (compare(headOf(b).root, headOf(a).root) < 0 ? b : a));
    const branch = headOf(best);
    branches.push([best, branch]);
    const after = { ...best, given: best.given + 1, last: branch.root.id };
    feeds = feeds.map((feed) => (feed === best ? after : feed));
  }
  return { branches, feeds, failed, error };
}

export function isAtEnd(feed: Feed): boolean {
  return isEmpty(feed) && feed.next === null;
}

export interface Try<T> {
  readonly value?: T;
  readonly error?: AdapterError;
}

export async function attempt<T>(promise: Promise<T>): Promise<Try<T>> {
  try {
    return { value: await promise };
  } catch (thrown) {
    return { error: toAdapterError(thrown) };
  }
}

export function failuresOf(sources: readonly Source[], tries: readonly Try<unknown>[]): FailedSource[] {
  return sources.flatMap(({ adapter }, index) => {
    const code = tries[index]!.error?.code;
    return code === undefined ? [] : [{ source: adapter.name, code }];
  });
}

async function readPage({ adapter }: Source, thread: ThreadRef, query: ListQuery, signal: AbortSignal) {
  return checkPage(
    await callAdapter((own) => adapter.list(thread, query, { signal: own }), signal, SOURCE_TIMEOUT),
  );
}

function isEmpty({ branches, given }: Feed): boolean {
  return given >= branches.length;
}

function headOf({ branches, given }: Feed): Branch {
  return branches[given]!;
}

function nextOf({ nextCursor, pageNumber = 0, pageCount = 0 }: CommentPage): Feed['next'] {
  if (nextCursor) return { cursor: nextCursor };
  return pageNumber > 0 && pageNumber < pageCount ? { page: pageNumber + 1 } : null;
}

/** In the order asked for, or, where the source cannot sort so, in its own. */
function branchesOf({ comments, capabilities }: CommentPage, { sort }: ListQuery): Branch[] {
  const place = new Map(comments.map(({ id }, index) => [id, index]));
  const compare = capabilities.sorts.includes(sort)
    ? compareComments(sort)
    : (a: Comment, b: Comment) => place.get(a.id)! - place.get(b.id)!;
  const { roots } = buildTree(new Map(comments.map((comment) => [comment.id, comment])), compare);
  return roots.map((root) => ({ root: root.comment, comments: flatten(root) }));
}

function flatten(root: CommentNode): Comment[] {
  const queue = [root];
  for (const node of queue) for (const reply of node.replies) queue.push(reply);
  return queue.map(({ comment }) => comment);
}
