import { expect } from '@open-wc/testing';
import { canReact, canReply, canWrite, type ThreadSnapshot } from '../../../../src/core/store/snapshot.ts';
import { sampleComment, WRITABLE } from '../samples.ts';
import { setUpLoaded } from './fake-backend.ts';

const comments = [
  sampleComment('1'),
  sampleComment('2', { parentId: '1' }),
  sampleComment('3', { parentId: '2' }),
];

async function snapshotWith(changes: object, closed = false): Promise<ThreadSnapshot> {
  const capabilities = { ...WRITABLE, ...changes };
  const { store } = await setUpLoaded(comments, { capabilities, thread: { closed } });
  return store.getSnapshot();
}

describe('canReply', () => {
  it('needs a backend that takes comments, an open thread and a published comment', async () => {
    const snapshot = await snapshotWith({});
    expect(canReply(snapshot, sampleComment('1'))).to.be.true;
    expect(canReply(await snapshotWith({ create: false }), sampleComment('1'))).to.be.false;
    expect(canReply(await snapshotWith({}, true), sampleComment('1'))).to.be.false;
    for (const status of ['pending', 'deleted', 'hidden'] as const) {
      expect(canReply(snapshot, sampleComment('1', { status })), status).to.be.false;
    }
  });

  it('heeds what the comment says of itself', async () => {
    const snapshot = await snapshotWith({});
    expect(canReply(snapshot, sampleComment('1', { can: { reply: false } }))).to.be.false;
    expect(canReply(snapshot, sampleComment('1', { can: { reply: true } }))).to.be.true;
    expect(canReply(snapshot, sampleComment('1', { can: {} }))).to.be.true;
  });

  it('goes as deep as the backend keeps replies', async () => {
    for (const maxDepth of [0, 1, 2, 3, Infinity]) {
      const snapshot = await snapshotWith({ maxDepth });
      const answerable = comments.map((comment) => canReply(snapshot, comment));
      expect(answerable, `maxDepth ${maxDepth}`).to.deep.equal([maxDepth > 0, maxDepth > 1, maxDepth > 2]);
    }
  });
});

describe('canReact', () => {
  it('needs a backend with votes and a published comment', async () => {
    expect(canReact(await snapshotWith({}), sampleComment('1'))).to.be.true;
    expect(canReact(await snapshotWith({ votes: 'none' }), sampleComment('1'))).to.be.false;
    expect(canReact(await snapshotWith({}), sampleComment('1', { status: 'pending' }))).to.be.false;
    expect(canReact(await snapshotWith({}), sampleComment('1', { can: { react: false } }))).to.be.false;
  });

  it('is possible in a closed thread', async () => {
    expect(canReact(await snapshotWith({}, true), sampleComment('1'))).to.be.true;
  });
});

describe('canWrite', () => {
  it('needs a backend that takes comments, and an open thread', async () => {
    expect(canWrite(await snapshotWith({}))).to.be.true;
    expect(canWrite(await snapshotWith({ create: false }))).to.be.false;
    expect(canWrite(await snapshotWith({}, true))).to.be.false;
  });
});
