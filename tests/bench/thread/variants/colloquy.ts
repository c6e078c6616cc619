import type { CommentsAdapter } from '../../../../src/core/adapter/adapter.ts';
import { type Capabilities, READ_ONLY } from '../../../../src/core/adapter/capabilities.ts';
import type { Comment } from '../../../../src/core/model/comment.ts';
import type { BenchThread } from '../thread-data.ts';
import { callInPage, json, type Answer, type Variant } from './variant.ts';

/** @param assets folder of the script-tag file. */
export function colloquy(assets: string, name = 'colloquy', label = 'Colloquy'): Variant {
  return {
    name,
    label,
    assets,
    list: ['colloquy-comments', 'colloquy-thread', '.list'],
    body: ({ size }) =>
      `${bundle(name)}${callInPage(showThread, { pageSize: size, capabilities: CAPABILITIES })}`,
    routes: (thread) => {
      const answer = commentsAnswer(thread);
      return { 'comments.json': () => answer };
    },
  };
}

/** Loads the built elements. */
export function bundle(name = 'colloquy'): string {
  return `<script type="module" src="/${name}/assets/colloquy.js"></script>`;
}

export function commentsAnswer({ comments }: BenchThread): Answer {
  return json(
    comments.map(({ number, parent, author, html, time, likes }): Comment => ({
      id: `c${number}`,
      parentId: parent && `c${parent.number}`,
      author: { name: author },
      body: { format: 'html', value: html },
      createdAt: new Date(time).toISOString(),
      status: 'published',
      reactions: [{ name: 'like', count: likes, chosen: false }],
    })),
  );
}

/** Everything that a backend can do and the interface shows. */
const CAPABILITIES: Capabilities = {
  ...READ_ONLY,
  sorts: ['newest', 'oldest', 'top'],
  create: true,
  edit: true,
  remove: true,
  report: true,
  votes: 'like',
  fields: { name: 'required', email: 'optional', website: 'optional', location: 'optional' },
  bodyFormat: 'markdown',
  maxLength: 5000,
};

interface ThreadOptions {
  readonly pageSize: number;
  readonly capabilities: Capabilities;
}

/** In the page: an adapter that fetches the comments once. */
function showThread({ pageSize, capabilities }: ThreadOptions): void {
  let comments: Comment[] | undefined;
  const adapter: CommentsAdapter = {
    name: 'bench',
    // As the adapters of servers that give HTML say it.
    bodyFormats: ['html'],
    async list() {
      comments ??= (await (await fetch('comments.json')).json()) as Comment[];
      bench.answered ||= performance.now();
      return { comments, total: comments.length, capabilities };
    },
    async create(_thread, { parentId, author, body }, { idempotencyKey }) {
      const createdAt = new Date().toISOString();
      const comment: Comment = { id: idempotencyKey, parentId, author, body, createdAt, status: 'published' };
      return { status: 'published', comment };
    },
    async react(_thread, id, { name, chosen }) {
      const comment = comments!.find((one) => one.id === id)!;
      return { ...comment, reactions: [{ name, count: chosen ? 1 : 0, chosen }] };
    },
  };
  const element = document.createElement('colloquy-comments');
  Object.assign(element, { adapter, pageSize, loading: 'eager' });
  document.querySelector('main')!.append(element);
}
