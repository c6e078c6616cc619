import { memoryAdapter } from '../../src/adapters/memory.ts';
import type { Comment } from '../../src/core/model/comment.ts';
import { conformance } from './conformance.ts';
import { IN_PAGES, NO_PAGE_NUMBERS, READ_ONLY } from './not-applicable.ts';

conformance({
  title: 'the memory adapter',
  create: () => {
    const adapter = memoryAdapter();
    return { adapter, other: adapter };
  },
  notApplicable: [
    ...IN_PAGES,
    'paging: goes on where it was, though comments were written meanwhile',
    'paging: goes on where it was, though the last comment read was removed meanwhile',
    'paging: refuses a cursor of unknown make, or takes it for none',
    'create: takes a text of the greatest length and refuses a longer one',
    'closed: ',
    'challenge: ',
    'edit: refuses a text above the greatest length',
    'react: lets a vote up and a vote down exclude each other',
    'react: takes every reaction that it offers',
    'report: ',
    'preview: ',
    'viewer: ',
    'dispose: ',
  ],
});

conformance({
  title: 'the memory adapter with cursors and two-sided votes',
  create: () => {
    const capabilities = { paging: 'cursor', votes: 'up-down' } as const;
    const adapter = memoryAdapter({ capabilities, latency: 1 });
    return { adapter, other: adapter };
  },
  notApplicable: [
    ...IN_PAGES,
    ...NO_PAGE_NUMBERS,
    'create: takes a text of the greatest length and refuses a longer one',
    'closed: ',
    'challenge: ',
    'edit: refuses a text above the greatest length',
    'react: takes every reaction that it offers',
    'report: ',
    'preview: ',
    'viewer: ',
    'dispose: ',
  ],
});

conformance({
  title: 'the memory adapter, moderated',
  create: () => ({ adapter: memoryAdapter({ moderated: true }) }),
  notApplicable: [
    'list: gives a well-formed page',
    'list: gives every comment an id of its own',
    'list: gives the same page again while nothing happens',
    'list: gives plain data, which JSON and structured clones keep as it is',
    'list: gives nothing through which the backend can be changed',
    'list: keeps threads apart',
    'list: takes any name for a thread',
    'list: names each backend of a merged thread that failed once, and why',
    'sort: ',
    'paging: ',
    'counts: gives the numbers in the order asked, 0 for a thread in which nobody has written',
    'counts: counts replies too',
    'counts: counts many threads at once',
    'counts: counts threads of any name',
    'counts: counts a removed comment no more',
    'counts: counts what list counts',
    'create: has the comment listed as it was answered',
    'create: takes two comments with the same text for two, or refuses the second as a duplicate',
    'create: keeps what it asks the author for',
    'create: gives the e-mail address to nobody',
    'create: keeps which comment a reply answers',
    'create: keeps which reply a reply answers',
    'create: makes one comment of two tries with one idempotency key',
    'create: makes one comment of two tries at the same time with one idempotency key',
    'create: takes several comments at the same time',
    'create: says when the comment was written, give or take some minutes',
    'create: counts the comment in the total',
    'create: takes a text of the greatest length and refuses a longer one',
    'create: keeps no hold of the object it was given',
    'create: leaves the object it was given as it was',
    'text: ',
    'closed: ',
    'challenge: ',
    'edit: changes the text and nothing else',
    'edit: says when the comment was edited',
    'edit: has the comment listed as it was answered',
    'edit: keeps which comment an edited reply answers',
    'edit: keeps the replies of an edited comment',
    'edit: keeps the last of several edits',
    'edit: refuses a comment that is not there',
    'edit: refuses a text without a word in it',
    'edit: refuses a text above the greatest length',
    'edit: changes nothing if its signal has aborted before',
    'edit: settles if its signal aborts meanwhile',
    'edit: keeps no hold of the object it was given',
    'edit: loses nothing of what else is written to the comment at the same time',
    'remove: leaves nothing of a comment that nobody answered',
    'remove: leaves a hole, without name and text, where a comment was answered',
    'remove: keeps the replies to a removed comment in their places, or removes them all',
    'remove: keeps a reply to a removed comment, or refuses it',
    'remove: takes the comment out of the total',
    'remove: refuses a comment that is not there',
    'remove: refuses a comment that has been removed',
    'remove: keeps a removed comment from being edited',
    'remove: keeps a removed comment from being reacted to',
    'remove: keeps a removed comment from being located',
    'remove: settles if its signal aborts meanwhile',
    'remove: removes nothing if its signal has aborted before',
    'react: counts a reaction and knows that it is the viewer’s own',
    'react: takes a reaction back',
    'react: counts a reaction once, however often it is chosen',
    'react: has the comment listed as it was answered, with its text and author',
    'react: takes a reaction to a reply, which stays one',
    'react: lets a vote up and a vote down exclude each other',
    'react: takes every reaction that it offers',
    'react: settles if its signal aborts meanwhile',
    'react: changes nothing if its signal has aborted before',
    'report: ',
    'preview: ',
    'locate: finds the page of every comment',
    'locate: gives the same page as list does',
    'locate: finds the page of a reply',
    'locate: says not-found of a comment that is not there',
    'locate: settles if its signal aborts meanwhile',
    'locate: rejects if its signal has aborted before',
    'author: ',
    'watch: ',
    'viewer: ',
    'dispose: ',
  ],
});

conformance({
  title: 'the memory adapter with named reactions',
  create: () => {
    const reactionNames = Object.freeze(['heart', 'rocket']);
    return { adapter: memoryAdapter({ capabilities: { votes: 'reactions', reactionNames } }) };
  },
  notApplicable: [
    ...IN_PAGES,
    'paging: goes on where it was, though comments were written meanwhile',
    'paging: goes on where it was, though the last comment read was removed meanwhile',
    'paging: refuses a cursor of unknown make, or takes it for none',
    'create: takes a text of the greatest length and refuses a longer one',
    'closed: ',
    'challenge: ',
    'edit: refuses a text above the greatest length',
    'react: lets a vote up and a vote down exclude each other',
    'report: ',
    'preview: ',
    'watch: ',
    'viewer: ',
    'dispose: ',
  ],
});

conformance({
  title: 'the memory adapter, read-only with comments of old',
  create: () => {
    const threads = new Map<string, readonly Comment[]>();
    return {
      adapter: memoryAdapter({
        comments: ({ key }) => threads.get(key) ?? [],
        capabilities: {
          create: false,
          edit: false,
          remove: false,
          votes: 'none',
          locate: false,
          watch: false,
        },
      }),
      seed: ({ key }, texts) => {
        threads.set(key, texts.map(seededComment));
      },
    };
  },
  notApplicable: [
    ...IN_PAGES,
    ...READ_ONLY,
    'paging: refuses a cursor of unknown make, or takes it for none',
    'counts: counts replies too',
    'counts: counts a removed comment no more',
    'closed: ',
    'viewer: ',
    'dispose: ',
  ],
});

function seededComment(value: string, index: number): Comment {
  return {
    id: `seed-${index}`,
    parentId: null,
    author: { name: 'Ana' },
    body: { format: 'text', value },
    createdAt: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
    status: 'published',
  };
}
