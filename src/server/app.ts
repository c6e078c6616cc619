import { Hono } from 'hono';
import { sql } from 'kysely';
import type { Backend } from './backend.ts';
import type { Database } from './database/database.ts';
import { guardOrigins } from './http/origins.ts';
import { securityHeaders } from './http/security-headers.ts';
import { EventStreams } from './live/event-streams.ts';
import { LocalNews, type ThreadNews } from './live/news.ts';
import { logFailure } from './log.ts';
import openapi from './openapi.json' with { type: 'json' };
import { Problem, problemResponse } from './problem.ts';
import { eventRoutes } from './routes/events.ts';
import { moderationRoutes } from './routes/moderation.ts';
import { moderationPageRoutes } from './routes/moderation-page.ts';
import { readingRoutes } from './routes/reading.ts';
import { writingRoutes } from './routes/writing.ts';
import { createSecrets } from './secrets.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

export interface AppOptions {
  readonly database: Database;
  /** From which tokens and hashes are made; the same for all processes on one database. */
  readonly secret: string;
  /** Of the moderator token; without one there is no moderator. */
  readonly moderatorHash?: string;
  readonly settings?: Partial<Settings>;
  readonly clock?: () => number;
  readonly news?: ThreadNews;
}

export interface App {
  readonly fetch: Hono['fetch'];
  readonly request: Hono['request'];
  readonly backend: Backend;
  readonly streams: EventStreams;
}

/** The server without a port: a function from requests to answers. */
export function createApp(options: AppOptions): App {
  const { database, secret, moderatorHash = null, clock = Date.now, news = new LocalNews() } = options;
  const settings: Settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const backend: Backend = {
    database,
    settings,
    secrets: createSecrets(secret),
    clock,
    news,
    moderatorHash,
  };
  const streams = new EventStreams(database, settings, news);

  const app = new Hono();
  app.use(securityHeaders());
  app.use(guardOrigins(settings.origins));
  app.get('/openapi.json', (c) => c.json(openapi, 200, { 'cache-control': 'public, max-age=3600' }));
  app.get('/healthz', async (c) => {
    await sql`select 1`.execute(database.queries);
    return c.json({ status: 'ok' }, 200, { 'cache-control': 'no-store' });
  });
  app.route('/v1', readingRoutes(backend));
  app.route('/v1', writingRoutes(backend));
  app.route('/v1', eventRoutes(backend, streams));
  app.route('/v1/moderation', moderationRoutes(backend));
  app.route('/', moderationPageRoutes());
  app.notFound((c) => problemResponse(unknownRoute(c.req.method, c.req.path)));
  app.onError((thrown) => {
    if (thrown instanceof Problem) return problemResponse(thrown);
    logFailure('answering a request', thrown);
    return problemResponse(new Problem('server', 'Something went wrong here; it was noted.'));
  });
  return { fetch: app.fetch, request: app.request, backend, streams };
}

/** Paths of the document with what can be done there. */
const METHODS = Object.entries(openapi.paths).map(([path, methods]) => ({
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  methods: Object.keys(methods)
    .filter((name) => name !== 'parameters')
    .map((name) => name.toUpperCase()),
}));

function unknownRoute(method: string, path: string): Problem {
  const known = METHODS.find(({ pattern }) => pattern.test(path));
  if (!known) return new Problem('not-found', 'There is nothing at this address.');
  return new Problem('unsupported', `This address does not know ${method}.`, {
    headers: { allow: known.methods.join(', ') },
  });
}
