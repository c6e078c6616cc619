import { AdapterError } from '../adapter/adapter-error.ts';
import type { WriteOptions } from '../adapter/adapter.ts';
import { checkComment } from '../adapter/check-answer.ts';
import type { Comment } from '../model/comment.ts';
import type { Device } from '../outbox/device.ts';
import { callAdapter } from './call.ts';
import { createIdempotencyKey } from './pending.ts';
import type { StoreContext } from './store-context.ts';

export interface WritingContext extends StoreContext {
  readonly device: Device;
  /** Name under which the thread's outbox is kept. */
  readonly outbox: string;
}

/**
 * Makes a call that changes something.
 *
 * @param call gives nothing where the adapter has no such method
 * @throws AdapterError
 */
export function write<T>(
  { signal, timeout }: WritingContext,
  call: (options: WriteOptions) => Promise<T> | undefined,
  options: Partial<WriteOptions> = {},
): Promise<T> {
  const { idempotencyKey = createIdempotencyKey(), signal: ends = signal, ...rest } = options;
  return callAdapter(
    async (signal) => {
      const answer = call({ ...rest, signal, idempotencyKey });
      if (!answer) throw new AdapterError('unsupported');
      return answer;
    },
    ends,
    timeout,
  );
}

/** @throws AdapterError `bad-response` */
export function requireComment(answer: unknown, method: string): Comment {
  const comment = checkComment(answer);
  if (!comment) throw new AdapterError('bad-response', { detail: `${method} gave no well-formed comment.` });
  return comment;
}
