import type { NewComment } from '../adapter/adapter.ts';
import { plainLabel } from '../model/author.ts';
import type { Comment } from '../model/comment.ts';

/**
 * Whether a comment of the thread looks like one that was sent: of the same author in the same place with the
 * same words, written since. Servers change markup, so only letters and digits are compared.
 *
 * @param since ISO 8601 by the server's clock; null for ever.
 */
export function looksSent(comment: Comment, sent: NewComment, since: string | null): boolean {
  if (since !== null && (comment.createdAt === null || comment.createdAt <= since)) return false;
  // A backend with few levels hangs a reply higher up.
  if ((comment.parentId === null) !== (sent.parentId === null)) return false;
  const name = plainLabel(sent.author.name);
  if (name !== '' && plainLabel(comment.author.name) !== name) return false;
  return wordsOf(comment.body) === wordsOf(sent.body);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** Not for showing: what is left of markup after this may still be markup. */
function wordsOf({ format, value }: Comment['body']): string {
  let text = value;
  if (format === 'html') {
    text = text
      .replace(/<[^>]*>/g, ' ')
      .replace(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity);
  }
  // Where a link leads is not among the words of its rendering.
  if (format === 'markdown') text = text.replace(/\]\([^)]*\)/g, ']');
  return text.replace(/&#x?[\da-f]+;/gi, ' ').replace(/[^\p{L}\p{N}]+/gu, '');
}
