import { createHash } from 'node:crypto';
import type { Backend, Caller } from '../backend.ts';
import type { NewComment } from '../comments/new-comment.ts';
import type { Queries } from '../database/database.ts';
import { Problem } from '../problem.ts';

/** What a new comment is taken for at first sight. */
export type Verdict = 'fine' | 'doubtful' | 'spam';

export function judge({ settings }: Backend, comment: NewComment): Verdict {
  // Whoever filled in what people do not see is told that all went well.
  if (comment.honeypot !== '') return 'spam';
  return containsWord(settings.words, textOf(comment)) ? 'doubtful' : 'fine';
}

export function containsWord(words: readonly string[], text: string): boolean {
  if (words.length === 0) return false;
  const folded = fold(text);
  return words.some((word) => word !== '' && folded.includes(fold(word)));
}

/**
 * Asks whoever is too fast to wait. A person's client sends the comment again by itself after that time and
 * nothing is lost; a clock that runs ahead must not keep its owner out.
 *
 * @throws Problem
 */
export function checkPace({ settings, clock }: Backend, startedAt: number | null): void {
  if (settings.minimumSeconds === 0) return;
  if (startedAt === null) throw new Problem('invalid', 'startedAt is missing.');
  const spent = clock() - startedAt;
  const missing = settings.minimumSeconds * 1000 - spent;
  if (spent >= 0 && missing > 0) {
    throw new Problem('rate-limited', 'Nobody writes that fast.', { retryAfter: missing });
  }
}

/** @throws Problem `forbidden` for whoever a moderator has blocked. */
export async function checkBlocks(
  queries: Queries,
  { settings }: Backend,
  caller: Caller,
  name: string,
): Promise<void> {
  const block = await queries
    .selectFrom('colloquy_block')
    .select('kind')
    .where('site', '=', settings.site)
    .where((either) =>
      either.or([
        either.and([either('kind', '=', 'address'), either('value', '=', caller.addressHash)]),
        either.and([either('kind', '=', 'name'), either('value', '=', foldName(name))]),
      ]),
    )
    .executeTakeFirst();
  if (block) throw new Problem('forbidden', 'This author may not write here.');
}

/** Names that differ only in case and blank space are the same for a block. */
export function foldName(name: string): string {
  return fold(name).trim().replace(/\s+/g, ' ');
}

export function fingerprintOf({ parentId, author, body }: NewComment): string {
  const parts = JSON.stringify([parentId, author.name, body.value]);
  return createHash('sha256').update(parts).digest('base64url').slice(0, 22);
}

/** @throws Problem `duplicate` */
export async function checkDuplicate(
  transaction: Queries,
  { settings, clock }: Backend,
  threadId: string,
  fingerprint: string,
): Promise<void> {
  if (settings.duplicateSeconds === 0) return;
  const twin = await transaction
    .selectFrom('colloquy_comment')
    .select('id')
    .where('thread_id', '=', threadId)
    .where('fingerprint', '=', fingerprint)
    .where('created_at', '>', clock() - settings.duplicateSeconds * 1000)
    .executeTakeFirst();
  if (twin) throw new Problem('duplicate', 'This author has just written the same.');
}

function textOf({ author, body }: NewComment): string {
  return [body.value, author.name, author.url ?? '', author.location ?? ''].join('\n');
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
