import type { Backend, Caller } from '../backend.ts';
import { Problem } from '../problem.ts';
import { matchesHash } from '../secrets.ts';
import type { CommentRow } from './rows.ts';

/** Whether the token given is that of its author, who sees it whatever others see. */
export function isOwner({ token }: Caller, row: CommentRow): boolean {
  return token !== null && matchesHash(token, row.owner_hash);
}

/** Whether the time is over in which its author may change it. */
export function isLate({ settings, clock }: Backend, row: CommentRow): boolean {
  return clock() > row.created_at + settings.ownerSeconds * 1000;
}

/** @throws Problem unless the caller is a moderator, or its author in time. */
export function requireOwner(backend: Backend, caller: Caller, row: CommentRow): void {
  if (caller.moderator) return;
  if (caller.token === null) throw new Problem('auth-required', 'The token of its author is wanted.');
  if (!isOwner(caller, row)) {
    throw new Problem('forbidden', 'The token is not that of its author.');
  }
  if (isLate(backend, row)) {
    throw new Problem('edit-expired', 'It is too late for its author to change this comment.');
  }
}
