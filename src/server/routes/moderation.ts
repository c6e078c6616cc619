import { Hono } from 'hono';
import type { Backend } from '../backend.ts';
import { callerOf, requireModerator } from '../http/caller.ts';
import { checkBoolean, checkOneOf, checkText, checkThreadKey } from '../http/checks.ts';
import { readJson } from '../http/json-body.ts';
import { readCursorText, readLimit } from '../http/page-query.ts';
import { block, type BlockTarget, listBlocks, unblock } from '../moderation/blocks.ts';
import { decide, type Decision, setClosed } from '../moderation/decide.ts';
import { moderationOf, setModeration } from '../moderation/mode.ts';
import { presentQueued, QUEUES, readQueue } from '../moderation/queue.ts';
import { Problem } from '../problem.ts';

const STATUSES = ['published', 'pending', 'spam', 'deleted'] as const;
const MODES = ['pre', 'post'] as const;
const MAX_TARGET = 200;

export function moderationRoutes(backend: Backend): Hono {
  const routes = new Hono();
  const json = (c: Parameters<typeof readJson>[0]) => readJson(c, backend.settings.maxRequestBytes);

  routes.use(async (c, next) => {
    requireModerator(callerOf(c, backend));
    await next();
    c.header('cache-control', 'no-store');
  });

  routes.get('/comments', async (c) => {
    const queue = checkOneOf(c.req.query('status') ?? 'pending', 'status', QUEUES);
    return c.json(await readQueue(backend, queue, readLimit(c), readCursorText(c)));
  });

  routes.patch('/comments/:id', async (c) => {
    const row = await decide(backend, c.req.param('id'), checkDecision(await json(c)));
    const [queued] = await presentQueued(backend, [row]);
    return c.json(queued);
  });

  routes.patch('/thread', async (c) => {
    const { key, closed } = await json(c);
    return c.json(await setClosed(backend, checkThreadKey(key, 'key'), checkBoolean(closed, 'closed')));
  });

  routes.get('/blocks', async (c) => c.json({ blocks: await listBlocks(backend) }));

  routes.post('/blocks', async (c) => c.json(await block(backend, checkTarget(await json(c))), 201));

  routes.delete('/blocks', async (c) => {
    await unblock(backend, checkTarget(await json(c)));
    return c.body(null, 204);
  });

  routes.get('/settings', async (c) => c.json({ moderation: await moderationOf(backend) }));

  routes.put('/settings', async (c) => {
    const moderation = checkOneOf((await json(c))['moderation'], 'moderation', MODES);
    await setModeration(backend, moderation);
    return c.json({ moderation });
  });

  return routes;
}

function checkDecision({ status, pinned, reports }: Record<string, unknown>): Decision {
  if (status === undefined && pinned === undefined && reports === undefined) {
    throw new Problem('invalid', 'Give status, pinned or reports.');
  }
  if (reports !== undefined && reports !== 0) throw new Problem('invalid', 'reports can only be set to 0.');
  return {
    ...(status !== undefined && { status: checkOneOf(status, 'status', STATUSES) }),
    ...(pinned !== undefined && { pinned: checkBoolean(pinned, 'pinned') }),
    ...(reports === 0 && { dismissReports: true }),
  };
}

function checkTarget({ kind, value }: Record<string, unknown>): BlockTarget {
  return {
    kind: checkOneOf(kind, 'kind', ['name', 'address']),
    value: checkText(value, 'value', MAX_TARGET, 1),
  };
}
