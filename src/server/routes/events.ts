import { Hono } from 'hono';
import type { Backend } from '../backend.ts';
import { findThread } from '../comments/rows.ts';
import { threadIdOf } from '../comments/thread-id.ts';
import { callerOf } from '../http/caller.ts';
import { checkNumber, checkThreadKey } from '../http/checks.ts';
import type { EventStreams } from '../live/event-streams.ts';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // For nginx, which would else hold the events back.
  'x-accel-buffering': 'no',
};

export function eventRoutes(backend: Backend, streams: EventStreams): Hono {
  const routes = new Hono();

  routes.get('/events', async (c) => {
    const caller = callerOf(c, backend);
    const key = checkThreadKey(c.req.query('thread'), 'thread');
    const lastId = c.req.header('last-event-id');
    const known = lastId !== undefined && /^\d{1,15}$/.test(lastId) ? lastId : c.req.query('since');
    const since = checkNumber(known, 'since', { min: 0, max: Number.MAX_SAFE_INTEGER, fallback: -1 });
    const threadId = threadIdOf(backend.settings.site, key);
    // Nobody would read the stream, or ever end it.
    if (c.req.method === 'HEAD') return c.body(null, 200, HEADERS);
    const stream = streams.open(threadId, caller.addressHash, since);
    if (since >= 0) {
      // Asked only now that the stream listens, so that nothing can happen in between unheard.
      const version = await versionOf(backend, threadId).catch((thrown: unknown) => {
        stream.close();
        throw thrown;
      });
      stream.compare(version);
    }
    return c.body(stream.body, 200, HEADERS);
  });

  return routes;
}

async function versionOf({ database }: Backend, threadId: string): Promise<number> {
  return (await findThread(database.queries, threadId))?.version ?? 0;
}
