import { adapterConformance } from '../../src/testing/index.ts';
import { conformanceFixture } from '../server/suite/conformance.ts';
import { EventSourceInNode } from '../server/support/event-source.ts';
import { startOn, TemporaryFolder } from '../server/support/fixture.ts';
import type { Outcome } from './outcomes.ts';

/** Runs the kit for the REST adapter on the server itself, with a database in SQLite. */
export async function inNode(): Promise<readonly Outcome[]> {
  Object.assign(globalThis, { EventSource: EventSourceInNode });
  const folder = new TemporaryFolder();
  const fixture = await startOn(folder.file('matrix.db'));
  const tests: { readonly title: string; readonly run: () => Promise<void> }[] = [];
  const notApplicable = new Set<string>();
  let group = '';
  adapterConformance({
    describe: (title, body) => {
      group = title;
      body();
    },
    it: (title, run) => tests.push({ title: `${group}: ${title}`, run }),
    create: () => conformanceFixture(fixture),
    notApplicable: ({ title }) => notApplicable.add(title),
  });
  const outcomes: Outcome[] = [];
  for (const { title, run } of tests) {
    const failed = await run().then(
      () => false,
      () => true,
    );
    const result = failed ? 'failed' : notApplicable.has(title) ? 'not applicable' : 'passed';
    outcomes.push({ adapter: 'rest', title, result });
  }
  await fixture.close();
  folder.remove();
  return outcomes;
}
