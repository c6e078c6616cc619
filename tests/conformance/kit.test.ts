import { expect } from '@open-wc/testing';
import type { MemoryAdapterOptions } from '../../src/adapters/memory.ts';
import type {
  CommentPage,
  CommentsAdapter,
  CreateResult,
  ListQuery,
  NewComment,
  ThreadChange,
} from '../../src/core/adapter/adapter.ts';
import { AdapterError } from '../../src/core/adapter/adapter-error.ts';
import type { Capabilities } from '../../src/core/adapter/capabilities.ts';
import type { Comment } from '../../src/core/model/comment.ts';
import {
  adapterConformance,
  type ConformanceFixture,
  type ConformanceOptions,
  type NotApplicableCase,
} from '../../src/testing/index.ts';
import { modelAdapter } from './model-adapter.ts';

type Model = ReturnType<typeof modelAdapter>;
type Fault = (model: Model) => Partial<CommentsAdapter>;
type Test = (this: unknown, ...args: unknown[]) => Promise<void>;

/** The cases as a runner gets them, by `group: title`. */
function collectCases(options: Omit<ConformanceOptions, 'describe' | 'it'>): Map<string, Test> {
  const tests = new Map<string, Test>();
  const path: string[] = [];
  adapterConformance({
    ...options,
    describe: (title, body) => {
      path.push(title);
      body();
      path.pop();
    },
    it: (title, test) => tests.set(`${path.at(-1)}: ${title}`, test),
  });
  return tests;
}

// Faults, each of a kind that backends have.

const capabilities =
  (changes: object): Fault =>
  (model) => ({
    list: async (...args) => {
      const page = await model.list(...args);
      return { ...page, capabilities: { ...page.capabilities, ...changes } };
    },
  });

const asking =
  (change: (query: ListQuery) => object): Fault =>
  (model) => ({
    list: (thread, query, options) => model.list(thread, change(query) as ListQuery, options),
  });

const pages =
  (change: (page: CommentPage, query: ListQuery) => object): Fault =>
  (model) => ({
    list: async (thread, query, options) => {
      const page = await model.list(thread, query, options);
      return { ...page, ...change(page, query) };
    },
  });

const comments = (change: (comment: Comment, index: number) => object): Fault =>
  pages((page) => ({ comments: page.comments.map((one, index) => ({ ...one, ...change(one, index) })) }));

const texts = (change: (text: string) => string): Fault =>
  comments(({ body }) => ({ body: { ...body, value: change(body.value) } }));

const created =
  (change: (result: CreateResult, sent: NewComment) => object): Fault =>
  (model) => ({
    create: async (thread, comment, options) => {
      const result = await model.create(thread, comment, options);
      return { ...result, ...change(result, comment) };
    },
  });

/** What is sent to the backend is changed on its way. */
const sent =
  (change: (comment: NewComment) => object): Fault =>
  (model) => ({
    create: (thread, comment, options) => model.create(thread, { ...comment, ...change(comment) }, options),
  });

const edited =
  (change: (comment: Comment) => object): Fault =>
  (model) => ({
    edit: async (...args) => {
      const comment = await model.edit(...args);
      return { ...comment, ...change(comment) };
    },
  });

const reacted =
  (change: (comment: Comment) => object): Fault =>
  (model) => ({
    react: async (...args) => {
      const comment = await model.react(...args);
      return { ...comment, ...change(comment) };
    },
  });

const heard =
  (change: (change: ThreadChange, tell: (change: ThreadChange) => void) => unknown): Fault =>
  (model) => ({
    watch: (thread, tell, options) => model.watch(thread, (news) => change(news, tell), options),
  });

/** The signal is not looked at. */
const deaf =
  (method: 'list' | 'create' | 'edit' | 'remove' | 'react' | 'locate' | 'preview'): Fault =>
  (model) => ({
    [method]: (...args: unknown[]) => {
      const options = { ...(args.at(-1) as object), signal: new AbortController().signal };
      return (model[method] as (...all: unknown[]) => unknown)(...args.slice(0, -1), options);
    },
  });

/** The given answer in place of a refusal. */
const lenient =
  (method: 'edit' | 'remove' | 'react' | 'locate' | 'report', answer: (model: Model) => unknown): Fault =>
  (model) => ({
    [method]: (...args: unknown[]) =>
      (model[method] as (...all: unknown[]) => Promise<unknown>)(...args).catch(() => answer(model)),
  });

/** All refusals come with another code. */
const refusing =
  (method: 'create' | 'edit' | 'remove' | 'react' | 'locate' | 'report', refusal: () => unknown): Fault =>
  (model) => ({
    [method]: (...args: unknown[]) =>
      (model[method] as (...all: unknown[]) => Promise<unknown>)(...args).catch(() => {
        throw refusal();
      }),
  });

const asPaging = (paging: Capabilities['paging']): MemoryAdapterOptions => ({ capabilities: { paging } });
const someComment = { id: 'x', parentId: null, author: { name: '' }, body: { format: 'text', value: '' } };

/** For each case a fault that it must find, and the kind of backend that it needs. */
const FAULTS: Readonly<Record<string, readonly [fault: Fault, options?: MemoryAdapterOptions]>> = {
  'list: comes from an adapter with a name': [() => ({ name: '' })],
  'list: brings well-formed capabilities': [capabilities({ maxDepth: null })],
  'list: announces no more than the adapter has methods for': [() => ({ locate: undefined as never })],
  'list: offers the names of its reactions, if it has named ones': [capabilities({ votes: 'reactions' })],
  'list: gives an empty page for a thread in which nobody has written': [
    (model) => ({
      list: async (...args) => {
        const page = await model.list(...args);
        if (page.comments.length === 0) throw new AdapterError('not-found');
        return page;
      },
    }),
  ],
  'list: gives a well-formed page': [comments(() => ({ createdAt: '12 Oct 2012' }))],
  'list: gives every comment an id of its own': [comments(() => ({ id: 'same' }))],
  'list: gives the same page again while nothing happens': [
    (model) => {
      let reads = 0;
      return comments(() => ({ replyCount: reads++ }))(model);
    },
  ],
  'list: gives plain data, which JSON and structured clones keep as it is': [
    comments(() => ({ score: 1, can: { react: true, toJSON: () => 'can' } })),
  ],
  'list: gives nothing through which the backend can be changed': [
    (model) => {
      const kept = new Map<string, CommentPage>();
      return {
        list: async (thread, query, options) => {
          const key = JSON.stringify([thread.key, query]);
          if (!kept.has(key)) kept.set(key, structuredClone(await model.list(thread, query, options)));
          return kept.get(key)!;
        },
        create: (...args) => {
          kept.clear();
          return model.create(...args);
        },
      };
    },
  ],
  'list: keeps threads apart': [
    (model) => {
      const short = (url: string) => url.replace(/(.*\/\w+)[/?].*/, '$1');
      return {
        list: (thread, ...rest) => model.list({ ...thread, key: short(thread.key) }, ...rest),
      };
    },
  ],
  'list: takes any name for a thread': [
    (model) => ({
      list: (thread, ...rest) => model.list({ ...thread, key: decodeURI(thread.key).slice(0, 255) }, ...rest),
      create: (thread, ...rest) => {
        if (/['"]/.test(thread.key)) throw new AdapterError('server');
        return model.create(thread, ...rest);
      },
    }),
  ],
  'list: rejects if its signal has aborted before': [deaf('list')],
  'list: settles if its signal aborts meanwhile': [
    (model) => {
      let first = true;
      return {
        list: (...args) => {
          if (!first) return new Promise(() => {});
          first = false;
          return model.list(...args);
        },
      };
    },
  ],
  'list: counts threads in the order asked': [
    (model) => ({ counts: async (...args) => [...(await model.counts(...args))].sort() }),
  ],
  'list: counts replies too': [
    (model) => ({
      counts: async (...args) => (await model.counts(...args)).map((count) => Math.min(count, 1)),
    }),
  ],
  'list: counts no threads as none': [
    (model) => ({
      counts: async (threads, options) => (threads.length === 0 ? [0] : model.counts(threads, options)),
    }),
  ],

  'sort: gives the newest comments first': [
    (model) => ({
      list: (thread, query, options) => model.list(thread, { ...query, sort: 'oldest' }, options),
    }),
  ],
  'sort: gives the oldest comments first': [
    (model) => ({
      list: (thread, query, options) => model.list(thread, { ...query, sort: 'newest' }, options),
    }),
  ],
  'sort: gives the top comments first': [
    (model) => ({
      list: (thread, query, options) => model.list(thread, { ...query, sort: 'newest' }, options),
    }),
  ],
  'sort: brings the replies along with what they answer': [
    pages((page) => ({ comments: page.comments.filter(({ parentId }) => parentId === null) })),
  ],

  'paging: leads by cursor to the end, without repeats or gaps': [
    pages((page, { cursor }) => (cursor ? { comments: page.comments.slice(1) } : {})),
  ],
  'paging: leads by number to the end, without repeats or gaps': [
    (model) => ({
      // The first page is page 0.
      list: (thread, { page, ...query }, options) =>
        model.list(thread, { ...query, ...(page && { page: page - 1 }) }, options),
    }),
  ],
  'paging: says of each page its number and how many there are': [pages(() => ({ pageNumber: 1 }))],
  'paging: answers for a page beyond the last with the last, an empty one or not-found': [
    (model) => ({
      list: (thread, query, options) =>
        model.list(thread, { ...query, ...((query.page ?? 1) > 100 && { page: 1 }) }, options),
    }),
  ],
  'paging: gives everything in one answer': [
    pages((page) => ({ comments: page.comments.slice(0, 2), nextCursor: 'rest' })),
    asPaging('none'),
  ],
  'paging: says the same total on each page': [pages((page) => ({ total: page.comments.length }))],
  'paging: counts replies in the total': [
    pages(({ comments }) => ({ total: comments.filter(({ parentId }) => parentId === null).length })),
  ],
  'paging: goes on where it was, though comments were written meanwhile': [
    (model) => ({
      list: (thread, { cursor, ...query }, options) =>
        model.list(thread, { ...query, ...(cursor && { page: 2 }) }, options),
    }),
    asPaging('cursor'),
  ],
  'paging: goes on where it was, though the last comment read was removed meanwhile': [
    (model) => {
      let last: string | undefined;
      return {
        list: async (thread, query, options) => {
          const { cursor, ...rest } = query;
          const { comments } = await model.list(thread, { ...rest, limit: 50 }, options);
          if (cursor && !comments.some(({ id }) => id === last)) throw new AdapterError('not-found');
          const page = await model.list(thread, query, options);
          last = page.comments.at(-1)?.id;
          return page;
        },
      };
    },
    asPaging('cursor'),
  ],
  'paging: refuses a cursor of unknown make, or takes it for none': [
    (model) => ({
      list: (thread, query, options) => {
        if (query.cursor?.includes('no cursor')) throw new TypeError('no cursor');
        return model.list(thread, query, options);
      },
    }),
    asPaging('cursor'),
  ],

  'create: answers with the comment, published or pending': [created(() => ({ status: 'ok' }))],
  'create: has the comment listed as it was answered': [
    created(({ comment }) => ({ comment: { ...comment, permalink: '#1' } })),
  ],
  'create: gives plain data': [created(({ comment }) => ({ comment: { ...comment, at: new Date() } }))],
  'create: takes two comments with the same text for two, or refuses the second as a duplicate': [
    (model) => ({
      create: (thread, comment, options) =>
        model.create(thread, comment, { ...options, idempotencyKey: comment.body.value }),
    }),
  ],
  'create: keeps what it asks the author for': [sent(({ author }) => ({ author: { name: author.name } }))],
  'create: gives the e-mail address to nobody': [
    created(({ comment }, { author }) => ({ comment: { ...comment, author } })),
  ],
  'create: keeps which comment a reply answers': [sent(() => ({ parentId: null }))],
  'create: keeps which reply a reply answers': [
    (model) => {
      const parents = new Map<string, string>();
      return {
        create: async (thread, comment, options) => {
          const root = comment.parentId && (parents.get(comment.parentId) ?? comment.parentId);
          const result = await model.create(thread, { ...comment, parentId: root }, options);
          if (root) parents.set(result.comment.id, root);
          return result;
        },
      };
    },
  ],
  'create: makes one comment of two tries with one idempotency key': [keyless()],
  'create: makes one comment of two tries at the same time with one idempotency key': [
    (model) => {
      const known = new Map<string, CreateResult>();
      const { create } = keyless()(model);
      return {
        create: async (thread, comment, options) => {
          const earlier = known.get(options.idempotencyKey);
          if (earlier) return earlier;
          const result = await create!(thread, comment, options);
          known.set(options.idempotencyKey, result);
          return result;
        },
      };
    },
  ],
  'create: takes several comments at the same time': [
    (model) => {
      let writing = false;
      return {
        create: async (...args) => {
          if (writing) throw new AdapterError('rate-limited');
          writing = true;
          await Promise.resolve();
          writing = false;
          return model.create(...args);
        },
      };
    },
  ],
  'create: counts the comment in the total': [pages(() => ({ total: 1 }))],
  'create: refuses a text without a word in it, and keeps nothing of it': [
    sent(({ body }) => ({ body: { ...body, value: body.value || 'nothing' } })),
  ],
  'create: refuses a comment without a required field, and names the field': [
    sent(({ author }) => ({ author: { ...author, name: author.name || 'Anonymous' } })),
  ],
  'create: takes a text of the greatest length and refuses a longer one': [
    sent(({ body }) => ({ body: { ...body, value: body.value.slice(0, 100_000) } })),
  ],
  'create: writes nothing if its signal has aborted before': [deaf('create')],
  'create: keeps no hold of the object it was given': [
    (model) => {
      const given = new Map<string, NewComment>();
      return {
        create: async (thread, comment, options) => {
          const result = await model.create(thread, comment, options);
          given.set(result.comment.id, comment);
          return result;
        },
        list: async (...args) => {
          const page = await model.list(...args);
          return {
            ...page,
            comments: page.comments.map((one) => ({ ...one, body: given.get(one.id)?.body ?? one.body })),
          };
        },
      };
    },
  ],
  'create: leaves the object it was given as it was': [
    (model) => ({
      create: (thread, comment, options) => {
        Object.freeze(comment.author);
        return model.create(thread, comment, options);
      },
    }),
  ],

  'text: keeps characters of four bytes': [texts((text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '?'))],
  'text: keeps right-to-left text with direction marks': [
    texts((text) => text.replace(/[\u200e\u200f\u2066-\u2069]/g, '')),
  ],
  'text: keeps combining marks, composed or not': [texts((text) => text.normalize('NFC'))],
  'text: keeps zero-width and non-breaking spaces': [texts((text) => text.replace(/\u200b/g, ''))],
  'text: keeps blank space within': [texts((text) => text.replace(/\n{3,}/g, '\n\n'))],
  'text: keeps what looks like HTML': [texts((text) => text.replace(/<\/?\w+>/g, ''))],
  'text: keeps what looks like entities': [texts((text) => text.replace(/&amp;/g, '&'))],
  'text: keeps what looks like Markdown': [texts((text) => text.replace(/\*\*/g, ''))],
  'text: keeps quotes and backslashes': [texts((text) => text.replace(/\\n/g, '\n'))],
  'text: keeps words that programs mistake': [texts((text) => text.replace('__proto__', ''))],
  'text: keeps a text that is nothing but one such word': [texts((text) => (text === 'null' ? '' : text))],
  'text: keeps a very long text to its end': [texts((text) => text.slice(0, 65_535))],
  "text: keeps an author's name as it was written": [
    comments(({ author }) => ({ author: { ...author, name: author.name.replace(/[<>]/g, '') } })),
  ],

  'edit: changes the text and nothing else': [edited(() => ({ createdAt: '2026-01-01T00:00:00.000Z' }))],
  'edit: says when the comment was edited': [edited(() => ({ editedAt: '2000-01-01T00:00:00.000Z' }))],
  'edit: has the comment listed as it was answered': [
    (model) => ({
      edit: async (thread, id, body, options) => {
        const before = await model.edit(thread, id, body, options);
        await model.edit(thread, id, { ...body, value: 'Something else' }, options);
        return before;
      },
    }),
  ],
  'edit: refuses a comment that is not there': [lenient('edit', () => someComment)],
  'edit: refuses a text without a word in it': [
    (model) => ({
      edit: (thread, id, body, options) =>
        model.edit(thread, id, { ...body, value: body.value.trim() || '-' }, options),
    }),
  ],
  'edit: changes nothing if its signal has aborted before': [deaf('edit')],
  'edit: keeps no hold of the object it was given': [
    (model) => {
      let given: Comment['body'] | undefined;
      const { list } = comments(({ body }) => ({ body: given ?? body }))(model);
      return {
        list: list!,
        edit: (thread, id, body, options) => {
          given = body;
          return model.edit(thread, id, body, options);
        },
      };
    },
  ],
  'edit: loses nothing of what else is written to the comment at the same time': [
    comments(({ editedAt }) => (editedAt ? { reactions: undefined } : {})),
  ],

  'remove: leaves nothing of a comment that nobody answered': [
    (model) => ({ remove: async () => null, list: model.list }),
  ],
  'remove: leaves a hole, without name and text, where a comment was answered': [
    (model) => ({
      remove: async (thread, id, options) => {
        const { comments } = await model.list(thread, { sort: 'newest', limit: 50 }, options);
        const hole = await model.remove(thread, id, options);
        return hole && { ...hole, body: comments.find((comment) => comment.id === id)!.body };
      },
    }),
  ],
  'remove: takes the comment out of the total': [
    (model) => {
      let removed = 0;
      const { list } = pages(({ total }) => ({ total: total! + removed }))(model);
      return {
        list: list!,
        remove: (...args) => {
          removed++;
          return model.remove(...args);
        },
      };
    },
  ],
  'remove: refuses a comment that is not there': [lenient('remove', () => null)],
  'remove: refuses a comment that has been removed': [refusing('remove', () => new AdapterError('server'))],
  'remove: keeps a removed comment from being edited': [lenient('edit', () => someComment)],
  'remove: removes nothing if its signal has aborted before': [deaf('remove')],

  'react: counts a reaction and knows that it is the viewer’s own': [
    reacted(() => ({ reactions: [{ name: 'like', count: 1, chosen: false }] })),
  ],
  'react: takes a reaction back': [
    reacted(() => ({ reactions: [{ name: 'like', count: 1, chosen: true }] })),
  ],
  'react: counts a reaction once, however often it is chosen': [
    (model) => {
      let count = 0;
      return reacted(() => ({ reactions: [{ name: 'like', count: ++count, chosen: true }] }))(model);
    },
  ],
  'react: has the comment listed as it was answered, with its text and author': [
    reacted(() => ({ author: { name: 'Bo' } })),
  ],
  'react: lets a vote up and a vote down exclude each other': [
    (model) => {
      let names: string[] = [];
      return {
        react: async (thread, id, reaction, options) => {
          const comment = await model.react(thread, id, reaction, options);
          names = [...names, reaction.name];
          return { ...comment, reactions: names.map((name) => ({ name, count: 1, chosen: true })) };
        },
      };
    },
    { capabilities: { votes: 'up-down' } },
  ],
  'react: takes every reaction that it offers': [
    (model) => ({
      react: async (thread, id, reaction, options) => {
        if (reaction.name === 'rocket') throw new AdapterError('unsupported');
        return model.react(thread, id, reaction, options);
      },
    }),
    { capabilities: { votes: 'reactions', reactionNames: ['heart', 'rocket'] } },
  ],
  'react: refuses a comment that is not there': [refusing('react', () => new AdapterError('forbidden'))],
  'react: changes nothing if its signal has aborted before': [deaf('react')],

  'locate: finds the page of every comment': [
    (model) => ({
      locate: (thread, _id, query, options) => model.list(thread, { ...query, page: 1 }, options),
    }),
  ],
  'locate: gives the same page as list does': [
    (model) => ({
      locate: (thread, id, query, options) => model.locate(thread, id, { ...query, limit: 1 }, options),
    }),
  ],
  'locate: finds the page of a reply': [
    (model) => ({
      locate: async (...args) => {
        const page = await model.locate(...args);
        return { ...page, comments: page.comments.filter(({ id }) => id === args[1]) };
      },
    }),
  ],
  'locate: says not-found of a comment that is not there': [
    refusing('locate', () => Object.assign(new Error('404'), { code: 'not-found' })),
  ],
  'locate: rejects if its signal has aborted before': [deaf('locate')],

  'author: gives the comments of one author, replies too, and those of nobody else': [
    asking(({ author: _, ...query }) => query),
  ],
  'author: pages through one author’s comments': [
    asking(({ author, ...query }) => (query.cursor || query.page !== 1 ? query : { ...query, author })),
  ],
  'author: gives an empty page for an author who has written nothing': [
    asking(({ author: _, ...query }) => query),
  ],

  'watch: tells of a comment that somebody else writes': [heard(() => {})],
  'watch: tells of a comment that somebody else edits': [
    heard((change, tell) =>
      tell(change.kind === 'saved' ? { ...change, comment: { id: 1 } as never } : change),
    ),
  ],
  'watch: tells of a comment that somebody else removes': [
    heard((change, tell) => tell(change.kind === 'removed' ? { ...change, id: 'other' } : change)),
  ],
  'watch: tells everyone who watches': [heard((_, tell) => tell({ kind: 'created' } as never))],
  'watch: tells nothing more once its signal has aborted': [
    (model) => ({
      watch: (thread, tell) => model.watch(thread, tell, { signal: new AbortController().signal }),
    }),
  ],
  'watch: tells nothing if its signal has aborted before': [
    (model) => ({
      watch: (thread, tell, { signal }) =>
        model.watch(thread, tell, { signal: signal.aborted ? new AbortController().signal : signal }),
    }),
  ],
  'watch: tells nothing of other threads': [
    (model) => {
      const all = new Set<(change: ThreadChange) => void>();
      return {
        watch: (_thread, tell, { signal }) => {
          all.add(tell);
          signal.addEventListener('abort', () => all.delete(tell));
        },
        create: async (...args) => {
          const result = await model.create(...args);
          for (const tell of all) tell({ kind: 'unknown' });
          return result;
        },
      };
    },
  ],

  'extra: takes a report of a comment': [() => ({ report: async () => ({ ok: true }) as never })],
  'extra: refuses a report of a comment that is not there': [lenient('report', () => undefined)],
  'extra: previews a text without writing it': [
    (model) => ({
      preview: async (thread, body, options) => {
        const author = { name: 'Ana' };
        await model.create(
          thread,
          { parentId: null, author, body },
          { ...options, idempotencyKey: 'preview' },
        );
        return body;
      },
    }),
  ],
  'extra: previews nothing if the signal has aborted before': [deaf('preview')],
  'extra: can be disposed of twice': [
    () => {
      let open = true;
      return {
        dispose: () => {
          if (!open) throw new Error('disposed of already');
          open = false;
        },
      };
    },
  ],
};

/** Every try makes a comment of its own. */
function keyless(): Fault {
  let tries = 0;
  return (model) => ({
    create: (thread, comment, options) =>
      model.create(thread, comment, { ...options, idempotencyKey: `${options.idempotencyKey} ${tries++}` }),
  });
}

function fixtureOf(adapter: CommentsAdapter): ConformanceFixture {
  return { adapter, other: adapter };
}

const unused = { create: () => fixtureOf(modelAdapter()) };

describe('the conformance kit', () => {
  it('has a fault here for each of its cases', () => {
    expect(Object.keys(FAULTS)).to.have.members([...collectCases(unused).keys()]);
  });

  for (const [title, [fault, options]] of Object.entries(FAULTS)) {
    it(`finds the fault in "${title}", and none where there is none`, async () => {
      const found: NotApplicableCase[] = [];
      const notApplicable = (one: NotApplicableCase) => found.push(one);
      const sound = () => fixtureOf(modelAdapter(options));
      const faulty = () => {
        const model = modelAdapter(options);
        return fixtureOf({ ...model, ...fault(model) });
      };
      await collectCases({ create: sound, notApplicable }).get(title)!();
      expect(found).to.deep.equal([]);
      let failure: unknown;
      await collectCases({ create: faulty, notApplicable, patience: 20 }).get(title)!().catch(
        (reason: unknown) => (failure = reason),
      );
      expect(found).to.deep.equal([]);
      expect(failure, 'what the case says').to.be.instanceOf(Error);
    });
  }

  describe('run', () => {
    it('makes a fixture for each case, and cleans up after it, passed or failed', async () => {
      const log: string[] = [];
      const create = () => {
        log.push('create');
        return { ...fixtureOf({ ...modelAdapter(), name: '' }), cleanup: () => void log.push('clean up') };
      };
      const cases = collectCases({ create });
      await cases.get('list: brings well-formed capabilities')!();
      const failure = await cases.get('list: comes from an adapter with a name')!().catch(String);
      expect(failure).to.equal('Error: Expected a name, got "".');
      expect(log).to.deep.equal(['create', 'clean up', 'create', 'clean up']);
    });

    it('waits for a fixture that takes its time', async () => {
      const cases = collectCases({ create: async () => fixtureOf(modelAdapter()) });
      await cases.get('list: brings well-formed capabilities')!();
    });

    it('says which case does not apply, and why', async () => {
      const found: NotApplicableCase[] = [];
      const create = () => ({ adapter: modelAdapter({ capabilities: { edit: false } }) });
      const cases = collectCases({ create, notApplicable: (one) => found.push(one) });
      await cases.get('edit: changes the text and nothing else')!();
      await cases.get('watch: tells everyone who watches')!();
      expect(found).to.deep.equal([
        { title: 'edit: changes the text and nothing else', reason: 'the backend does not announce edit' },
        { title: 'watch: tells everyone who watches', reason: 'the fixture has no other viewer' },
      ]);
    });

    const skipping = { create: () => ({ adapter: modelAdapter() }) };
    const title = 'watch: tells everyone who watches';

    it('has the runner skip a case that does not apply, as mocha does', async () => {
      const skipped: unknown[] = [];
      const context = { skip: (reason: unknown) => skipped.push(reason) };
      await collectCases(skipping).get(title)!.call(context);
      expect(skipped).to.deep.equal(['the fixture has no other viewer']);
    });

    it('has the runner skip a case that does not apply, as Vitest and node:test do', async () => {
      const skipped: unknown[] = [];
      const context = { skip: (reason: unknown) => skipped.push(reason) };
      await collectCases(skipping).get(title)!.call(undefined, context);
      expect(skipped).to.deep.equal(['the fixture has no other viewer']);
    });

    it('fails a case that does not apply if nobody would hear of it', async () => {
      const failure = await collectCases(skipping).get(title)!().catch(String);
      expect(failure).to.contain('does not apply: the fixture has no other viewer');
    });

    it('takes no callback, for which a runner would wait', () => {
      for (const test of collectCases(unused).values()) expect(test.length).to.equal(0);
    });
  });
});
