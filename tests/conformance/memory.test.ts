import { expect } from '@open-wc/testing';
import { memoryAdapter, type MemoryAdapterOptions } from '../../src/adapters/memory.ts';
import type { Comment } from '../../src/core/model/comment.ts';
import { adapterConformance, type ConformanceFixture } from '../../src/testing/index.ts';

const REACTIONS = Object.freeze(['heart', 'rocket']);

/** What does not apply, by the variant of the adapter. A case that starts to, or ceases to, fails the run. */
const VARIANTS: readonly {
  readonly title: string;
  readonly options: MemoryAdapterOptions;
  readonly notApplicable: readonly string[];
}[] = [
  {
    title: 'the memory adapter',
    options: {},
    notApplicable: [
      'paging: gives everything in one answer',
      'paging: goes on where it was, though comments were written meanwhile',
      'paging: goes on where it was, though the last comment read was removed meanwhile',
      'paging: refuses a cursor of unknown make, or takes it for none',
      'create: takes a text of the greatest length and refuses a longer one',
      'react: lets a vote up and a vote down exclude each other',
      'react: takes every reaction that it offers',
      'extra: takes a report of a comment',
      'extra: refuses a report of a comment that is not there',
      'extra: previews a text without writing it',
      'extra: previews nothing if the signal has aborted before',
      'extra: can be disposed of twice',
    ],
  },
  {
    title: 'the memory adapter with cursors and two-sided votes',
    options: { capabilities: { paging: 'cursor', votes: 'up-down' }, latency: 1 },
    notApplicable: [
      'paging: leads by number to the end, without repeats or gaps',
      'paging: says of each page its number and how many there are',
      'paging: answers for a page beyond the last with the last, an empty one or not-found',
      'paging: gives everything in one answer',
      'create: takes a text of the greatest length and refuses a longer one',
      'react: takes every reaction that it offers',
      'extra: takes a report of a comment',
      'extra: refuses a report of a comment that is not there',
      'extra: previews a text without writing it',
      'extra: previews nothing if the signal has aborted before',
      'extra: can be disposed of twice',
    ],
  },
];

for (const { title, options, notApplicable } of VARIANTS) {
  const found: string[] = [];
  adapterConformance({
    title,
    describe,
    it,
    create: () => {
      const adapter = memoryAdapter(options);
      return { adapter, other: adapter };
    },
    notApplicable: (one) => found.push(one.title),
  });
  describe(title, () => {
    it('is not asked for what it does not announce', () => expect(found).to.deep.equal(notApplicable));
  });
}

describe('the memory adapter, moderated', () => {
  const found: string[] = [];
  adapterConformance({
    describe,
    it,
    create: () => {
      const capabilities = { votes: 'reactions', reactionNames: REACTIONS } as const;
      return { adapter: memoryAdapter({ capabilities, moderated: true }) };
    },
    notApplicable: ({ title }) => found.push(title),
  });
  describe('cases left out', () => {
    it('are those that need a published comment or another viewer', () => {
      expect(found).to.include.members([
        'create: has the comment listed as it was answered',
        'react: takes every reaction that it offers',
        'watch: tells everyone who watches',
      ]);
      expect(found).not.to.include('create: answers with the comment, published or pending');
    });
  });
});

describe('the memory adapter with named reactions', () => {
  const found: string[] = [];
  adapterConformance({
    describe,
    it,
    create: () => {
      const capabilities = { votes: 'reactions', reactionNames: REACTIONS } as const;
      return { adapter: memoryAdapter({ capabilities }) };
    },
    notApplicable: ({ title }) => found.push(title),
  });
  describe('cases left out', () => {
    it('are none about reactions', () => {
      expect(found).not.to.include('react: takes every reaction that it offers');
    });
  });
});

describe('the memory adapter, read-only with comments of old', () => {
  const found: string[] = [];
  adapterConformance({ describe, it, create: readOnly, notApplicable: ({ title }) => found.push(title) });
  describe('cases left out', () => {
    it('are those that write', () => {
      expect(found).to.include('create: answers with the comment, published or pending');
      expect(found).not.to.include.members([
        'list: gives a well-formed page',
        'sort: gives the oldest comments first',
      ]);
    });
  });
});

/** A backend that takes no comments; those that are there were put there by other means. */
function readOnly(): ConformanceFixture {
  const threads = new Map<string, readonly Comment[]>();
  const adapter = memoryAdapter({
    comments: ({ key }) => threads.get(key) ?? [],
    capabilities: { create: false, edit: false, remove: false, votes: 'none', locate: false, watch: false },
  });
  return {
    adapter: { ...adapter, name: 'read-only' },
    seed: ({ key }, texts) => {
      threads.set(key, texts.map(seededComment));
    },
  };
}

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
