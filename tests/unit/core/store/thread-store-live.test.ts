import { expect } from '@open-wc/testing';
import type { ThreadChange } from '../../../../src/core/adapter/adapter.ts';
import { sampleComment, samplePage, WRITABLE } from '../samples.ts';
import { newComment, type Setup, setUp, setUpLoaded, shown, turn } from './fake-backend.ts';

const tell = ({ backend }: Setup, change: ThreadChange) => backend.watches[0]!.tell(change);
const saved = (id: string, changes = {}): ThreadChange => ({
  kind: 'saved',
  comment: sampleComment(id, changes),
});

describe('ThreadStore, live', () => {
  it('watches from the first answer on, and once', async () => {
    const setup = setUp();
    void setup.store.load();
    await turn();
    expect(setup.backend.watches.length).to.equal(0);
    setup.backend.lists[0]!.resolve(samplePage([]));
    await turn();
    void setup.store.reload();
    await turn();
    setup.backend.lists[1]!.resolve(samplePage([]));
    await turn();
    expect(setup.backend.watches.length).to.equal(1);
  });

  it('does not watch what the backend does not announce, nor where the adapter has no watch', async () => {
    const { backend } = await setUpLoaded([], { capabilities: { ...WRITABLE, watch: false } });
    expect(backend.watches.length).to.equal(0);
    const setup = setUp();
    Object.assign(setup.backend, { watch: undefined });
    void setup.store.load();
    await turn();
    setup.backend.lists[0]!.resolve(samplePage([sampleComment('1')]));
    await turn();
    expect(setup.store.getSnapshot()).to.include({ status: 'ready', error: null });
  });

  it('is whole without live changes if watching throws', async () => {
    const reported: unknown[] = [];
    const { reportError } = globalThis;
    globalThis.reportError = (error: unknown) => reported.push(error);
    try {
      const setup = setUp();
      setup.backend.watch = () => {
        throw new TypeError('no live changes');
      };
      void setup.store.load();
      await turn();
      setup.backend.lists[0]!.resolve(samplePage([sampleComment('1')]));
      await turn();
      expect(setup.store.getSnapshot()).to.include({ status: 'ready', error: null });
      expect(shown(setup)).to.deep.equal(['1']);
    } finally {
      globalThis.reportError = reportError;
    }
    expect(reported).to.have.length(1);
  });

  it('lets new comments wait until they are asked for', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    tell(setup, saved('2'));
    tell(setup, saved('3', { parentId: '1' }));
    expect(shown(setup)).to.deep.equal(['1']);
    expect(setup.store.getSnapshot()).to.include({ incoming: 2, total: 1 });
    setup.store.showIncoming();
    expect(shown(setup)).to.deep.equal(['2', '1']);
    expect(setup.store.getSnapshot()).to.include({ incoming: 0, total: 3 });
    setup.store.showIncoming();
    expect(setup.store.getSnapshot().total).to.equal(3);
  });

  it('counts a new comment once, however often it is told of, and shows it as it last was', async () => {
    const setup = await setUpLoaded([]);
    tell(setup, saved('2'));
    tell(setup, saved('2', { body: { format: 'text', value: 'Edited' } }));
    expect(setup.store.getSnapshot().incoming).to.equal(1);
    setup.store.showIncoming();
    expect(setup.store.getSnapshot().tree.nodes.get('2')!.comment.body.value).to.equal('Edited');
  });

  it('does not take for new what others could see before, but was not read here', async () => {
    const setup = await setUpLoaded([sampleComment('5')], { nextCursor: 'a' });
    const liked = { score: 3 };
    tell(setup, { ...saved('2', liked), existing: true } as ThreadChange);
    expect(setup.store.getSnapshot().incoming).to.equal(0);
    tell(setup, saved('6'));
    tell(setup, { ...saved('6', liked), existing: true } as ThreadChange);
    expect(setup.store.getSnapshot().incoming).to.equal(1);
    setup.store.showIncoming();
    expect(shown(setup)).to.deep.equal(['6', '5']);
    expect(setup.store.getSnapshot().tree.nodes.get('6')!.comment.score).to.equal(3);
  });

  it('shows changes of what is shown at once', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    tell(setup, saved('1', { body: { format: 'text', value: 'Edited' } }));
    expect(setup.store.getSnapshot().tree.nodes.get('1')!.comment.body.value).to.equal('Edited');
    expect(setup.store.getSnapshot().incoming).to.equal(0);
  });

  it('lets nobody wait for comments that others may not see yet', async () => {
    const setup = await setUpLoaded([]);
    for (const status of ['pending', 'deleted', 'hidden'] as const) tell(setup, saved(status, { status }));
    expect(setup.store.getSnapshot().incoming).to.equal(0);
  });

  it('takes removed comments away', async () => {
    const setup = await setUpLoaded([sampleComment('1'), sampleComment('2')]);
    tell(setup, { kind: 'removed', id: '1' });
    expect(shown(setup)).to.deep.equal(['2']);
    expect(setup.store.getSnapshot().total).to.equal(1);
    tell(setup, { kind: 'removed', id: 'unknown' });
    expect(setup.store.getSnapshot().total).to.equal(1);
  });

  it('takes a removed comment from those that wait', async () => {
    const setup = await setUpLoaded([]);
    tell(setup, saved('2'));
    tell(setup, { kind: 'removed', id: '2' });
    expect(setup.store.getSnapshot()).to.include({ incoming: 0, total: 0 });
    setup.store.showIncoming();
    expect(shown(setup)).to.deep.equal([]);
  });

  it('keeps the replies where a comment became a hole', async () => {
    const setup = await setUpLoaded([sampleComment('1'), sampleComment('2', { parentId: '1' })]);
    tell(setup, saved('1', { status: 'deleted', author: { name: '' }, body: { format: 'text', value: '' } }));
    const { nodes } = setup.store.getSnapshot().tree;
    expect(nodes.get('1')!.comment.status).to.equal('deleted');
    expect(nodes.get('1')!.replies.length).to.equal(1);
  });

  it('forgets who waits when a new page shows them', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    tell(setup, saved('2'));
    void setup.store.reload();
    await turn();
    setup.backend.lists[1]!.resolve(samplePage([sampleComment('1'), sampleComment('2')]));
    await turn();
    expect(setup.store.getSnapshot()).to.include({ incoming: 0, total: 2 });
  });

  it('lets those wait on who are not among what was added below', async () => {
    const setup = await setUpLoaded([sampleComment('3')], { nextCursor: 'a' });
    tell(setup, saved('4'));
    tell(setup, saved('2'));
    void setup.store.loadMore();
    await turn();
    setup.backend.lists[1]!.resolve(samplePage([sampleComment('2')], { total: 3 }));
    await turn();
    expect(setup.store.getSnapshot()).to.include({ incoming: 1, total: 2 });
    setup.store.showIncoming();
    expect(shown(setup)).to.deep.equal(['4', '3', '2']);
    expect(setup.store.getSnapshot().total).to.equal(3);
  });

  it('does not take its own comment for news', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    const submitting = setup.store.submit(newComment('Hello'));
    await turn();
    tell(setup, saved('2'));
    expect(setup.store.getSnapshot().incoming).to.equal(0);
    setup.backend.creates[0]!.resolve({ status: 'published', comment: sampleComment('2') });
    await submitting;
    expect(setup.store.getSnapshot()).to.include({ incoming: 0, total: 2 });
    expect(shown(setup)).to.deep.equal(['2', '1']);
  });

  it('tells of others once its own comment has arrived', async () => {
    const setup = await setUpLoaded([]);
    const submitting = setup.store.submit(newComment('Hello'));
    await turn();
    tell(setup, saved('5'));
    setup.backend.creates[0]!.resolve({ status: 'published', comment: sampleComment('2') });
    await submitting;
    expect(setup.store.getSnapshot().incoming).to.equal(1);
  });

  it('takes no harm from what is no change', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    const before = setup.store.getSnapshot();
    for (const change of [{ kind: 'saved' }, { kind: 'saved', comment: { id: 7 } }, { kind: 'removed' }]) {
      tell(setup, change as ThreadChange);
    }
    for (const change of [null, undefined, 'saved', 7]) {
      expect(() => tell(setup, change as never), String(change)).not.to.throw();
    }
    expect(setup.store.getSnapshot().tree.nodes.get('1')!.comment).to.equal(
      before.tree.nodes.get('1')!.comment,
    );
    expect(setup.store.getSnapshot()).to.include({ incoming: 0, total: 1 });
  });
});
