import { expect } from '@open-wc/testing';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import {
  adapterConformance,
  type ConformanceFixture,
  type ConformanceOptions,
  type NotApplicableCase,
} from '../../src/testing/index.ts';
import { BESIDE } from './kit/beside.ts';
import { CHANGING } from './kit/changing.ts';
import type { Fault, Faults } from './kit/fault.ts';
import { READING } from './kit/reading.ts';
import { WRITING } from './kit/writing.ts';
import { modelBackend, type ModelOptions } from './model-adapter.ts';

type Test = (this: unknown, ...args: unknown[]) => Promise<void>;

const FAULTS: Faults = { ...READING, ...WRITING, ...CHANGING, ...BESIDE };

/** The cases as a runner gets them, by `group: title`. */
function collectCases(options: Omit<ConformanceOptions, 'describe' | 'it'>): Map<string, Test> {
  const tests = new Map<string, Test>();
  const path: string[] = [];
  adapterConformance({
    ...options,
    describe: (title, body) => {
      path.push(title);
      body();
      path.pop();
    },
    it: (title, test) => tests.set(`${path.at(-1)}: ${title}`, test),
  });
  return tests;
}

/** @param fault what the adapter does otherwise than a sound one */
function fixture(options?: ModelOptions, fault: Fault = () => ({})): ConformanceFixture {
  const { adapter: model, ...backend } = modelBackend(options);
  const adapter: CommentsAdapter = { ...model, ...fault(model) };
  return { adapter, other: adapter, ...backend };
}

const unused = { create: () => fixture() };

describe('the conformance kit', () => {
  it('has a fault here for each of its cases', () => {
    expect(Object.keys(FAULTS)).to.have.members([...collectCases(unused).keys()]);
  });

  for (const [title, [fault, options]] of Object.entries(FAULTS)) {
    it(`finds the fault in "${title}", and none where there is none`, async () => {
      const found: NotApplicableCase[] = [];
      const notApplicable = (one: NotApplicableCase) => found.push(one);
      const faulty = () => fixture(options, fault);
      await collectCases({ create: () => fixture(options), notApplicable }).get(title)!();
      expect(found).to.deep.equal([]);
      let failure: unknown;
      await collectCases({ create: faulty, notApplicable, patience: 20 }).get(title)!().catch(
        (reason: unknown) => (failure = reason),
      );
      expect(found).to.deep.equal([]);
      expect(failure, 'what the case says').to.be.instanceOf(Error);
    });
  }

  describe('run', () => {
    it('makes a fixture for each case, and cleans up after it, passed or failed', async () => {
      const log: string[] = [];
      const create = () => {
        log.push('create');
        return { ...fixture({}, () => ({ name: '' })), cleanup: () => void log.push('clean up') };
      };
      const cases = collectCases({ create });
      await cases.get('list: brings well-formed capabilities')!();
      const failure = await cases.get('list: comes from an adapter with a name')!().catch(String);
      expect(failure).to.equal('Error: Expected a name, got "".');
      expect(log).to.deep.equal(['create', 'clean up', 'create', 'clean up']);
    });

    it('waits for a fixture that takes its time', async () => {
      const cases = collectCases({ create: async () => fixture() });
      await cases.get('list: brings well-formed capabilities')!();
    });

    it('says which case does not apply, and why', async () => {
      const found: NotApplicableCase[] = [];
      const create = () => ({ adapter: modelBackend({ capabilities: { edit: false } }).adapter });
      const cases = collectCases({ create, notApplicable: (one) => found.push(one) });
      await cases.get('edit: changes the text and nothing else')!();
      await cases.get('watch: tells everyone who watches')!();
      expect(found).to.deep.equal([
        { title: 'edit: changes the text and nothing else', reason: 'the backend does not announce edit' },
        { title: 'watch: tells everyone who watches', reason: 'the fixture has no other viewer' },
      ]);
    });

    const skipping = { create: () => ({ adapter: modelBackend().adapter }) };
    const title = 'watch: tells everyone who watches';

    it('has the runner skip a case that does not apply, as mocha does', async () => {
      const skipped: unknown[] = [];
      const context = { skip: (reason: unknown) => skipped.push(reason) };
      await collectCases(skipping).get(title)!.call(context);
      expect(skipped).to.deep.equal(['the fixture has no other viewer']);
    });

    it('has the runner skip a case that does not apply, as Vitest and node:test do', async () => {
      const skipped: unknown[] = [];
      const context = { skip: (reason: unknown) => skipped.push(reason) };
      await collectCases(skipping).get(title)!.call(undefined, context);
      expect(skipped).to.deep.equal(['the fixture has no other viewer']);
    });

    it('fails a case that does not apply if nobody would hear of it', async () => {
      const failure = await collectCases(skipping).get(title)!().catch(String);
      expect(failure).to.contain('does not apply: the fixture has no other viewer');
    });

    it('takes no callback, for which a runner would wait', () => {
      for (const test of collectCases(unused).values()) expect(test.length).to.equal(0);
    });
  });
});
