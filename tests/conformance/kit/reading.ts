import type { CommentPage } from '../../../src/core/adapter/adapter.ts';
import { AdapterError } from '../../../src/core/adapter/adapter-error.ts';
import {
  asPaging,
  asking,
  capabilities,
  comments,
  deaf,
  fragile,
  hanging,
  pages,
  refusing,
  type Faults,
} from './fault.ts';

/** Faults in what is read. */
export const READING: Faults = {
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
  'list: names each backend of a merged thread that failed once, and why': [
    pages(() => ({ failedSources: [{ source: 'isso', code: '500' }] })),
    { failedSources: [{ source: 'isso', code: 'server' }] },
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
  'sort: gives the same comments in every order that it offers': [
    pages((page, { sort }) => (sort === 'top' ? { comments: page.comments.slice(1) } : {})),
  ],
  'sort: brings the replies along with what they answer': [
    pages((page) => ({ comments: page.comments.filter(({ parentId }) => parentId === null) })),
  ],

  'paging: leads by cursor to the end, without repeats or gaps': [
    pages((page, { cursor }) => (cursor ? { comments: page.comments.slice(1) } : {})),
  ],
  'paging: takes a cursor again, after others': [
    (model) => {
      const taken = new Set<string>();
      const { list } = pages((_page, { cursor = '' }) => {
        const again = taken.has(cursor);
        taken.add(cursor);
        return again ? { comments: [] } : {};
      })(model);
      return { list: list! };
    },
  ],
  'paging: takes any size of page': [
    (model) => ({
      list: async (thread, query, options) => {
        if (query.limit > 100) throw new AdapterError('invalid');
        return model.list(thread, query, options);
      },
    }),
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

  'counts: gives the numbers in the order asked, 0 for a thread in which nobody has written': [
    (model) => ({ counts: async (...args) => [...(await model.counts(...args))].sort() }),
  ],
  'counts: counts replies too': [
    (model) => ({
      counts: async (...args) => (await model.counts(...args)).map((count) => Math.min(count, 1)),
    }),
  ],
  'counts: counts no threads as none': [
    (model) => ({
      counts: async (threads, options) => (threads.length === 0 ? [0] : model.counts(threads, options)),
    }),
  ],
  'counts: counts many threads at once': [
    (model) => ({ counts: (threads, options) => model.counts(threads.slice(0, 50), options) }),
  ],
  'counts: counts threads of any name': [
    (model) => ({
      counts: (threads, options) =>
        model.counts(
          threads.map((thread) => ({ ...thread, key: thread.key.split(',')[0]! })),
          options,
        ),
    }),
  ],
  'counts: counts a removed comment no more': [
    (model) => {
      let removed = 0;
      return {
        counts: async (...args) => (await model.counts(...args)).map((count) => count + removed),
        remove: (...args) => {
          removed++;
          return model.remove(...args);
        },
      };
    },
  ],
  'counts: counts what list counts': [pages(({ total }) => ({ total: total! + 1 }))],
  'counts: rejects if its signal has aborted before': [deaf('counts')],
  'counts: settles if its signal aborts meanwhile': [hanging('counts')],

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
  'locate: refuses ids of every make that are not there': [fragile('locate')],
  'locate: settles if its signal aborts meanwhile': [hanging('locate')],

  'author: gives the comments of one author, replies too, and those of nobody else': [
    asking(({ author: _, ...query }) => query),
  ],
  'author: pages through one author’s comments': [
    asking(({ author, ...query }) => (query.cursor || query.page !== 1 ? query : { ...query, author })),
  ],
  'author: gives an empty page for an author who has written nothing': [
    asking(({ author: _, ...query }) => query),
  ],
  'author: gives the comments of an author of any name': [
    asking(({ author, ...query }) => ({ ...query, ...(author && { author: author.replace(/['"]/g, '') }) })),
  ],
};
