import type { Comment } from '../../src/core/model/comment.ts';

/** The comments of the page of 2012, top to bottom, each a minute older than the one above it on its day. */
export function parseSeedPage(page: string): Comment[] {
  const [, text = ''] = page.split(/^Comments$/m);
  const pattern = /^(.+?)(?: in (.+))? writes:\n([\s\S]*?)\nPosted on (.+)$/gm;
  return [...text.matchAll(pattern)].map(([, name = '', location, body = '', date], index) => {
    const noon = new Date(`${date} 12:00:00`);
    return {
      id: `seed-${index}`,
      parentId: null,
      author: { name, ...(location && { location }) },
      body: { format: 'text', value: body.trim() },
      createdAt: new Date(noon.getTime() - index * 60_000).toISOString(),
      status: 'published',
    };
  });
}
