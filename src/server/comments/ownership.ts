import type { Backend, Caller } from '../backend.ts';
import { Problem } from '../problem.ts';
import { matchesHash } from '../secrets.ts';
import type { CommentRow } from './rows.ts';

/** @throws Problem unless the caller is a moderator, or its author in time. */
export function requireOwner({ settings, clock }: Backend, caller: Caller, row: CommentRow): void {
  if (caller.moderator) return;
  if (caller.token === null) throw new Problem('auth-required', 'The token of its author is wanted.');
  if (!matchesHash(caller.token, row.owner_hash)) {
    throw new Problem('forbidden', 'The token is not that of its author.');
  }
  if (clock() > row.created_at + settings.ownerSeconds * 1000) {
    throw new Problem('edit-expired', 'It is too late for its author to change this comment.');
  }
}
