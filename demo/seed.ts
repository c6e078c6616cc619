import type { Comment } from 'colloquy';
import { demoComments, type DemoComment } from './content/comments.ts';

/** The demo's discussion, as old as it says, counted from now. */
export function seedComments(): readonly Comment[] {
  const now = Date.now();
  return demoComments.map((comment) => toComment(comment, now));
}

function toComment({ minutesAgo, editedMinutesAgo, score, ...comment }: DemoComment, now: number): Comment {
  const timeOf = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
  return {
    ...comment,
    author: { ...comment.author },
    body: { ...comment.body },
    createdAt: timeOf(minutesAgo),
    ...(editedMinutesAgo !== undefined && { editedAt: timeOf(editedMinutesAgo) }),
    ...(comment.status === 'published' && { reactions: [{ name: 'like', count: score }] }),
  };
}
