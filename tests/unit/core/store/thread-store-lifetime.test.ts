import { expect } from '@open-wc/testing';
import { AdapterError } from '../../../../src/core/adapter/adapter-error.ts';
import type { ThreadSnapshot } from '../../../../src/core/store/snapshot.ts';
import { sampleComment, samplePage, settle } from '../samples.ts';
import { newComment, type Setup, setUp, setUpLoaded, shown, turn } from './fake-backend.ts';

/** Counts how often the store calls. */
function listenTo({ store }: Setup): { calls: number } {
  const heard = { calls: 0 };
  store.subscribe(() => heard.calls++);
  return heard;
}

describe('ThreadStore.getSnapshot', () => {
  it('is the same object until something changes', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    const first = setup.store.getSnapshot();
    expect(setup.store.getSnapshot()).to.equal(first);
    await turn();
    expect(setup.store.getSnapshot()).to.equal(first);
    void setup.store.reload();
    expect(setup.store.getSnapshot()).not.to.equal(first);
  });

  it('is frozen, with all comments in it', async () => {
    const { store } = await setUpLoaded([sampleComment('1', { reactions: [{ name: 'like', count: 1 }] })]);
    void store.submit(newComment('Hello'));
    const snapshot = store.getSnapshot();
    expect(Object.isFrozen(snapshot)).to.be.true;
    expect(Object.isFrozen(snapshot.capabilities)).to.be.true;
    expect(Object.isFrozen(snapshot.tree.roots)).to.be.true;
    for (const node of snapshot.tree.nodes.values()) {
      const { comment } = node;
      expect(
        [node, node.replies, comment, comment.author, comment.body].every((part) => Object.isFrozen(part)),
      ).to.be.true;
    }
    expect(() => {
      (snapshot as { total: number }).total = 5;
    }).to.throw(TypeError);
  });

  it('stays as it was when something changes', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    const before = setup.store.getSnapshot();
    const submitting = setup.store.submit(newComment('Hello'));
    setup.backend.watches[0]!.tell({ kind: 'removed', id: '1' });
    await turn();
    setup.backend.creates[0]!.resolve({ status: 'published', comment: sampleComment('2') });
    await submitting;
    expect(before.tree.roots.map((node) => node.comment.id)).to.deep.equal(['1']);
    expect(before.sending.size).to.equal(0);
    expect(before.total).to.equal(1);
  });

  it('uses the nodes of unchanged comments again', async () => {
    const setup = await setUpLoaded([sampleComment('1'), sampleComment('2')]);
    const before = setup.store.getSnapshot();
    setup.backend.watches[0]!.tell({ kind: 'saved', comment: sampleComment('2', { score: 5 }) });
    const after = setup.store.getSnapshot();
    expect(after.tree.nodes.get('1')).to.equal(before.tree.nodes.get('1'));
    expect(after.tree.nodes.get('2')).not.to.equal(before.tree.nodes.get('2'));
  });

  it('does not depend on whether anybody looks', async () => {
    const looked = await setUpLoaded([sampleComment('1')]);
    const blind = await setUpLoaded([sampleComment('1')]);
    for (const setup of [looked, blind]) {
      for (const id of ['2', '3']) {
        setup.backend.watches[0]!.tell({ kind: 'saved', comment: sampleComment(id) });
        if (setup === looked) setup.store.getSnapshot();
      }
      setup.store.showIncoming();
    }
    expect(shown(blind)).to.deep.equal(shown(looked));
  });
});

describe('ThreadStore.subscribe', () => {
  it('calls once for all that changes at a time', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    const heard = listenTo(setup);
    void setup.store.submit(newComment('One'));
    void setup.store.submit(newComment('Two'));
    void setup.store.react('1', 'like', true);
    void setup.store.reload();
    setup.backend.watches[0]!.tell({ kind: 'saved', comment: sampleComment('2') });
    expect(heard.calls).to.equal(0);
    await Promise.resolve();
    expect(heard.calls).to.equal(1);
    await turn();
    expect(heard.calls).to.equal(1);
  });

  it('calls for each change at a time of its own', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    const heard = listenTo(setup);
    for (const id of ['2', '3', '4']) {
      setup.backend.watches[0]!.tell({ kind: 'saved', comment: sampleComment(id) });
      await turn();
    }
    expect(heard.calls).to.equal(3);
  });

  it('calls at a time at which the change can be seen', async () => {
    const setup = setUp();
    const seen: ThreadSnapshot['status'][] = [];
    setup.store.subscribe(() => seen.push(setup.store.getSnapshot().status));
    void setup.store.load();
    await turn();
    setup.backend.lists[0]!.resolve(samplePage([]));
    await turn();
    expect(seen).to.deep.equal(['loading', 'ready']);
  });

  it('calls again for what a listener changes', async () => {
    const setup = await setUpLoaded([]);
    let calls = 0;
    setup.store.subscribe(() => {
      calls++;
      setup.store.showIncoming();
    });
    setup.backend.watches[0]!.tell({ kind: 'saved', comment: sampleComment('1') });
    await turn();
    expect(calls).to.equal(2);
    expect(shown(setup)).to.deep.equal(['1']);
  });

  it('is quiet where nothing changes', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    const heard = listenTo(setup);
    await setup.store.load();
    await setup.store.loadMore();
    await setup.store.setSort('newest');
    setup.store.showIncoming();
    setup.store.withdraw('1');
    await setup.store.retry('1');
    await turn();
    expect(heard.calls).to.equal(0);
  });

  it('ends with its signal', async () => {
    const setup = await setUpLoaded([]);
    const controller = new AbortController();
    let calls = 0;
    setup.store.subscribe(() => calls++, { signal: controller.signal });
    controller.abort();
    void setup.store.reload();
    await turn();
    expect(calls).to.equal(0);
  });
});

describe('ThreadStore.dispose', () => {
  it('aborts all that is under way, and tells nobody', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    const { backend, store } = setup;
    const quiet = [store.submit(newComment('Hello')), store.react('1', 'like', true)];
    void store.reload();
    await turn();
    const heard = listenTo(setup);
    store.dispose();
    for (const { signal } of [
      backend.lists[1]!,
      backend.creates[0]!,
      backend.reacts[0]!,
      backend.watches[0]!,
    ]) {
      expect(signal.aborted).to.be.true;
    }
    await Promise.allSettled(quiet);
    await settle();
    expect(heard.calls).to.equal(0);
  });

  it('gives back what was on its way and is kept nowhere, as nothing that the backend has refused', async () => {
    const { store } = await setUpLoaded([]);
    const outcome = store.submit(newComment('Hello')).catch((thrown: unknown) => thrown);
    await turn();
    store.dispose();
    expect(await outcome)
      .to.be.instanceOf(AdapterError)
      .with.property('code', 'timeout');
  });

  it('lets no late answer in', async () => {
    const { backend, store } = await setUpLoaded([sampleComment('1')]);
    void store.reload();
    await turn();
    store.dispose();
    backend.lists[1]!.resolve(samplePage([sampleComment('2')]));
    backend.watches[0]!.tell({ kind: 'removed', id: '1' });
    await turn();
    expect(shown({ store })).to.deep.equal(['1']);
  });

  it('asks nothing any more', async () => {
    const { backend, store } = await setUpLoaded([sampleComment('1')], { pageNumber: 1, pageCount: 2 });
    store.dispose();
    await Promise.all([
      store.load(),
      store.reload(),
      store.goToPage(2),
      store.loadMore(),
      store.setSort('oldest'),
    ]);
    await Promise.allSettled([store.submit(newComment('Hello')), store.react('1', 'like', true)]);
    await turn();
    expect([backend.lists.length, backend.creates.length, backend.reacts.length]).to.deep.equal([1, 0, 0]);
  });

  it('can be done at any time, and twice', async () => {
    const setup = setUp();
    setup.store.dispose();
    setup.store.dispose();
    await setup.store.load();
    expect(setup.backend.lists.length).to.equal(0);
    expect(setup.store.getSnapshot().status).to.equal('idle');
  });

  it('leaves no rejection that nobody handles', async () => {
    const unhandled: unknown[] = [];
    const onUnhandled = (event: PromiseRejectionEvent) => {
      event.preventDefault();
      unhandled.push(event.reason);
    };
    addEventListener('unhandledrejection', onUnhandled);
    try {
      const { backend, store } = await setUpLoaded([sampleComment('1')], { nextCursor: 'a' });
      // Their callers are there to hear what became of them; reads have nobody.
      const heard = [store.submit(newComment('Hello')), store.react('1', 'like', true)];
      void store.loadMore();
      void store.reload();
      void store.goToPage(2);
      void store.setSort('oldest');
      await turn();
      store.dispose();
      void store.reload();
      for (const { reject } of [...backend.lists, ...backend.creates, ...backend.reacts]) {
        reject(new AdapterError('server'));
      }
      await Promise.allSettled(heard);
      await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      removeEventListener('unhandledrejection', onUnhandled);
    }
    expect(unhandled).to.deep.equal([]);
  });

  it('ends what its callers wait for', async () => {
    const { store } = await setUpLoaded([sampleComment('1')]);
    const waiting = [store.submit(newComment('Hello')), store.react('1', 'like', true), store.reload()];
    await turn();
    store.dispose();
    const ends = await Promise.allSettled(waiting);
    expect(ends.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'fulfilled']);
  });
});
