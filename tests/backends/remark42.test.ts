import { after, before, describe } from 'node:test';
import { remark42Adapter } from '../../src/adapters/remark42.ts';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import { withThreads } from '../conformance/stand-ins/named-threads.ts';
import { freePort } from '../runner/free-port.ts';
import { discussionJourney } from './discussion.ts';
import { conformance } from './kit.ts';
import { openPagesOf, Reader, remark42, Remark42Server } from './remark42.ts';

/** The server refuses them, whatever the adapter does. */
const SERVER_FAULTS = {
  'keeps what looks like Markdown': 'it takes no links but to whole addresses.',
};

describe(remark42.title, () => {
  let server: Remark42Server;
  let closePages: () => void;
  before(async () => {
    server = await Remark42Server.start();
    closePages = openPagesOf(server);
  });
  after(async () => {
    closePages?.();
    await server?.stop();
  });

  const open = (reader: Reader) => withPaths(reader.open(() => remark42Adapter(server)));

  conformance({
    title: 'for guests',
    create: () => ({
      adapter: open(new Reader(server)),
      other: open(new Reader(server)),
      close: ({ key }) => server.close(pathFor(key)),
    }),
    serverFaults: {
      ...SERVER_FAULTS,
      "keeps an author's name as it was written": 'names are of letters, digits, spaces and underscores.',
    },
  });

  conformance({
    title: 'for the signed-in',
    create: async () => {
      const [ana, ben] = [new Reader(server), new Reader(server)];
      await ana.signIn('ana');
      await ben.signIn('ben');
      return { adapter: open(ana), other: open(ben), close: ({ key }) => server.close(pathFor(key)) };
    },
    serverFaults: SERVER_FAULTS,
  });
});

describe(`${remark42.title} below the path of a site`, () => {
  let server: Remark42Server;
  let port: number;
  before(async () => {
    port = await freePort();
    server = await Remark42Server.start(`http://127.0.0.1:${port}/remark42`);
  });
  after(() => server?.stop());

  const journey = {
    adapter: () => `remark42Adapter({ endpoint: location.origin + '/remark42/', site: '${server.site}' })`,
    // Guests may vote nowhere, and nobody for a comment of their own.
    votes: false,
    numbered: false,
    // The server counts replies too.
    onFirstPage: 1,
    site: () => ({ port, passesOn: { '/remark42/': `${server.endpoint}/` } }),
  };

  discussionJourney({
    ...journey,
    thread: "https://site.example/the-guests'-page/",
    author: { Name: 'Ana' },
  });

  discussionJourney({
    ...journey,
    thread: 'https://site.example/the-page-of-the-signed-in/',
    signIn: async (window) => {
      await window.locator('input[name=username]').fill('ben');
      await window.getByRole('button', { name: 'Authorize' }).click();
    },
    // Of the page that closes itself, which a server built without its own client does not have, and of an icon.
    expects: /status of 40[04]/,
  });
});

/** Threads of the kit differ in what is asked of a page, and in what leads to the same page. */
function withPaths(adapter: CommentsAdapter): CommentsAdapter {
  return withThreads(adapter, (thread) => ({ ...thread, key: pathFor(thread.key) }));
}

const pathFor = (key: string) => key.replace('?', '%3F').replaceAll('%2e', '%252e');
