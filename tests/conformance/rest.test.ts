import { restAdapter } from '../../src/adapters/rest.ts';
import { READ_ONLY } from '../../src/core/adapter/capabilities.ts';
import { hostileAnswers } from './hostile-answers.ts';

// The kit itself runs against the real server, in `tests/server`.

const comment = (id: string, parentId: string | null = null) => ({
  id,
  parentId,
  author: { name: 'Ana', url: 'https://ana.example' },
  body: { format: 'text', value: `Comment ${id}` },
  createdAt: '2024-03-01T12:00:00.000Z',
  status: 'published',
  reactions: [{ name: 'like', count: 1 }],
  can: { edit: false, remove: false },
});

hostileAnswers({
  title: 'the adapter for our own server',
  create: () => restAdapter({ endpoint: 'https://comments.example' }),
  sample: {
    comments: [comment('a'), comment('b'), comment('c'), comment('d', 'a')],
    total: 4,
    nextCursor: 'next',
    capabilities: { ...READ_ONLY, sorts: ['newest', 'oldest'], create: true },
    thread: { closed: false, version: 7 },
    form: { challenge: false },
  },
  items: (sample: { comments: unknown[] }) => sample.comments,
});
