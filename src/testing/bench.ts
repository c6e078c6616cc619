import type {
  CommentPage,
  CommentsAdapter,
  ListQuery,
  NewComment,
  WriteOptions,
} from '../core/adapter/adapter.ts';
import type { Capabilities } from '../core/adapter/capabilities.ts';
import type { Comment, CommentBody } from '../core/model/comment.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import { createIdempotencyKey } from '../core/store/pending.ts';
import { assert } from './assertions.ts';
import { commentPage, type Shape } from './shapes.ts';

/** What a case runs on. */
export interface ConformanceFixture {
  readonly adapter: CommentsAdapter;
  /** The same backend as another viewer has it; without one, no case about live changes applies. */
  readonly other?: CommentsAdapter;
  /**
   * Puts top-level comments with these texts into a thread, the oldest first. For a backend that takes no
   * comments from the adapter.
   */
  readonly seed?: (thread: ThreadRef, texts: readonly string[]) => void | Promise<void>;
  /** Closes a thread, so that it takes no further comments. */
  readonly close?: (thread: ThreadRef) => void | Promise<void>;
  /** Has the backend ask for a challenge before it takes the next comment; gives the right answer to it. */
  readonly challenge?: () => string | Promise<string>;
  /** Called after the case, whatever came of it. */
  readonly cleanup?: () => void | Promise<void>;
}

/** Thrown where only the run of a case shows that it says nothing about this backend. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable';
}

/** No thread of a case has as many pages; more means that paging does not end. */
const MAX_PAGES = 50;

/** A fixture with a thread that nobody has written in, and what cases do with it. */
export class Bench {
  readonly adapter: CommentsAdapter;
  readonly fixture: ConformanceFixture;
  readonly capabilities: Capabilities;
  readonly thread: ThreadRef;
  /** Milliseconds to wait for what does not come by itself. */
  readonly patience: number;

  private constructor(fixture: ConformanceFixture, capabilities: Capabilities, patience: number) {
    this.fixture = fixture;
    this.adapter = fixture.adapter;
    this.thread = newThread();
    this.capabilities = capabilities;
    this.patience = patience;
  }

  static async open(fixture: ConformanceFixture, patience: number): Promise<Bench> {
    const { signal } = new AbortController();
    // Of a thread of its own: a fixture may fill the other one until it is first read.
    const page = await fixture.adapter.list(newThread('/first'), { sort: 'newest', limit: 1 }, { signal });
    return new Bench(fixture, page.capabilities, patience);
  }

  /** How pages follow each other here. */
  get by(): 'cursor' | 'page' {
    return this.capabilities.paging === 'numbered' ? 'page' : 'cursor';
  }

  /** Options of a call that nobody aborts. */
  options(): WriteOptions {
    return { signal: new AbortController().signal, idempotencyKey: createIdempotencyKey() };
  }

  /** Options of a call that was aborted before it began. */
  aborted(): WriteOptions {
    return { signal: AbortSignal.abort(), idempotencyKey: createIdempotencyKey() };
  }

  query(query: Partial<ListQuery> = {}): ListQuery {
    return { sort: this.capabilities.sorts[0]!, limit: 50, ...query };
  }

  /** One page, checked. */
  async list(query: Partial<ListQuery> = {}, thread = this.thread): Promise<CommentPage> {
    const { signal } = this.options();
    const page = await this.adapter.list(thread, this.query(query), { signal });
    assertShape(commentPage, page, 'page');
    return page;
  }

  /** The pages from first to last, by cursor or by number. */
  async pages(
    by: 'cursor' | 'page',
    query: Partial<ListQuery> = {},
    thread = this.thread,
  ): Promise<CommentPage[]> {
    const first = await this.list(by === 'page' ? { ...query, page: 1 } : query, thread);
    return this.pagesAfter(first, by, query, thread);
  }

  /** The given page and all that follow. */
  async pagesAfter(
    first: CommentPage,
    by: 'cursor' | 'page',
    query: Partial<ListQuery> = {},
    thread = this.thread,
  ): Promise<CommentPage[]> {
    const pages = [first];
    for (let page = first; ; pages.push(page)) {
      assert(pages.length <= MAX_PAGES, `Paging does not end: there was a next page ${MAX_PAGES} times.`);
      if (by === 'cursor') {
        if (page.nextCursor == null) return pages;
        page = await this.list({ ...query, cursor: page.nextCursor }, thread);
      } else {
        if (pages.length >= (page.pageCount ?? 1)) return pages;
        page = await this.list({ ...query, page: pages.length + 1 }, thread);
      }
    }
  }

  /** Every comment of a thread, in no order. */
  async all(thread = this.thread): Promise<readonly Comment[]> {
    const pages = await this.pages(this.by, {}, thread);
    return pages.flatMap((page) => page.comments);
  }

  /** The comment as the backend now lists it. */
  async find(id: string, thread = this.thread): Promise<Comment | undefined> {
    return (await this.all(thread)).find((comment) => comment.id === id);
  }

  /** A well-formed comment with what this backend requires of its author. */
  newComment(text: string, parentId: string | null = null): NewComment {
    const { fields } = this.capabilities;
    return {
      parentId,
      author: {
        name: fields.name === 'absent' ? '' : 'Ana Example',
        ...(fields.email === 'required' && { email: 'ana@mail.example' }),
        ...(fields.website === 'required' && { url: 'https://ana.example/' }),
        ...(fields.location === 'required' && { location: 'Lisbon' }),
      },
      body: this.body(text),
    };
  }

  /** A reaction that this backend takes. */
  reactionName(): string {
    const { votes, reactionNames } = this.capabilities;
    return votes === 'reactions' ? reactionNames[0]! : votes === 'up-down' ? 'up' : 'like';
  }

  body(text: string): CommentBody {
    return { format: this.capabilities.bodyFormat, value: text };
  }

  /** Sends a comment that the case needs to see in its thread. */
  async publish(text: string, parentId: string | null = null, thread = this.thread): Promise<Comment> {
    return this.send(this.newComment(text, parentId), thread);
  }

  /**
   * A comment by somebody else where the fixture has another viewer: few backends let one vote for oneself. As
   * this viewer reads it, for nobody does anything with a comment that they have not read.
   */
  async publishByOther(text: string, parentId: string | null = null): Promise<Comment> {
    const sent = await this.send(this.newComment(text, parentId), this.thread, this.fixture.other);
    return (await this.find(sent.id)) ?? sent;
  }

  async send(comment: NewComment, thread = this.thread, adapter = this.adapter): Promise<Comment> {
    const result = await adapter.create!(thread, comment, this.options());
    if (result.status === 'pending') throw new NotApplicable('new comments wait for a moderator');
    return result.comment;
  }

  /** Fills the thread with top-level comments of which each is younger than the one before. */
  async fill(texts: readonly string[], thread = this.thread): Promise<void> {
    if (this.fixture.seed) {
      await this.fixture.seed(thread, texts);
      return;
    }
    for (const text of texts) {
      await this.publish(text, null, thread);
      await nextMoment();
    }
  }
}

/** A thread with a key and an address of its own; `suffix` is put at the end of both. */
export function newThread(suffix = ''): ThreadRef {
  const url = `https://conformance.example/${createIdempotencyKey()}${suffix}`;
  return { key: url, url, title: 'Conformance', lang: 'en' };
}

/**
 * Aborts a call that has begun: it may answer or reject, but not go on for ever.
 *
 * @param call gets options whose signal is to be aborted
 */
export async function assertSettles(
  { patience }: Bench,
  call: (options: WriteOptions) => Promise<unknown>,
  what: string,
): Promise<void> {
  const controller = new AbortController();
  const settled = call({ signal: controller.signal, idempotencyKey: createIdempotencyKey() }).then(
    () => true,
    () => true,
  );
  controller.abort();
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), patience);
  assert(await Promise.race([settled, late]), `${patience} ms after the abort, ${what} is still on.`);
  clearTimeout(timer);
}

export function assertShape(shape: Shape, value: unknown, what: string): void {
  const fault = shape(value);
  assert(fault === null, `${what}${fault !== null && /^[.[]/.test(fault) ? '' : ': '}${fault}.`);
}

/** Waits until a clock of milliseconds has moved, so that what is written next is younger. */
export async function nextMoment(): Promise<void> {
  const start = Date.now();
  while (Date.now() <= start + 1) await new Promise((resolve) => setTimeout(resolve, 1));
}
