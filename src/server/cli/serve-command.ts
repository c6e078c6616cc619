import { serve } from '../serve.ts';
import { databaseFailure } from './database-failure.ts';
import { readServeOptions, SERVE_HELP } from './serve-options.ts';
import { UsageError } from './usage-error.ts';

/** `colloquy serve`: runs until it is told to stop. */
export async function serveCommand(args: readonly string[]): Promise<void> {
  const options = readServeOptions(args, process.env);
  if (options === null) {
    console.log(SERVE_HELP);
    return;
  }
  const server = await serve(options).catch((thrown: unknown) => {
    throw new UsageError(explain(thrown, options.port));
  });
  console.log(`Colloquy listens on ${server.url}`);
  console.log(
    `Pages that may write: ${options.settings.origins?.join(', ') || 'none but its own; see --origin'}`,
  );
  console.log(`Moderators sign in at ${server.url}/moderation/`);
  if (server.newModeratorToken !== null) {
    console.log(`Moderator token, shown only now: ${server.newModeratorToken}`);
  }
  await untilStopped();
  await server.close();
}

/** Resolves with the first signal; the second one ends the process at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

function explain(thrown: unknown, port: number): string {
  const { code, message } = thrown as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program; choose another with --port.`;
  if (code === 'EACCES') return `Port ${port} may not be used: ${message}`;
  return databaseFailure(thrown) ?? `Cannot start: ${message}`;
}
