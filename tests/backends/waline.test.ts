import { after, before, describe } from 'node:test';
import { walineAdapter } from '../../src/adapters/waline.ts';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import { withKeysForPaths } from '../conformance/stand-ins/named-threads.ts';
import { discussionJourney } from './discussion.ts';
import { conformance } from './kit.ts';
import { missingForMariaDb } from './mariadb.ts';
import {
  inMariaDb,
  inPostgres,
  startWaline,
  waline,
  type WalineServer,
  type WalineStorage,
} from './waline.ts';

const LONG_NAME = 'its table takes names of up to 255 characters.';
const LONG_NAMES = { 'takes any name for a thread': LONG_NAME, 'counts threads of any name': LONG_NAME };

describe(waline.title, () => {
  const { length } = missingForMariaDb();
  describe('in MariaDB', { skip: length > 0 && 'MariaDB is not installed' }, () => {
    testWaline(inMariaDb, {
      ...LONG_NAMES,
      'keeps a very long text to its end': 'its table takes texts of up to 65,535 bytes.',
    });
  });

  describe('in PostgreSQL', () => {
    testWaline(
      inPostgres,
      { ...LONG_NAMES, 'gives the top comments first': 'what nobody has liked comes before all else.' },
      {
        'keeps what looks like Markdown': 'it loses backslashes.',
        'keeps quotes and backslashes': 'it loses backslashes.',
      },
    );
  });
});

function testWaline(
  storage: WalineStorage,
  serverFaults: Readonly<Record<string, string>>,
  /** What shows only where authors are given their texts as they wrote them. */
  faultsOfTexts: Readonly<Record<string, string>> = {},
): void {
  let server: WalineServer;
  before(async () => (server = await startWaline(storage)));
  after(() => server?.stop());

  conformance({
    title: 'for guests',
    create: () => ({
      adapter: withKeysForPaths(walineAdapter(server)),
      other: withKeysForPaths(walineAdapter(server)),
    }),
    serverFaults,
  });

  let readers = 0;
  conformance({
    title: 'for the signed-in',
    create: async () => {
      const adapter = walineAdapter(server);
      await signIn(adapter, server.endpoint, await server.signUp(`Reader ${++readers}`));
      return { adapter: withKeysForPaths(adapter) };
    },
    serverFaults: { ...serverFaults, ...faultsOfTexts },
  });

  discussionJourney({
    adapter: () => `walineAdapter({ endpoint: '${server.endpoint}' })`,
    thread: '/journey',
    author: { Name: 'Ana' },
    votes: true,
  });
}

/** As in Waline's own window, which needs files from a network of others: told is what the server answered. */
async function signIn(adapter: CommentsAdapter, endpoint: string, user: object): Promise<void> {
  const opened = { closed: false, close: () => {} };
  const window = Object.assign(new EventTarget(), { open: () => opened });
  Object.assign(globalThis, { window });
  const signingIn = adapter.signIn!({ signal: new AbortController().signal });
  const message = new Event('message');
  const { origin } = new URL(endpoint);
  window.dispatchEvent(
    Object.assign(message, { data: { type: 'userInfo', data: user }, source: opened, origin }),
  );
  await signingIn;
}
