import { compositeAdapter } from '../../src/adapters/composite.ts';
import { memoryAdapter, type MemoryAdapterOptions } from '../../src/adapters/memory.ts';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import type { Comment } from '../../src/core/model/comment.ts';
import type { ConformanceFixture } from '../../src/testing/index.ts';
import { conformance } from './conformance.ts';
import { IN_PAGES, NO_PAGE_NUMBERS, READ_ONLY } from './not-applicable.ts';
import { hostileAnswers } from './hostile-answers.ts';

conformance({
  title: 'the composite adapter of two that can write',
  create: () => {
    const adapter = compositeAdapter([
      memoryAdapter(),
      memoryAdapter({ capabilities: { paging: 'cursor' } }),
    ]);
    return { adapter, other: adapter };
  },
  notApplicable: [
    ...IN_PAGES,
    ...NO_PAGE_NUMBERS,
    'create: takes a text of the greatest length and refuses a longer one',
    'closed: ',
    'challenge: ',
    'edit: refuses a text above the greatest length',
    'react: lets a vote up and a vote down exclude each other',
    'react: takes every reaction that it offers',
    'report: ',
    'preview: ',
    'viewer: knows the name of who is signed in, on each page',
    'viewer: gives comments of who is signed in under their name',
    'viewer: knows nobody once they have signed out',
    'viewer: opens nothing to sign in at if its signal has aborted before',
  ],
});

/** Backends of different kinds among which the seeded comments are dealt out. */
function readOnly(...more: CommentsAdapter[]): ConformanceFixture {
  const threads = new Map<string, readonly Comment[]>();
  const adapters = (['cursor', 'numbered', 'none'] as const).map((paging, index) => {
    const options: MemoryAdapterOptions = {
      comments: ({ key }) => (threads.get(key) ?? []).filter((_, place) => place % 3 === index),
      capabilities: { paging, create: false, edit: false, remove: false, votes: 'none', watch: false },
    };
    const { list, counts } = memoryAdapter(options);
    const whole: CommentsAdapter['list'] = (thread, query, call) =>
      list(thread, { ...query, ...(paging === 'none' && { limit: 1000 }) }, call);
    return { name: paging, list: whole, counts };
  });
  return {
    adapter: compositeAdapter([...more, ...adapters]),
    seed: ({ key }, texts) => {
      threads.set(key, texts.map(seeded));
    },
  };
}

function seeded(value: string, index: number): Comment {
  return {
    id: `seed-${index}`,
    parentId: null,
    author: { name: 'Ana' },
    body: { format: 'text', value },
    createdAt: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
    status: 'published',
  };
}

conformance({
  title: 'the composite adapter of three that are only read',
  create: () => readOnly(),
  notApplicable: [
    ...IN_PAGES,
    ...NO_PAGE_NUMBERS,
    ...READ_ONLY,
    'counts: counts replies too',
    'counts: counts a removed comment no more',
    'closed: ',
    'viewer: knows the name of who is signed in, on each page',
    'viewer: gives comments of who is signed in under their name',
    'viewer: knows nobody once they have signed out',
    'viewer: opens nothing to sign in at if its signal has aborted before',
  ],
});

conformance({
  title: 'the composite adapter of which one fails',
  create: () => readOnly({ name: 'broken', list: () => Promise.reject(new Error('broken')) }),
  notApplicable: [
    ...NO_PAGE_NUMBERS,
    ...READ_ONLY,
    'paging: gives everything in one answer',
    'counts: ',
    'closed: ',
    'viewer: knows the name of who is signed in, on each page',
    'viewer: gives comments of who is signed in under their name',
    'viewer: knows nobody once they have signed out',
    'viewer: opens nothing to sign in at if its signal has aborted before',
  ],
});

/** Reads what it gives with `fetch`, and checks nothing. */
const trusting: CommentsAdapter = {
  name: 'trusting',
  async list(_thread, _query, { signal }) {
    const answer = await fetch('https://backend.example/', { signal });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json() as Promise<never>;
  },
};

const comment = (id: string, parentId: string | null = null) => ({
  id,
  parentId,
  author: { name: 'Ana', url: 'https://ana.example/' },
  body: { format: 'text', value: 'Hello' },
  createdAt: '2026-01-02T03:04:05.000Z',
  status: 'published',
  reactions: [{ name: 'like', count: 1 }],
});

hostileAnswers({
  title: 'the composite adapter',
  create: () => compositeAdapter([trusting]),
  sample: {
    comments: [comment('1'), comment('2'), comment('3'), comment('4', '3')],
    total: 4,
    capabilities: { sorts: ['newest'] },
  },
  items: ({ comments }: { comments: unknown[] }) => comments,
});
