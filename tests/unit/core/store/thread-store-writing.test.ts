import { expect } from '@open-wc/testing';
import type { CreateResult } from '../../../../src/core/adapter/adapter.ts';
import { AdapterError, type AdapterErrorCode } from '../../../../src/core/adapter/adapter-error.ts';
import type { Comment } from '../../../../src/core/model/comment.ts';
import type { SubmitOutcome } from '../../../../src/core/store/sending.ts';
import { sampleComment, samplePage } from '../samples.ts';
import { newComment, type Setup, setUpLoaded, shown, turn } from './fake-backend.ts';

const published = (id: string): CreateResult => ({ status: 'published', comment: sampleComment(id) });

/** The temporary id of the comment that is on its way. */
const sendingId = ({ store }: Setup) => [...store.getSnapshot().sending.keys()].at(-1)!;

async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (reason) {
    return reason;
  }
  throw new Error('The promise was not rejected');
}

/** A comment whose sending failed in a way that another try may mend. */
async function setUpFailed(code: AdapterErrorCode = 'offline'): Promise<Setup & { readonly id: string }> {
  const setup = await setUpLoaded([sampleComment('1')]);
  const submitting = setup.store.submit(newComment('Hello'));
  await turn();
  setup.backend.creates[0]!.reject(new AdapterError(code));
  await submitting;
  return { ...setup, id: sendingId(setup) };
}

describe('ThreadStore.submit', () => {
  it('shows the comment at once', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    void setup.store.submit(newComment('Hello'));
    const { sending, total, tree } = setup.store.getSnapshot();
    expect(sending.size).to.equal(1);
    expect(total).to.equal(2);
    const { comment } = tree.nodes.get(sendingId(setup))!;
    expect(comment.body.value).to.equal('Hello');
    expect(sending.get(comment.id)).to.include({ state: 'sending', error: null });
    // It is the newest.
    expect(shown(setup)).to.deep.equal([comment.id, '1']);
  });

  it('shows a reply under what it answers', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    void setup.store.submit(newComment('Hello', '1'));
    const { tree } = setup.store.getSnapshot();
    expect(tree.nodes.get('1')!.replies.map((node) => node.comment.body.value)).to.deep.equal(['Hello']);
  });

  it('sends it with a key, for each comment another', async () => {
    const setup = await setUpLoaded();
    const input = newComment('Hello');
    void setup.store.submit(input);
    void setup.store.submit(input);
    await turn();
    setup.backend.creates[0]!.resolve(published('2'));
    await turn();
    const [first, second] = setup.backend.creates;
    expect(first!.asked.comment).to.deep.equal(input);
    expect(first!.asked.key).to.be.a('string').that.is.not.empty;
    expect(second!.asked.key).not.to.equal(first!.asked.key);
  });

  it('puts the answer in its place', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    const submitting = setup.store.submit(newComment('Hello'));
    await turn();
    setup.backend.creates[0]!.resolve(published('2'));
    const outcome = await submitting;
    expect(outcome).to.deep.equal(published('2'));
    expect(shown(setup)).to.deep.equal(['2', '1']);
    expect(setup.store.getSnapshot()).to.include({ total: 2, incoming: 0 });
    expect(setup.store.getSnapshot().sending.size).to.equal(0);
  });

  it('sends one after the other, in the order they were written', async () => {
    const setup = await setUpLoaded();
    const submitting = [newComment('One'), newComment('Two')].map((input) => setup.store.submit(input));
    await turn();
    expect(setup.backend.creates.map(({ asked }) => asked.comment.body.value)).to.deep.equal(['One']);
    setup.backend.creates[0]!.resolve(published('1'));
    await submitting[0];
    await turn();
    expect(setup.store.getSnapshot().sending.size).to.equal(1);
    setup.backend.creates[1]!.resolve(published('2'));
    await submitting[1];
    expect(shown(setup)).to.deep.equal(['2', '1']);
    expect(setup.store.getSnapshot().total).to.equal(2);
  });

  it('forgets what it added to the total when a new page has counted it', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    const submitting = setup.store.submit(newComment('Hello'));
    await turn();
    setup.backend.creates[0]!.resolve(published('2'));
    await submitting;
    void setup.store.reload();
    await turn();
    setup.backend.lists[1]!.resolve(samplePage([sampleComment('1'), sampleComment('2')]));
    await turn();
    expect(setup.store.getSnapshot().total).to.equal(2);
  });

  it('counts nothing where the total is unknown', async () => {
    const setup = await setUpLoaded([sampleComment('1')], { total: null });
    void setup.store.submit(newComment('Hello'));
    expect(setup.store.getSnapshot().total).to.equal(null);
  });

  it('keeps the comment on its way through a new read', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    void setup.store.submit(newComment('Hello'));
    void setup.store.setSort('oldest');
    await turn();
    setup.backend.lists[1]!.resolve(samplePage([sampleComment('3')]));
    await turn();
    expect(shown(setup)).to.deep.equal(['3', sendingId(setup)]);
  });
});

describe('ThreadStore, when a comment waits for a moderator', () => {
  async function setUpPending(): Promise<Setup & { readonly outcome: SubmitOutcome }> {
    const setup = await setUpLoaded([sampleComment('1')]);
    const submitting = setup.store.submit(newComment('Hello'));
    await turn();
    const comment = sampleComment('2', { status: 'pending' });
    setup.backend.creates[0]!.resolve({ status: 'pending', comment });
    return { ...setup, outcome: await submitting };
  }

  it('shows it to its author, and does not count it', async () => {
    const setup = await setUpPending();
    expect(setup.outcome).to.have.property('status', 'pending');
    expect(shown(setup)).to.deep.equal(['2', '1']);
    expect(setup.store.getSnapshot().tree.nodes.get('2')!.comment.status).to.equal('pending');
    expect(setup.store.getSnapshot().total).to.equal(1);
  });

  it('takes the word of the comment where the answer says otherwise', async () => {
    const setup = await setUpLoaded();
    const submitting = setup.store.submit(newComment('Hello'));
    await turn();
    const comment = sampleComment('2', { status: 'pending' });
    setup.backend.creates[0]!.resolve({ status: 'published', comment });
    expect(await submitting).to.have.property('status', 'pending');
  });

  it('still shows it when a new read does not bring it', async () => {
    const setup = await setUpPending();
    void setup.store.reload();
    await turn();
    setup.backend.lists[1]!.resolve(samplePage([sampleComment('1')]));
    await turn();
    expect(shown(setup)).to.deep.equal(['2', '1']);
  });

  it('shows what a new read brings in its place', async () => {
    const setup = await setUpPending();
    void setup.store.reload();
    await turn();
    setup.backend.lists[1]!.resolve(samplePage([sampleComment('1'), sampleComment('2')]));
    await turn();
    expect(setup.store.getSnapshot().tree.nodes.get('2')!.comment.status).to.equal('published');
    expect(setup.store.getSnapshot().total).to.equal(2);
  });

  it('shows that it was let through', async () => {
    const setup = await setUpPending();
    setup.backend.watches[0]!.tell({ kind: 'saved', comment: sampleComment('2') });
    expect(setup.store.getSnapshot().tree.nodes.get('2')!.comment.status).to.equal('published');
    expect(setup.store.getSnapshot().incoming).to.equal(0);
  });

  it('stops showing it when it was refused, also where a read came in between', async () => {
    const setup = await setUpPending();
    void setup.store.reload();
    await turn();
    setup.backend.lists[1]!.resolve(samplePage([sampleComment('1')]));
    await turn();
    setup.backend.watches[0]!.tell({ kind: 'removed', id: '2' });
    expect(shown(setup)).to.deep.equal(['1']);
    expect(setup.store.getSnapshot().total).to.equal(1);
  });

  it('stops showing it when it was refused', async () => {
    const setup = await setUpPending();
    setup.backend.watches[0]!.tell({ kind: 'removed', id: '2' });
    expect(shown(setup)).to.deep.equal(['1']);
    expect(setup.store.getSnapshot().total).to.equal(1);
  });
});

describe('ThreadStore, when sending fails', () => {
  for (const code of ['offline', 'timeout', 'rate-limited', 'server', 'bad-response'] as const) {
    it(`keeps the comment after ${code}, to be sent again`, async () => {
      const setup = await setUpLoaded();
      const submitting = setup.store.submit(newComment('Hello'));
      await turn();
      const error = new AdapterError(code);
      setup.backend.creates[0]!.reject(error);
      expect(await submitting).to.deep.equal({ status: 'waiting', error });
      expect(shown(setup)).to.deep.equal([sendingId(setup)]);
      expect(setup.store.getSnapshot().sending.get(sendingId(setup))).to.include({ state: 'waiting', error });
    });
  }

  for (const code of [
    'invalid',
    'closed',
    'forbidden',
    'auth-required',
    'duplicate',
    'unsupported',
  ] as const) {
    it(`gives the comment back after ${code}, to be corrected`, async () => {
      const setup = await setUpLoaded([sampleComment('1')]);
      const submitting = rejectionOf(setup.store.submit(newComment('Hello')));
      await turn();
      const error = new AdapterError(code, { fields: { body: 'too-short' } });
      setup.backend.creates[0]!.reject(error);
      expect(await submitting).to.equal(error);
      expect(shown(setup)).to.deep.equal(['1']);
      expect(setup.store.getSnapshot()).to.include({ total: 1 });
      expect(setup.store.getSnapshot().sending.size).to.equal(0);
    });
  }

  const faulty: Readonly<Record<string, unknown>> = {
    nothing: undefined,
    'no comment': { status: 'published' },
    'a comment without an id': { status: 'published', comment: { body: { format: 'text', value: '' } } },
    'a text': 'created',
  };
  for (const [name, answer] of Object.entries(faulty)) {
    it(`keeps the comment where the answer is ${name}`, async () => {
      const setup = await setUpLoaded();
      const submitting = setup.store.submit(newComment('Hello'));
      await turn();
      setup.backend.creates[0]!.resolve(answer as CreateResult);
      const outcome = await submitting;
      expect(outcome.status).to.equal('waiting');
      expect(outcome).to.have.nested.property('error.code', 'bad-response');
      expect(setup.store.getSnapshot().sending.size).to.equal(1);
    });
  }

  it('keeps the comment where no answer comes', async () => {
    const { store } = await setUpLoaded([], {}, { timeout: 5 });
    const outcome = await store.submit(newComment('Hello'));
    expect(outcome).to.have.nested.property('error.code', 'timeout');
    expect(store.getSnapshot().sending.size).to.equal(1);
  });

  it('gives the comment back where the adapter cannot take any', async () => {
    const { store, backend } = await setUpLoaded();
    Object.assign(backend, { create: undefined });
    expect(await rejectionOf(store.submit(newComment('Hello')))).to.have.property('code', 'unsupported');
  });
});

describe('ThreadStore.retry', () => {
  it('sends the same comment under the same key', async () => {
    const setup = await setUpFailed();
    const retrying = setup.store.retry(setup.id);
    expect(setup.store.getSnapshot().sending.get(setup.id)).to.include({ state: 'sending', error: null });
    await turn();
    const [first, second] = setup.backend.creates;
    expect(second!.asked).to.deep.equal(first!.asked);
    second!.resolve(published('2'));
    expect(await retrying).to.deep.equal(published('2'));
    expect(shown(setup)).to.deep.equal(['2', '1']);
    expect(setup.store.getSnapshot().total).to.equal(2);
  });

  it('may fail again', async () => {
    const setup = await setUpFailed();
    const retrying = setup.store.retry(setup.id);
    await turn();
    setup.backend.creates[1]!.reject(new AdapterError('server'));
    expect(await retrying).to.have.property('status', 'waiting');
    expect(setup.store.getSnapshot().sending.get(setup.id)!.error!.code).to.equal('server');
  });

  it('gives the comment back if there is something to correct after all', async () => {
    const setup = await setUpFailed();
    const retrying = rejectionOf(setup.store.retry(setup.id));
    await turn();
    setup.backend.creates[1]!.reject(new AdapterError('closed'));
    expect(await retrying).to.have.property('code', 'closed');
    expect(setup.store.getSnapshot().sending.size).to.equal(0);
  });

  it('does nothing while the comment is being sent, nor for one it does not know', async () => {
    const setup = await setUpFailed();
    void setup.store.retry(setup.id);
    expect(await setup.store.retry(setup.id)).to.equal(null);
    expect(await setup.store.retry('pending:unknown')).to.equal(null);
    expect(await setup.store.retry('1')).to.equal(null);
    await turn();
    expect(setup.backend.creates.length).to.equal(2);
  });

  it('shows the comment once where the first try had arrived after all', async () => {
    const setup = await setUpFailed('timeout');
    setup.backend.watches[0]!.tell({ kind: 'saved', comment: sampleComment('2') });
    const retrying = setup.store.retry(setup.id);
    await turn();
    setup.backend.creates[1]!.resolve(published('2'));
    await retrying;
    expect(shown(setup)).to.deep.equal(['2', '1']);
    expect(setup.store.getSnapshot()).to.include({ total: 2, incoming: 0 });
  });
});

describe('ThreadStore.withdraw', () => {
  it('takes a failed comment out and gives back what was typed', async () => {
    const setup = await setUpFailed();
    expect(setup.store.withdraw(setup.id)).to.deep.equal(newComment('Hello'));
    expect(shown(setup)).to.deep.equal(['1']);
    expect(setup.store.getSnapshot().total).to.equal(1);
    expect(setup.store.withdraw(setup.id)).to.equal(null);
  });

  it('leaves a comment alone that is being sent, or that is not its own', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    void setup.store.submit(newComment('Hello'));
    expect(setup.store.withdraw(sendingId(setup))).to.equal(null);
    expect(setup.store.withdraw('1')).to.equal(null);
    expect(setup.store.getSnapshot().sending.size).to.equal(1);
  });
});

describe('ThreadStore.remove', () => {
  const BRANCH = [
    sampleComment('1'),
    sampleComment('2', { parentId: '1' }),
    sampleComment('3', { parentId: '2' }),
    sampleComment('4'),
  ];

  /** Removes the first comment, without time to undo that. */
  async function remove(setup: Setup, left: Comment | null): Promise<void> {
    const removing = setup.store.remove('1');
    setup.store.setActive(false);
    await turn();
    setup.backend.removes[0]!.resolve(left);
    await removing;
  }

  it('leaves replies on the hole that the server keeps', async () => {
    const setup = await setUpLoaded(BRANCH);
    await remove(setup, sampleComment('1', { status: 'deleted' }));
    const { total, tree } = setup.store.getSnapshot();
    expect(shown(setup)).to.deep.equal(['4', '1']);
    expect([tree.nodes.get('1')!.comment.status, tree.nodes.size, total]).to.deep.equal(['deleted', 4, 4]);
  });

  it('takes away the replies, too, where the server keeps nothing', async () => {
    const setup = await setUpLoaded(BRANCH);
    await remove(setup, null);
    const { total, tree } = setup.store.getSnapshot();
    expect(shown(setup)).to.deep.equal(['4']);
    expect([tree.nodes.size, total]).to.deep.equal([1, 1]);
  });
});

describe('ThreadStore.react', () => {
  const liked = (count: number, chosen?: boolean) =>
    sampleComment('1', { reactions: [{ name: 'like', count, ...(chosen !== undefined && { chosen }) }] });
  const likesOf = ({ store }: Setup) => store.getSnapshot().tree.nodes.get('1')!.comment.reactions![0];

  it('shows the choice at once, and then what the server says', async () => {
    const setup = await setUpLoaded([liked(2)]);
    const reacting = setup.store.react('1', 'like', true);
    expect(likesOf(setup)).to.deep.equal({ name: 'like', count: 3, chosen: true });
    await turn();
    expect(setup.backend.reacts[0]!.asked).to.include({ id: '1', name: 'like', chosen: true });
    expect(setup.backend.reacts[0]!.asked.key).to.be.a('string').that.is.not.empty;
    setup.backend.reacts[0]!.resolve(liked(9, true));
    await reacting;
    expect(likesOf(setup)).to.deep.equal({ name: 'like', count: 9, chosen: true });
  });

  for (const code of ['offline', 'forbidden'] as const) {
    it(`undoes the choice after ${code}, and says why`, async () => {
      const setup = await setUpLoaded([liked(2)]);
      const reacting = rejectionOf(setup.store.react('1', 'like', true));
      await turn();
      setup.backend.reacts[0]!.reject(new AdapterError(code));
      expect(await reacting).to.have.property('code', code);
      expect(likesOf(setup)).to.deep.equal({ name: 'like', count: 2 });
    });
  }

  it('takes the last of several choices made in haste', async () => {
    const setup = await setUpLoaded([liked(2)]);
    const reacting = setup.store.react('1', 'like', true);
    await turn();
    void setup.store.react('1', 'like', false);
    expect(likesOf(setup)).to.deep.equal({ name: 'like', count: 2 });
    setup.backend.reacts[0]!.resolve(liked(3, true));
    await turn();
    expect(setup.backend.reacts[1]!.asked).to.include({ id: '1', name: 'like', chosen: false });
    setup.backend.reacts[1]!.resolve(liked(2, false));
    await reacting;
    expect(likesOf(setup)).to.deep.equal({ name: 'like', count: 2, chosen: false });
    expect(setup.backend.reacts).to.have.length(2);
  });

  it('undoes the choice where the adapter cannot take any', async () => {
    const setup = await setUpLoaded([liked(2)]);
    Object.assign(setup.backend, { react: undefined });
    expect(await rejectionOf(setup.store.react('1', 'like', true))).to.have.property('code', 'unsupported');
    expect(likesOf(setup)!.count).to.equal(2);
  });

  it('undoes the choice where the answer is no comment', async () => {
    const setup = await setUpLoaded([liked(2)]);
    const reacting = setup.store.react('1', 'like', true).catch(() => undefined);
    await turn();
    setup.backend.reacts[0]!.resolve(null as never);
    await reacting;
    expect(likesOf(setup)!.count).to.equal(2);
  });

  it('sends a choice once while it is on its way', async () => {
    const setup = await setUpLoaded([liked(2)]);
    void setup.store.react('1', 'like', true);
    await setup.store.react('1', 'like', true);
    void setup.store.react('1', 'heart', true);
    await turn();
    expect(setup.backend.reacts.map(({ asked }) => asked.name)).to.deep.equal(['like', 'heart']);
  });

  it('never takes one choice for another, whatever is in their names', async () => {
    const setup = await setUpLoaded([]);
    void setup.store.react('b c', 'a', true);
    void setup.store.react('c', 'a b', true);
    await turn();
    expect(setup.backend.reacts.length).to.equal(2);
  });

  it('counts a choice once, though the live channel tells of it before its answer comes', async () => {
    const setup = await setUpLoaded([liked(2)]);
    const reacting = setup.store.react('1', 'like', true);
    await turn();
    setup.backend.watches[0]!.tell({ kind: 'saved', comment: liked(3, true) });
    expect(likesOf(setup)!.count).to.equal(3);
    setup.backend.reacts[0]!.resolve(liked(3, true));
    await reacting;
    expect(likesOf(setup)!.count).to.equal(3);
  });

  it('keeps the choice through a new read', async () => {
    const setup = await setUpLoaded([liked(2)]);
    void setup.store.react('1', 'like', true);
    void setup.store.reload();
    await turn();
    setup.backend.lists[1]!.resolve(samplePage([liked(5)]));
    await turn();
    expect(likesOf(setup)).to.deep.equal({ name: 'like', count: 6, chosen: true });
  });

  it('adds no comment that is not shown', async () => {
    const setup = await setUpLoaded([sampleComment('1')]);
    const reacting = setup.store.react('7', 'like', true);
    await turn();
    setup.backend.reacts[0]!.resolve(sampleComment('7'));
    await reacting;
    expect(shown(setup)).to.deep.equal(['1']);
  });
});
