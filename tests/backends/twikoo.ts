/** Twikoo from its npm package, which keeps its database in a file. */
import { join } from 'node:path';
import { freePort } from '../runner/free-port.ts';
import { type Backend, npmInstall, packagesOf, packageVersion } from './backend.ts';
import { ServerFolder, ServerProcess } from './server-process.ts';

const PACKAGE = 'tkserver';

export const twikoo: Backend = {
  name: 'twikoo',
  title: `Twikoo ${packageVersion('twikoo', PACKAGE) ?? ''}`.trim(),
  missing: () => (packageVersion('twikoo', PACKAGE) ? [] : [PACKAGE]),
  install: npmInstall('twikoo'),
};

export interface TwikooServer {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const PASSWORD = 'a secret of the tests';
const ADDRESS = /Twikoo function started on host (\S+) port (\d+)$/m;

/** @param settings as in its panel, by their names */
export async function startTwikoo(settings: Readonly<Record<string, string>> = {}): Promise<TwikooServer> {
  const folder = new ServerFolder();
  const server = await ServerProcess.start({
    title: twikoo.title,
    command: process.execPath,
    args: [join(packagesOf('twikoo'), 'node_modules', PACKAGE, 'server.js')],
    environment: {
      TWIKOO_HOST: '127.0.0.1',
      // For versions that do not know the one above.
      TWIKOO_LOCALHOST_ONLY: 'true',
      TWIKOO_PORT: `${await freePort()}`,
      TWIKOO_DATA: folder.path,
      // Requests of one address in ten minutes.
      TWIKOO_THROTTLE: '1000000',
    },
    isUp: (output) => ADDRESS.test(output) && output.includes('Connected to database'),
  }).catch((thrown: unknown) => {
    folder.remove();
    throw thrown;
  });
  const [, host, port] = ADDRESS.exec(server.output)!;
  const endpoint = `http://${host}:${port}/`;
  const stop = async () => {
    await server.stop();
    folder.remove();
  };
  try {
    await configure(endpoint, settings);
  } catch (thrown) {
    await stop();
    throw thrown;
  }
  return { endpoint, stop };
}

/** As the first who opens its panel does. Without limits to how much is written, which the kit would run into. */
async function configure(endpoint: string, settings: Readonly<Record<string, string>>): Promise<void> {
  await call(endpoint, 'SET_PASSWORD', { password: PASSWORD });
  const config = { LIMIT_PER_MINUTE: '0', LIMIT_PER_MINUTE_ALL: '0', ...settings };
  await call(endpoint, 'SET_CONFIG', { accessToken: PASSWORD, config });
}

async function call(endpoint: string, event: string, data: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ event, ...data });
  const answer = await fetch(endpoint, { method: 'POST', headers, body });
  const { code, message } = (await answer.json()) as { code: number; message?: string };
  if (code !== 0) throw new Error(`${event} gave ${code}: ${message}`);
}
