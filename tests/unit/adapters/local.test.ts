import { expect } from '@open-wc/testing';
import { localAdapter } from '../../../src/adapters/local.ts';
import type { CommentsAdapter, ThreadChange } from '../../../src/core/adapter/adapter.ts';
import { AdapterError } from '../../../src/core/adapter/adapter-error.ts';
import { createIdempotencyKey } from '../../../src/core/store/pending.ts';
import { defer, THREAD } from '../core/samples.ts';

const QUERY = { sort: 'newest', limit: 20 } as const;

const options = (signal = new AbortController().signal) => ({
  signal,
  idempotencyKey: createIdempotencyKey(),
});
const hello = { parentId: null, author: { name: 'Ana' }, body: { format: 'text', value: 'Hello' } } as const;

describe('localAdapter', () => {
  let database: string;
  let adapters: CommentsAdapter[];

  beforeEach(() => {
    database = `local-${createIdempotencyKey()}`;
    adapters = [];
  });

  afterEach(async () => {
    for (const adapter of adapters) adapter.dispose!();
    const deleting = defer<void>();
    const request = indexedDB.deleteDatabase(database);
    request.onsuccess = () => deleting.resolve();
    request.onerror = () => deleting.reject(request.error);
    await deleting.promise;
  });

  function openTab(fields?: Parameters<typeof localAdapter>[0]): CommentsAdapter {
    const adapter = localAdapter({ database, ...fields });
    adapters.push(adapter);
    return adapter;
  }

  const databaseExists = async () => (await indexedDB.databases()).some(({ name }) => name === database);

  it('leaves nothing in the browser before the first comment', async () => {
    const adapter = openTab();
    expect((await adapter.list(THREAD, QUERY, options())).comments).to.deep.equal([]);
    expect(await adapter.counts!([THREAD], options())).to.deep.equal([0]);
    expect(await databaseExists()).to.be.false;
    await adapter.create!(THREAD, hello, options());
    expect(await databaseExists()).to.be.true;
  });

  it('keeps comments for the next visit', async () => {
    const { comment } = await openTab().create!(THREAD, hello, options());
    adapters[0]!.dispose!();
    const { comments, total } = await openTab().list(THREAD, QUERY, options());
    expect(comments).to.deep.equal([comment]);
    expect(total).to.equal(1);
  });

  it('says that comments stay on the device, and asks for what it is told to', async () => {
    const { capabilities } = await openTab({ fields: { email: 'optional', name: 'absent' } }).list(
      THREAD,
      QUERY,
      options(),
    );
    expect(capabilities.storage).to.equal('device');
    expect(capabilities.fields).to.deep.equal({
      name: 'absent',
      email: 'optional',
      website: 'optional',
      location: 'optional',
    });
  });

  it('tells other tabs, and not the one that wrote', async () => {
    const [here, there] = [openTab(), openTab()];
    const heardHere: ThreadChange[] = [];
    const heardThere = defer<ThreadChange>();
    here.watch!(THREAD, (change) => heardHere.push(change), options());
    there.watch!(THREAD, heardThere.resolve, options());
    const { comment } = await here.create!(THREAD, hello, options());
    expect(await heardThere.promise).to.deep.equal({ kind: 'saved', comment, existing: false });
    expect(heardHere).to.deep.equal([]);
  });

  it('tells tabs only once the comment can be read', async () => {
    const [here, there] = [openTab(), openTab()];
    const totalWhenHeard = defer<number | null>();
    there.watch!(
      THREAD,
      () => void there.list(THREAD, QUERY, options()).then(({ total }) => totalWhenHeard.resolve(total)),
      options(),
    );
    await here.create!(THREAD, hello, options());
    expect(await totalWhenHeard.promise).to.equal(1);
  });

  it('keeps threads apart whose names begin alike', async () => {
    const adapter = openTab();
    const keys = ['a', 'a/b', 'ab', 'a\u0000', '\uffff', 'a,b', ''];
    for (const key of keys) await adapter.create!({ ...THREAD, key }, hello, options());
    const threads = keys.map((key) => ({ ...THREAD, key }));
    expect(await adapter.counts!(threads, options())).to.deep.equal(keys.map(() => 1));
  });

  it('works again after it was disposed of', async () => {
    const adapter = openTab();
    await adapter.create!(THREAD, hello, options());
    adapter.dispose!();
    expect((await adapter.list(THREAD, QUERY, options())).total).to.equal(1);
  });

  it('says unsupported where the browser keeps no data', async () => {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB');
    Object.defineProperty(globalThis, 'indexedDB', {
      configurable: true,
      value: {
        open() {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      },
    });
    let error: unknown;
    try {
      await openTab()
        .list(THREAD, QUERY, options())
        .catch((reason: unknown) => (error = reason));
    } finally {
      if (own) Object.defineProperty(globalThis, 'indexedDB', own);
      else Reflect.deleteProperty(globalThis, 'indexedDB');
    }
    expect(error).to.be.instanceOf(AdapterError).with.property('code', 'unsupported');
  });

  it('says unsupported where the database is of another make', async () => {
    const opening = defer<void>();
    const request = indexedDB.open(database, 2);
    request.onsuccess = () => {
      request.result.close();
      opening.resolve();
    };
    await opening.promise;
    const error: unknown = await openTab()
      .list(THREAD, QUERY, options())
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(AdapterError).with.property('code', 'unsupported');
  });
});
