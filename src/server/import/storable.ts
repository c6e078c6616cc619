import type { StoredRecord } from '../record.ts';

/** NUL, which PostgreSQL cannot store, and half of a surrogate pair, which UTF-8 cannot. */
const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The record with what no database can hold replaced by U+FFFD, so that one comment cannot stop an import. */
export function storable<T extends StoredRecord>(record: T): T {
  return clean(record) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.includes('\0') || !value.isWellFormed() ? value.replace(UNSTORABLE, '\ufffd') : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [clean(key) as string, clean(part)]));
}
