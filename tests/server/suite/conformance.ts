import { after, before, describe, it } from 'node:test';
import { restAdapter } from '../../../src/adapters/rest.ts';
import { adapterConformance } from '../../../src/testing/index.ts';
import { EventSourceInNode } from '../support/event-source.ts';
import type { Backing, Fixture } from '../support/fixture.ts';

/** The server with the adapter that speaks to it keep all that an adapter promises. */
export function conformanceSuite(backing: Backing): void {
  Object.assign(globalThis, { EventSource: EventSourceInNode });
  describe(`restAdapter (${backing.name})`, () => {
    let fixture: Fixture;
    before(async () => void (fixture = await backing.start()));
    after(() => fixture.close());

    adapterConformance({
      describe,
      it,
      create: () => ({
        adapter: restAdapter({ endpoint: fixture.server.url }),
        other: restAdapter({ endpoint: fixture.server.url }),
      }),
    });
  });
}
