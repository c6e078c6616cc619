import type { AdapterErrorCode } from '../core/adapter/adapter-error.ts';
import { isRecord } from '../core/adapter/check-answer.ts';
import type { Refusal } from './http.ts';

/** Reads a problem document (RFC 9457) with the protocol's own members. */
export function readProblem(data: unknown): Partial<Refusal> {
  if (!isRecord(data) || typeof data['code'] !== 'string') return {};
  const { code, detail, retryAfter, fields } = data;
  return {
    code: code as AdapterErrorCode,
    ...(typeof detail === 'string' && { detail }),
    ...(typeof retryAfter === 'number' && { retryAfter }),
    ...(isRecord(fields) && { fields }),
  };
}
