/**
 * `npm start`: the demonstration's pages, on the sources, and the reference server with their comments in a
 * SQLite file. As on a site of one's own, the two have addresses of their own: the server lists the pages'
 * origin, and they ask across origins.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { createServer as createVite } from 'vite';
import { serve } from '../../src/server/serve.ts';
import { makeSeeded } from './seeded-database.ts';

const ROOT = join(import.meta.dirname, '../..');
const HOST = '127.0.0.1';

const HELP = `npm start [-- options]

--port N     port of the pages (5173; 0 for any that is free)
--data FILE  SQLite file with the comments, made where it is missing (demo/.data/comments.db)`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '5173' },
    data: { type: 'string', default: join(ROOT, 'demo/.data/comments.db') },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await start(Number(values.port), values.data);

async function start(wantedPort: number, file: string): Promise<void> {
  const pages = createServer();
  const port = await onFreePort(wantedPort, (one) => listen(pages, one));
  const url = `http://${HOST}:${port}/`;
  await makeSeeded(file, url);
  const server = await onFreePort(3210, (one) =>
    serve({
      host: HOST,
      port: one,
      database: file,
      settings: { origins: [new URL(url).origin, `http://localhost:${port}`], bodyFormat: 'markdown' },
    }),
  );
  // Read by the pages: see demo/.env.
  process.env['VITE_COMMENTS_ENDPOINT'] = server.url;
  const vite = await createVite({
    configFile: join(ROOT, 'vite.config.ts'),
    server: { middlewareMode: true, ws: { server: pages } },
  });
  pages.on('request', vite.middlewares);

  console.log(`Demonstration   ${url}`);
  console.log(`Comment server  ${server.url}, its comments in ${relative(process.cwd(), file)}`);
  if (server.newModeratorToken !== null) {
    console.log(`Moderator token, shown only now: ${server.newModeratorToken}`);
  }
  console.log('Ctrl+C stops both.');

  await untilStopped();
  pages.closeAllConnections();
  await Promise.all([vite.close(), server.close(), new Promise((closed) => pages.close(closed))]);
}

/** Starts on the port or, where that is taken, on any that is free. */
async function onFreePort<T>(port: number, open: (port: number) => Promise<T>): Promise<T> {
  try {
    return await open(port);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw thrown;
    return open(0);
  }
}

/** @returns the port. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Resolves with the first signal; the second one ends the process at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
