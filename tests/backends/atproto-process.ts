/**
 * `node atproto-process.ts FOLDER`: the AT Protocol's own development network, with the application view of
 * Bluesky, on the loopback interface only.
 */
import { createServer } from 'node:http';
import { type AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Network {
  readonly pds: { readonly port: number };
  readonly bsky: { readonly port: number };
  /** Resolves when the AppView has read all that is written. */
  processAll(): Promise<void>;
}

interface DevEnv {
  readonly TestNetwork: { create(options: object): Promise<Network> };
}

// Its servers would take every interface.
const listen = Server.prototype.listen;
Server.prototype.listen = function listenOnLoopback(this: Server, ...args: unknown[]) {
  const [first] = args;
  const options = typeof first === 'object' ? first : { port: Number(first ?? 0) };
  const callback = args.find((one) => typeof one === 'function');
  return Reflect.apply(listen, this, [{ ...options, host: '127.0.0.1' }, callback]) as Server;
};

const entry = join(process.argv[2]!, 'node_modules/@atproto/dev-env/dist/index.js');
// eslint-disable-next-line no-unsanitized/method -- the package is installed by this run, in a folder of its own
const { TestNetwork } = (await import(pathToFileURL(entry).href)) as DevEnv;
const network = await TestNetwork.create({ dbPostgresSchema: 'tests' });

/** Answers when the AppView has read all that is written. */
const settling = createServer((_request, response) => {
  network.processAll().then(
    () => response.writeHead(204).end(),
    (thrown: unknown) => response.writeHead(500).end(String(thrown)),
  );
});
await new Promise<void>((resolve) => settling.listen(0, '127.0.0.1', resolve));
const { port } = settling.address() as AddressInfo;
console.log(`The network is up: PDS ${network.pds.port}, AppView ${network.bsky.port}, settling ${port}`);
