import { BadRecordError } from '../problem.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function parseObject(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // A text nested deeply enough is a RangeError.
    throw new BadRecordError('not JSON', error instanceof Error ? error.message : undefined);
  }
  return asObject(value);
}

export function asObject(value: unknown, what?: string): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new BadRecordError(what === undefined ? 'not an object' : `${what} is not an object`);
}
