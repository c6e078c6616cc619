/** A Redis server of its own that keeps nothing. */
import { freePort } from '../runner/free-port.ts';
import { findProgram } from './backend.ts';
import { ServerProcess } from './server-process.ts';

export function missingForRedis(): readonly string[] {
  return findProgram('redis-server') ? [] : ['redis-server'];
}

export async function startRedis(): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const port = `${await freePort()}`;
  const server = await ServerProcess.start({
    title: 'Redis',
    command: findProgram('redis-server')!,
    args: ['--bind', '127.0.0.1', '--port', port, '--save', '', '--appendonly', 'no'],
    isUp: (output) => output.includes('Ready to accept connections'),
  });
  return { address: `127.0.0.1:${port}`, stop: () => server.stop() };
}
