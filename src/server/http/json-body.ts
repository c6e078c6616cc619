import type { Context } from 'hono';
import { Problem } from '../problem.ts';

/**
 * The request's JSON object. Its size is known to be small before anything is parsed, whatever the request
 * says of it.
 *
 * @throws Problem
 */
export async function readJson(c: Context, maxBytes: number): Promise<Record<string, unknown>> {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) {
    throw new Problem('invalid', 'The content type must be application/json.', { status: 415 });
  }
  if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const bytes = await readBytes(c.req.raw, maxBytes);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Problem('invalid', 'The body is not JSON in UTF-8.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Problem('invalid', 'The body must be a JSON object.');
  }
  return value as Record<string, unknown>;
}

async function readBytes({ body }: Request, maxBytes: number): Promise<Uint8Array> {
  if (!body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    size += value.byteLength;
    if (size > maxBytes) {
      reader.cancel().catch(() => {});
      throw tooLarge(maxBytes);
    }
    chunks.push(value);
  }
}

function tooLarge(maxBytes: number): Problem {
  // The rest of the body is not worth reading, so the connection cannot be used again.
  return new Problem('invalid', `The body is larger than ${maxBytes} bytes.`, {
    status: 413,
    fields: { body: 'too-long' },
    headers: { connection: 'close' },
  });
}
