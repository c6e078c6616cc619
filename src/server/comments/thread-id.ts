import { createHash, randomBytes } from 'node:crypto';

/**
 * Ids are 128 random or hashed bits as text. A comment's id begins with that of its thread, so that every
 * statement about a comment can name the thread: in a database spread over machines it then asks only one.
 */
const COMMENT_ID = /^([\w-]{22})\.[\w-]{22}$/;

export function threadIdOf(site: string, key: string): string {
  return hashed(`${site}\0${key}`);
}

export function newCommentId(threadId: string): string {
  return `${threadId}.${randomBytes(16).toString('base64url')}`;
}

/** The same for the same comment of another system, so that a second import finds what the first one wrote. */
export function importedCommentId(threadId: string, sourceId: string): string {
  return threadIdOfComment(sourceId) === threadId ? sourceId : `${threadId}.${hashed(sourceId)}`;
}

/** The thread in which a comment would be, or null for what is no id of ours. */
export function threadIdOfComment(id: string): string | null {
  return COMMENT_ID.exec(id)?.[1] ?? null;
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
}
