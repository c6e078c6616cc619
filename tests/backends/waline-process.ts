/** `node waline-process.ts FOLDER`: Waline, on the loopback interface only, which its own start file is not. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Waline asks it for a list of sites to sign in with before it answers anything. */
const signInService = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"services":[]}');
});
process.env['OAUTH_URL'] = await listen(signInService);

const require = createRequire(join(process.argv[2]!, 'package.json'));
const waline = require('@waline/vercel') as (settings: object) => RequestListener;
console.log(`Waline is at ${await listen(createServer(waline({})))}`);

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('No port');
  return `http://127.0.0.1:${address.port}`;
}
