import { Hono } from 'hono';
import type { Backend } from '../backend.ts';
import { createComment } from '../comments/create.ts';
import { editComment } from '../comments/edit.ts';
import { react } from '../comments/reactions.ts';
import { removeComment } from '../comments/remove.ts';
import { reportComment } from '../comments/report.ts';
import { callerOf, idempotencyKeyOf } from '../http/caller.ts';
import { checkText } from '../http/checks.ts';
import { readJson } from '../http/json-body.ts';
import { checkBody, checkNewComment } from '../http/new-comment-check.ts';
import { Problem } from '../problem.ts';
import { newChallenge } from '../spam/proof-of-work.ts';

const MAX_REASON = 1000;
const CACHE = { 'cache-control': 'no-store' };

export function writingRoutes(backend: Backend): Hono {
  const { settings } = backend;
  const routes = new Hono();

  routes.get('/challenge', async (c) => c.json(await newChallenge(backend), 200, CACHE));

  routes.post('/comments', async (c) => {
    const caller = callerOf(c, backend);
    const key = idempotencyKeyOf(c);
    if (key === null) throw new Problem('invalid', 'The header Idempotency-Key is missing.');
    const sent = checkNewComment(await readJson(c, settings.maxRequestBytes), settings);
    const created = await createComment(backend, caller, sent, key);
    return c.json(created, 201, { location: `/v1/comments/${created.comment.id}`, ...CACHE });
  });

  routes.patch('/comments/:id', async (c) => {
    const caller = callerOf(c, backend);
    const key = idempotencyKeyOf(c);
    const body = checkBody((await readJson(c, settings.maxRequestBytes))['body'], settings);
    return c.json(await editComment(backend, caller, c.req.param('id'), body, key), 200, CACHE);
  });

  routes.delete('/comments/:id', async (c) => {
    const caller = callerOf(c, backend);
    const comment = await removeComment(backend, caller, c.req.param('id'), idempotencyKeyOf(c));
    return c.json({ comment }, 200, CACHE);
  });

  routes.put('/comments/:id/reactions/:name', async (c) => {
    const { id, name } = c.req.param();
    return c.json(await react(backend, callerOf(c, backend), id, name, true), 200, CACHE);
  });

  routes.delete('/comments/:id/reactions/:name', async (c) => {
    const { id, name } = c.req.param();
    return c.json(await react(backend, callerOf(c, backend), id, name, false), 200, CACHE);
  });

  routes.post('/comments/:id/reports', async (c) => {
    const caller = callerOf(c, backend);
    const { reason } = await readJson(c, settings.maxRequestBytes);
    await reportComment(backend, caller, c.req.param('id'), checkText(reason, 'reason', MAX_REASON));
    return c.body(null, 204, CACHE);
  });

  return routes;
}
