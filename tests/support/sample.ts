import type { Comment } from '../../src/core/model/comment.ts';

export interface SampleOptions extends Partial<Omit<Comment, 'author' | 'body'>> {
  readonly name?: string;
  readonly text?: string;
  readonly author?: Partial<Comment['author']>;
  readonly body?: Comment['body'];
  readonly minutesAgo?: number;
}

/** A well-formed comment; what is not given does not matter to the test. */
export function sample(id: string, options: SampleOptions = {}): Comment {
  const { name = `Author of ${id}`, text = `Text of ${id}.`, author, minutesAgo = 5, ...rest } = options;
  return {
    id,
    parentId: null,
    author: { name, ...author },
    body: { format: 'text', value: text },
    createdAt: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
    status: 'published',
    ...rest,
  };
}

/** `count` top-level comments, `c1` the newest. */
export function samples(count: number): Comment[] {
  return Array.from({ length: count }, (_, index) => sample(`c${index + 1}`, { minutesAgo: index + 1 }));
}

/** One of each kind that a thread can show. */
export function everyKind(): Comment[] {
  const nested = Array.from({ length: 10 }, (_, level) =>
    sample(`deep${level}`, { minutesAgo: 60 - level, parentId: level === 0 ? null : `deep${level - 1}` }),
  );
  return [
    sample('pinned', { pinned: true, author: { badge: 'Author' }, minutesAgo: 10 }),
    sample('rich', {
      author: { location: 'Lisbon', url: 'https://example.org/rich' },
      permalink: 'https://example.org/post#rich',
      editedAt: new Date().toISOString(),
      reactions: [{ name: 'like', count: 3, chosen: true }],
      text: 'First paragraph with https://example.org/a?b=c.\n\nSecond paragraph.',
    }),
    sample('rich-reply', { parentId: 'rich', minutesAgo: 4 }),
    sample('hole', { status: 'deleted', name: '', text: '' }),
    sample('hole-reply', { parentId: 'hole', minutesAgo: 3 }),
    sample('hidden', { status: 'hidden', name: '', text: '' }),
    sample('hidden-reply', { parentId: 'hidden', minutesAgo: 3 }),
    sample('pending', { status: 'pending' }),
    sample('orphan', { parentId: 'nowhere' }),
    sample('nameless', { name: '' }),
    sample('timeless', { createdAt: null }),
    sample('arabic', { name: 'ليلى', body: { format: 'text', value: 'تعليق قصير.', lang: 'ar' } }),
    sample('html', {
      body: {
        format: 'html',
        value:
          '<h1>Title</h1><blockquote>Said</blockquote><ul><li><code>one</code></li></ul><pre>x = 1</pre>',
      },
    }),
    sample('markdown', { body: { format: 'markdown', value: '**Bold** and [a link](https://example.org)' } }),
    ...nested,
  ];
}
