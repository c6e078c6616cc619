import type { Comment } from '../../../core/model/comment.ts';
import { DeviceNotes } from './device-notes.ts';

/** Milliseconds without a look at the thread after which the next one is another visit. */
const PAUSE = 30 * 60_000;

interface Visit {
  /** When the thread was last looked at, in milliseconds since 1970. */
  readonly at: number;
  /** When the visit before that one ended; 0 for never. */
  readonly before: number;
}

const notes = new DeviceNotes('colloquy:visits');

/** Notes that the thread is being looked at. @returns when the last visit ended; 0 on the first one. */
export function beginVisit(thread: string, now = Date.now()): number {
  const { at, before } = readVisit(notes.read(thread));
  const since = now - at < PAUSE ? before : at;
  notes.write(thread, { at: now, before: since } satisfies Visit);
  return since;
}

/** Those that others have written since. */
export function newSince(comments: Iterable<Comment>, since: number): Set<string> {
  const found = new Set<string>();
  if (since === 0) return found;
  for (const { id, createdAt, status, can } of comments) {
    const own = can?.edit === true || can?.remove === true;
    if (status === 'published' && !own && createdAt !== null && Date.parse(createdAt) > since) found.add(id);
  }
  return found;
}

function readVisit(note: unknown): Visit {
  const { at, before } = (note ?? {}) as Partial<Record<keyof Visit, unknown>>;
  return { at: typeof at === 'number' ? at : 0, before: typeof before === 'number' ? before : 0 };
}
