import { after, before, describe, it } from 'node:test';
import { restAdapter } from '../../../src/adapters/rest.ts';
import { adapterConformance, type ConformanceFixture } from '../../../src/testing/index.ts';
import { EventSourceInNode } from '../support/event-source.ts';
import { type Backing, type Fixture, MODERATOR_TOKEN } from '../support/fixture.ts';

/** The server with the adapter that speaks to it keep all that an adapter promises. */
export function conformanceSuite(backing: Backing): void {
  Object.assign(globalThis, { EventSource: EventSourceInNode });
  describe(`restAdapter (${backing.name})`, () => {
    let fixture: Fixture;
    before(async () => void (fixture = await backing.start()));
    after(() => fixture.close());

    adapterConformance({ describe, it, create: () => conformanceFixture(fixture) });
  });
}

/** What the kit runs on: two tabs that read from one server. */
export function conformanceFixture({ server, client }: Fixture): ConformanceFixture {
  return {
    adapter: restAdapter({ endpoint: server.url }),
    other: restAdapter({ endpoint: server.url }),
    close: async ({ key }) => {
      const json = { key, closed: true };
      await client.call('PATCH', '/v1/moderation/thread', { token: MODERATOR_TOKEN, json });
    },
  };
}
