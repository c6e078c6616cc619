import { Hono } from 'hono';
import type { Backend } from '../backend.ts';
import { readAuthorPage } from '../comments/author-page.ts';
import { countComments } from '../comments/counts.ts';
import { locatePage, readPage } from '../comments/page.ts';
import { isLate, isOwner } from '../comments/ownership.ts';
import { presentComment } from '../comments/present.ts';
import { chosenBy } from '../comments/reactions.ts';
import { findThread, requireComment } from '../comments/rows.ts';
import { threadIdOf } from '../comments/thread-id.ts';
import { callerOf } from '../http/caller.ts';
import { checkThreadKey } from '../http/checks.ts';
import { etagOf, isKnown } from '../http/etag.ts';
import { readJson } from '../http/json-body.ts';
import { readAuthor, readPageQuery, readSortAndLimit } from '../http/page-query.ts';
import { Problem } from '../problem.ts';
import { reactionNames } from '../settings.ts';

const MAX_COUNTED_THREADS = 100;
/** Kept by the browser only, and asked for again each time. */
const CACHE = { 'cache-control': 'private, no-cache' };

export function readingRoutes(backend: Backend): Hono {
  const { settings, database } = backend;
  const routes = new Hono();

  routes.get('/comments', async (c) => {
    const caller = callerOf(c, backend);
    const query = readPageQuery(c, settings);
    const key = checkThreadKey(c.req.query('thread'), 'thread');
    const thread = await findThread(database.queries, threadIdOf(settings.site, key));
    // The version tells of every change, so an answer that is known costs one row.
    const author = readAuthor(c);
    const view = { ...query, author };
    const etag = etagOf(key, thread?.version ?? 0, view, caller.viewerHash, caller.moderator, settings);
    if (isKnown(c, etag)) return c.body(null, 304, { etag, ...CACHE });
    const page =
      author === undefined
        ? await readPage(backend, caller, thread, query)
        : await readAuthorPage(backend, caller, thread, query, author);
    return c.json(page, 200, { etag, ...CACHE });
  });

  routes.get('/comments/:id', async (c) => {
    const caller = callerOf(c, backend);
    const row = await requireComment(database.queries, c.req.param('id'));
    const owner = isOwner(caller, row);
    if (!row.listed && !caller.moderator && !owner) {
      throw new Problem('not-found', 'There is no such comment.');
    }
    const chosen = caller.viewerHash
      ? await chosenBy(database.queries, row.thread_id, caller.viewerHash)
      : null;
    const late = owner && isLate(backend, row);
    const view = { reactionNames: reactionNames(settings), chosen, moderator: caller.moderator, owner, late };
    return c.json(presentComment(row, view), 200, CACHE);
  });

  routes.get('/comments/:id/page', async (c) => {
    const caller = callerOf(c, backend);
    const query = readSortAndLimit(c, settings);
    const page = await locatePage(backend, caller, c.req.param('id'), query);
    const etag = etagOf(
      c.req.param('id'),
      page.thread.version,
      query,
      caller.viewerHash,
      caller.moderator,
      settings,
    );
    return c.json(page, 200, { etag, ...CACHE });
  });

  routes.post('/counts', async (c) => {
    const { threads } = await readJson(c, settings.maxRequestBytes * 2);
    if (!Array.isArray(threads) || threads.length > MAX_COUNTED_THREADS) {
      throw new Problem('invalid', `threads must be an array of at most ${MAX_COUNTED_THREADS} keys.`);
    }
    const keys = threads.map((key) => checkThreadKey(key, 'A key'));
    return c.json({ counts: await countComments(backend, keys) }, 200, CACHE);
  });

  return routes;
}
