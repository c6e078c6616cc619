import { after, before, describe } from 'node:test';
import { twikooAdapter } from '../../src/adapters/twikoo.ts';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import { withKeysForPaths, withThreads } from '../conformance/stand-ins/named-threads.ts';
import { discussionJourney } from './discussion.ts';
import { conformance } from './kit.ts';
import { startTwikoo, twikoo, type TwikooServer } from './twikoo.ts';

describe(twikoo.title, () => {
  describe('as it comes', () => {
    testGuests({});
  });

  describe('set otherwise', () => {
    const server = testGuests({ REQUIRED_FIELDS: 'nick', SHOW_DISLIKE: 'false', LIMIT_LENGTH: '300' });
    discussionJourney({
      adapter: () => `twikooAdapter({ endpoint: '${server().endpoint}' })`,
      thread: '/journey',
      author: { Name: 'Ana' },
      votes: true,
      counted: false,
      numbered: false,
    });
  });
});

function testGuests(settings: Readonly<Record<string, string>>): () => TwikooServer {
  let server: TwikooServer;
  before(async () => (server = await startTwikoo({ COMMENT_PAGE_SIZE: '2', ...settings })));
  after(() => server?.stop());

  const newAdapter = () => named(oneByOne(twikooAdapter(server)));
  conformance({ title: 'for guests', create: () => ({ adapter: newAdapter(), other: newAdapter() }) });
  return () => server;
}

/** Twikoo takes names that differ by a slash at the end for one. */
function named(adapter: CommentsAdapter): CommentsAdapter {
  return withKeysForPaths(withThreads(adapter, (thread) => ({ ...thread, key: `${thread.key}.` })));
}

/**
 * With a time of its own for each comment. Twikoo's pages go on after the time of the last comment, and so leave
 * out what has that very millisecond: of some comments at once, now and then one.
 */
function oneByOne(adapter: CommentsAdapter): CommentsAdapter {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...adapter,
    create: (...args) => {
      const made = last.then(() => adapter.create!(...args));
      last = made.catch(() => {});
      return made;
    },
  };
}
