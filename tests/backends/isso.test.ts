import { after, before, describe } from 'node:test';
import { issoAdapter } from '../../src/adapters/isso.ts';
import { withKeysForPaths } from '../conformance/stand-ins/named-threads.ts';
import { discussionJourney } from './discussion.ts';
import { isso, type IssoServer, letReadersIn, startIsso, startIssoForPage } from './isso.ts';
import { conformance } from './kit.ts';

const PAGE = 'https://page.example';

describe(isso.title, () => {
  let server: IssoServer;
  let forPage: IssoServer;
  before(async () => {
    server = await startIsso(PAGE);
    forPage = await startIssoForPage();
  });
  after(async () => {
    await server?.stop();
    await forPage?.stop();
  });

  conformance({
    title: 'for guests',
    create: () => {
      const { endpoints, leave } = letReadersIn(server);
      const [adapter, other] = endpoints.map((endpoint) => withKeysForPaths(issoAdapter({ endpoint })));
      return { adapter: adapter!, other: other!, cleanup: leave };
    },
  });

  discussionJourney({
    adapter: () => `issoAdapter({ endpoint: '${forPage.endpoint}' })`,
    thread: '/journey',
    author: { Name: 'Ana' },
    // The server takes none for one's own comment.
    votes: false,
  });
});
