/** The AT Protocol's development network from its npm package: a PDS, its directory, and Bluesky's AppView. */
import { join } from 'node:path';
import { startPostgres } from '../server/support/postgres.ts';
import { aptInstall, type Backend, npmInstall, packagesOf, packageVersion } from './backend.ts';
import { missingForRedis, startRedis } from './redis.ts';
import { ServerFolder, ServerProcess } from './server-process.ts';

const PACKAGE = '@atproto/dev-env';
const version = (name: string) => packageVersion('atproto', `@atproto/${name}`) ?? '';

export const atproto: Backend = {
  name: 'atproto',
  title: `AT Protocol (PDS ${version('pds')}, Bluesky AppView ${version('bsky')})`,
  missing: () => [...(packageVersion('atproto', PACKAGE) ? [] : [PACKAGE]), ...missingForRedis()],
  install: `${npmInstall('atproto')} && ${aptInstall(['redis-server'])}`,
};

/** Somebody with an account, and what lets them write. */
export interface Account {
  readonly service: string;
  readonly did: string;
  readonly accessJwt: string;
}

/** How the network names a post. */
export interface Post {
  readonly uri: string;
  readonly cid: string;
}

export interface AtProtoNetwork {
  /** Where accounts are. */
  readonly pds: string;
  /** Where anybody reads. */
  readonly appView: string;
  /** Makes an account with this name. */
  signUp(name: string): Promise<Account>;
  /** Writes posts, each younger than the one before. */
  post(account: Account, records: readonly object[]): Promise<Post[]>;
  /** Resolves when the AppView knows all that is written. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

const UP = /^The network is up: PDS (\d+), AppView (\d+), settling (\d+)$/m;
const POST = 'app.bsky.feed.post';
/** As many as the PDS takes at once. */
const BATCH = 200;

export async function startAtProto(): Promise<AtProtoNetwork> {
  const folder = new ServerFolder();
  const postgres = await startPostgres();
  if (!postgres) throw new Error('There is no PostgreSQL for the AppView.');
  const stops = [() => postgres.stop(), async () => folder.remove()];
  const stop = async () => {
    for (const one of stops) await one();
  };
  try {
    const redis = await startRedis();
    stops.unshift(() => redis.stop());
    const server = await ServerProcess.start({
      title: atproto.title,
      command: process.execPath,
      args: [join(import.meta.dirname, 'atproto-process.ts'), packagesOf('atproto')],
      environment: {
        DB_POSTGRES_URL: await postgres.emptyDatabase(),
        REDIS_HOST: redis.address,
        // The servers keep their files there.
        TMPDIR: folder.path,
      },
      isUp: (output) => UP.test(output),
    });
    stops.unshift(() => server.stop());
    const [, pds, appView, settling] = UP.exec(server.output)!.map((port) => `http://127.0.0.1:${port}`);
    return {
      pds: pds!,
      appView: appView!,
      signUp: async (name) => {
        const account = { handle: `${name}.test`, email: `${name}@mail.example`, password: name };
        const { did, accessJwt } = await call(pds!, 'com.atproto.server.createAccount', account);
        return { service: pds!, did: `${did as string}`, accessJwt: `${accessJwt as string}` };
      },
      post: writePosts,
      settle: async () => {
        const { status } = await fetch(settling!);
        if (status !== 204) throw new Error(`The AppView does not keep up: ${status}`);
      },
      stop,
    };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

async function writePosts({ service, did, accessJwt }: Account, records: readonly object[]): Promise<Post[]> {
  const posts: Post[] = [];
  const now = Date.now();
  for (let start = 0; start < records.length; start += BATCH) {
    const writes = records.slice(start, start + BATCH).map((record, index) => ({
      $type: 'com.atproto.repo.applyWrites#create',
      collection: POST,
      value: {
        $type: POST,
        createdAt: new Date(now - records.length + start + index).toISOString(),
        ...record,
      },
    }));
    const { results } = await call(service, 'com.atproto.repo.applyWrites', { repo: did, writes }, accessJwt);
    posts.push(...(results as Post[]).map(({ uri, cid }) => ({ uri, cid })));
  }
  return posts;
}

async function call(service: string, method: string, body: object, accessJwt?: string) {
  const answer = await fetch(`${service}/xrpc/${method}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(accessJwt && { authorization: `Bearer ${accessJwt}` }),
    },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} gave ${answer.status}: ${text}`);
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}
