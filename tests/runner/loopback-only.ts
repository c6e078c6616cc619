import { Server } from 'node:net';

/**
 * Keeps this process's servers on the loopback interface. The runner's dev server takes `localhost` and
 * `127.0.0.1` as "every interface", and has no option that says otherwise; a test server has no business
 * on the network.
 */
export function listenOnLoopbackOnly(): void {
  const listen = Server.prototype.listen;
  Server.prototype.listen = function listenOnLoopback(this: Server, ...args: unknown[]) {
    const [options] = args;
    if (isPortWithoutHost(options)) args[0] = { ...options, host: '127.0.0.1' };
    return Reflect.apply(listen, this, args) as Server;
  };
}

function isPortWithoutHost(options: unknown): options is { port: number } {
  return (
    typeof options === 'object' &&
    options !== null &&
    'port' in options &&
    !('host' in options && options.host)
  );
}
