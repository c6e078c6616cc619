import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { restAdapter } from '../../src/adapters/rest.ts';
import { AdapterError } from '../../src/core/adapter/adapter-error.ts';
import type { NewComment } from '../../src/core/adapter/adapter.ts';
import { createIdempotencyKey } from '../../src/core/store/pending.ts';
import { adapterConformance } from '../../src/testing/index.ts';
import { EventSourceInNode } from './support/event-source.ts';
import { type Fixture, startOn, TemporaryFolder } from './support/fixture.ts';

const folder = new TemporaryFolder();
after(() => folder.remove());
Object.assign(globalThis, { EventSource: EventSourceInNode });

const signal = new AbortController().signal;
const newComment = (value: string): NewComment => ({
  parentId: null,
  author: { name: 'Ana' },
  body: { format: 'text', value },
});
const thread = { key: 'a', url: 'https://example.org/a', title: 'A' };

describe('restAdapter, conformance', () => {
  let fixture: Fixture;
  before(async () => void (fixture = await startOn(folder.file('kit.db'))));
  after(() => fixture.close());

  adapterConformance({
    title: 'against the server on SQLite',
    describe,
    it,
    create: () => ({
      adapter: restAdapter({ endpoint: fixture.server.url }),
      other: restAdapter({ endpoint: fixture.server.url }),
    }),
  });
});

describe('restAdapter', () => {
  it('solves the proof of work without asking anybody', async () => {
    const fixture = await startOn(folder.file('challenge.db'), { challengeCost: 16 });
    const adapter = restAdapter({ endpoint: `${fixture.server.url}/` });
    const query = { sort: 'newest', limit: 5 } as const;
    await adapter.list(thread, query, { signal });
    const options = { signal, idempotencyKey: createIdempotencyKey() };
    assert.equal((await adapter.create!(thread, newComment('Proved'), options)).status, 'published');
    assert.equal((await adapter.list(thread, query, { signal })).total, 1);
    await fixture.close();
  });

  it('lets an author change their comment, and nobody else', async () => {
    const fixture = await startOn(folder.file('owner.db'));
    const [author, other] = [0, 1].map(() => restAdapter({ endpoint: fixture.server.url }));
    const write = () => ({ signal, idempotencyKey: createIdempotencyKey() });
    const { comment } = await author!.create!(thread, newComment('First'), write());
    assert.equal(comment.can?.edit, true);
    const edited = await author!.edit!(thread, comment.id, { format: 'text', value: 'Second' }, write());
    assert.equal(edited.body.value, 'Second');
    await assert.rejects(other!.remove!(thread, comment.id, write()), (thrown: AdapterError) =>
      /auth-required|forbidden/.test(thrown.code),
    );
    await fixture.close();
  });

  it('tells the owner what may be wrong where there is no server', async () => {
    const adapter = restAdapter({ endpoint: 'http://127.0.0.1:9' });
    await assert.rejects(
      adapter.list(thread, { sort: 'newest', limit: 5 }, { signal }),
      (thrown: AdapterError) => {
        assert.equal(thrown.code, 'server');
        assert.match(thrown.message, /could not be reached.*CORS/);
        return true;
      },
    );
  });
});
