import type { CommentRecord } from '../record.ts';
import { BadRecordError } from './problem.ts';

type Loose<T> = { readonly [K in keyof T]: T[K] | undefined };

/** A record in the making: what is not known may be undefined. */
export interface RecordParts extends Omit<Loose<CommentRecord>, 'author' | 'body'> {
  readonly author: Loose<CommentRecord['author']>;
  readonly body: CommentRecord['body'];
}

/**
 * A record of a foreign system. A deleted comment keeps its place and nothing else: who deleted it did not
 * ask for it to be stored somewhere new.
 */
export function makeRecord(parts: RecordParts): CommentRecord {
  for (const name of ['thread', 'id', 'createdAt', 'status'] as const) {
    if (parts[name] === undefined || parts[name] === '') throw new BadRecordError(`no ${name}`);
  }
  if (parts.status !== 'deleted') {
    if (parts.body.value === '') throw new BadRecordError('no text');
    const author = known({ ...parts.author, name: parts.author.name ?? '' });
    return known({ ...parts, author }) as CommentRecord;
  }
  const { email: _email, editedAt: _editedAt, pinned: _pinned, reactions: _reactions, ...place } = parts;
  const body = { format: 'text', value: '' } as const;
  return known({ ...place, author: { name: '' }, body }) as CommentRecord;
}

function known<T extends object>(parts: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(parts).filter(([, value]) => value !== undefined && value !== false),
  ) as Partial<T>;
}
