import { expect } from '@open-wc/testing';
import { AdapterError, type AdapterErrorCode } from '../../../../src/core/adapter/adapter-error.ts';
import { type Device, pageDevice } from '../../../../src/core/outbox/device.ts';
import { Subscribers } from '../../../../src/core/subscribers.ts';
import { Clock } from '../../../support/clock.ts';
import { replaceProperty } from '../../../support/replace.ts';
import { sampleComment, samplePage, WRITABLE } from '../samples.ts';
import { newComment, setUpLoaded, turn } from '../store/fake-backend.ts';

/** A device whose connection the test has in its hand. */
function connectedDevice(): Device & { go(online: boolean): void } {
  const connection = new Subscribers();
  let online = true;
  return {
    ...pageDevice(),
    lasting: true,
    get online() {
      return online;
    },
    onConnection: (listener, { signal }) => connection.add(listener, signal),
    go(to) {
      online = to;
      connection.notify();
    },
  };
}

async function setUp({ keys = true, device = connectedDevice() } = {}) {
  const clock = new Clock();
  replaceProperty(Math, 'random', () => 0.5);
  const setup = await setUpLoaded(
    [sampleComment('1')],
    { capabilities: { ...WRITABLE, watch: true, idempotencyKeys: keys } },
    { device },
  );
  const { backend, store } = setup;
  return {
    backend,
    clock,
    device,
    store,
    states: () => [...store.getSnapshot().sending.values()].map(({ state }) => state),
    id: () => [...store.getSnapshot().sending.keys()][0]!,
    async fail(code: AdapterErrorCode, retryAfter?: number) {
      backend.creates.at(-1)!.reject(new AdapterError(code, { ...(retryAfter && { retryAfter }) }));
      await turn();
    },
    async accept(id = '2') {
      backend.creates.at(-1)!.resolve({ status: 'published', comment: sampleComment(id) });
      await turn();
    },
  };
}

/** Sends a comment and lets the first try fail. */
async function setUpFailed(code: AdapterErrorCode, options: Parameters<typeof setUp>[0] = {}) {
  const setup = await setUp(options);
  const outcome = setup.store.submit(newComment('Hello'));
  await turn();
  await setup.fail(code);
  return { ...setup, outcome };
}

describe('an unsent comment', () => {
  it('is sent again after longer and longer pauses, five times, under one key', async () => {
    const { backend, clock, fail, states } = await setUpFailed('server');
    for (const [tries, pause] of [
      [1, 1_000],
      [2, 2_000],
      [3, 4_000],
      [4, 8_000],
    ] as const) {
      expect(states()).to.deep.equal(['waiting']);
      await clock.pass(pause - 1);
      expect(backend.creates).to.have.length(tries);
      await clock.pass(1);
      expect(backend.creates).to.have.length(tries + 1);
      await fail('server');
    }
    expect(states()).to.deep.equal(['failed']);
    await clock.pass(3_600_000);
    expect(backend.creates).to.have.length(5);
    expect(new Set(backend.creates.map(({ asked }) => asked.key)).size).to.equal(1);
  });

  it('is sent again five times more when its author asks for that', async () => {
    const { backend, clock, fail, id, states, store } = await setUpFailed('server');
    for (let tries = 1; tries < 5; tries++) {
      await clock.pass(30_000);
      await fail('server');
    }
    void store.retry(id());
    await turn();
    expect(backend.creates).to.have.length(6);
    await fail('server');
    expect(states()).to.deep.equal(['waiting']);
  });

  it('is sent when the server says', async () => {
    const { backend, clock, store } = await setUp();
    void store.submit(newComment('Hello'));
    await turn();
    backend.creates[0]!.reject(new AdapterError('rate-limited', { retryAfter: 45_000 }));
    await turn();
    await clock.pass(44_999);
    expect(backend.creates).to.have.length(1);
    await clock.pass(1);
    expect(backend.creates).to.have.length(2);
  });

  for (const code of [
    'invalid',
    'closed',
    'forbidden',
    'auth-required',
    'challenge-required',
    'duplicate',
    'not-found',
    'unsupported',
    'edit-expired',
  ] as const) {
    it(`is not sent again after ${code}`, async () => {
      const { backend, clock, outcome, states } = await setUpFailed(code).then((setup) => {
        setup.outcome.catch(() => {});
        return setup;
      });
      expect(states()).to.deep.equal([]);
      await clock.pass(3_600_000);
      expect(backend.creates).to.have.length(1);
      expect(await outcome.catch((error: AdapterError) => error.code)).to.equal(code);
    });
  }

  it('waits without a connection, and goes out when it is back', async () => {
    const { accept, backend, clock, device, states, store } = await setUp();
    device.go(false);
    const outcome = store.submit(newComment('Hello'));
    await turn();
    expect(await outcome).to.have.nested.property('error.code', 'offline');
    await clock.pass(3_600_000);
    expect(backend.creates).to.have.length(0);
    expect(states()).to.deep.equal(['waiting']);
    device.go(true);
    await turn();
    expect(backend.creates).to.have.length(1);
    await accept();
    expect(states()).to.deep.equal([]);
  });

  it('is not given up for lack of a connection', async () => {
    const { backend, clock, fail, states } = await setUpFailed('offline');
    for (let tries = 1; tries < 12; tries++) {
      await clock.pass(1_000);
      await fail('offline');
    }
    expect(backend.creates).to.have.length(12);
    expect(states()).to.deep.equal(['waiting']);
  });

  it('goes out at once when the connection is back, unless the server asked to wait', async () => {
    const first = await setUpFailed('timeout');
    first.device.go(true);
    await turn();
    expect(first.backend.creates).to.have.length(2);
    await first.fail('rate-limited', 60_000);
    first.device.go(true);
    await turn();
    expect(first.backend.creates).to.have.length(2);
  });

  it('goes before what was written after it', async () => {
    const { accept, backend, clock, store } = await setUpFailed('server');
    const second = await store.submit(newComment('Second'));
    expect(second).to.have.property('status', 'waiting');
    expect(backend.creates).to.have.length(1);
    await clock.pass(1_000);
    await accept();
    await turn();
    expect(backend.creates.map(({ asked }) => asked.comment.body.value)).to.deep.equal([
      'Hello',
      'Hello',
      'Second',
    ]);
  });

  it('is sent by the next page, where this one goes', async () => {
    const device = connectedDevice();
    const first = await setUp({ device });
    const outcome = first.store.submit(newComment('Hello'));
    await turn();
    first.store.dispose();
    expect(await outcome).to.have.property('status', 'waiting');
    const second = await setUpLoaded([], {}, { device });
    await turn();
    expect(second.backend.creates[0]!.asked).to.deep.equal(first.backend.creates[0]!.asked);
  });

  it('is not sent without asking when it has become old', async () => {
    const device = connectedDevice();
    const first = await setUp({ device });
    void first.store.submit(newComment('Hello')).catch(() => {});
    await turn();
    first.store.dispose();
    first.clock.now = new Date().getTime() + 25 * 3_600_000;
    const second = await setUpLoaded([], {}, { device });
    await turn();
    expect(second.backend.creates).to.have.length(0);
    expect([...second.store.getSnapshot().sending.values()][0]).to.have.property('state', 'failed');
  });

  it('is shown by every page that looks, and gone from all when it is there', async () => {
    const device = connectedDevice();
    const first = await setUp({ device });
    const second = await setUpLoaded([sampleComment('1')], {}, { device });
    void first.store.submit(newComment('Hello'));
    await turn();
    expect(second.store.getSnapshot().sending.size).to.equal(1);
    await first.accept();
    expect(second.store.getSnapshot().sending.size).to.equal(0);
    expect(second.store.getSnapshot().tree.nodes.has('2')).to.equal(true);
    expect(first.backend.creates.length + second.backend.creates.length).to.equal(1);
  });

  it('is left to the page in which it was written, if that goes on', async () => {
    const { clock, device, store, backend, fail } = await setUp();
    const other = await setUpLoaded([sampleComment('1')], { capabilities: WRITABLE }, { device });
    await other.store.prepareToWrite();
    void store.submit(newComment('Hello')).catch(() => {});
    await turn();
    await clock.pass(5_000);
    expect([backend.creates.length, other.backend.creates.length]).to.deep.equal([1, 0]);
    await fail('server');
  });

  it('comes back with what the server has asked, also from another page', async () => {
    const { clock, device, store, backend } = await setUp();
    const other = await setUpLoaded(
      [sampleComment('1')],
      { capabilities: { ...WRITABLE, idempotencyKeys: true } },
      { device },
    );
    await other.store.prepareToWrite();
    const outcome = store.submit(newComment('Hello'));
    await turn();
    backend.creates[0]!.reject(new AdapterError('server'));
    await turn();
    void outcome;
    const challenge = { kind: 'image', image: 'data:image/png;base64,' } as const;
    const [id] = store.getSnapshot().sending.keys();
    const again = store.retry(id!).then(
      () => null,
      (reason: unknown) => reason as AdapterError,
    );
    await turn();
    const asked = [...backend.creates.slice(1), ...other.backend.creates];
    expect(asked).to.have.length(1);
    asked[0]!.reject(new AdapterError('challenge-required', { challenge }));
    await turn();
    await clock.pass(0);
    expect((await again)?.challenge).to.deep.equal(challenge);
  });

  it('leaves nothing behind', async () => {
    const device = connectedDevice();
    const { accept, clock, store } = await setUp({ device });
    void store.submit({ ...newComment('Hello'), author: { name: 'Ana', email: 'ana@mail.example' } });
    await turn();
    const kept = () => device.storage.names('').map((name) => device.storage.read(name));
    expect(JSON.stringify(kept())).to.include('ana@mail.example');
    await accept();
    expect(JSON.stringify(kept())).to.not.include('ana@mail.example');
    await clock.pass(10_001);
    void store.submit(newComment('Another'));
    await turn();
    expect(JSON.stringify(kept())).to.not.include('"id":"2"');
  });
});

describe('an unsent comment, where the backend knows no keys', () => {
  /** Answers the search for it. */
  async function answerSearch(setup: Awaited<ReturnType<typeof setUp>>, ...found: string[]): Promise<void> {
    const comments = found.map((value, index) =>
      sampleComment(`${index + 5}`, { author: { name: 'Ana' }, body: { format: 'text', value } }),
    );
    const capabilities = { ...WRITABLE, idempotencyKeys: false };
    setup.backend.lists.at(-1)!.resolve(samplePage(comments, { capabilities }));
    await turn();
  }

  it('is looked for before it is sent again, and found', async () => {
    const setup = await setUpFailed('timeout', { keys: false });
    await setup.clock.pass(1_000);
    await answerSearch(setup, 'Hello');
    expect(setup.backend.creates).to.have.length(1);
    expect(setup.states()).to.deep.equal([]);
    expect(setup.store.getSnapshot().tree.nodes.has('5')).to.equal(true);
  });

  it('is left to its author where it is not found', async () => {
    const setup = await setUpFailed('timeout', { keys: false });
    await setup.clock.pass(1_000);
    await answerSearch(setup, 'Something else');
    expect(setup.states()).to.deep.equal(['failed']);
    void setup.store.retry(setup.id());
    await turn();
    await answerSearch(setup, 'Something else');
    expect(setup.backend.creates).to.have.length(2);
    await setup.accept();
    expect(setup.states()).to.deep.equal([]);
  });

  it('is sent again without more ado where the server has said no', async () => {
    const setup = await setUpFailed('rate-limited', { keys: false });
    await setup.clock.pass(1_000);
    expect(setup.backend.lists).to.have.length(1);
    expect(setup.backend.creates).to.have.length(2);
  });

  it('is known when the thread is read again', async () => {
    const setup = await setUpFailed('timeout', { keys: false });
    void setup.store.reload();
    await turn();
    await answerSearch(setup, 'Hello');
    expect(setup.states()).to.deep.equal([]);
    await setup.clock.pass(3_600_000);
    expect(setup.backend.creates).to.have.length(1);
  });

  it('is known when the backend calls a further try a duplicate', async () => {
    const setup = await setUpFailed('timeout');
    await setup.clock.pass(1_000);
    setup.backend.creates[1]!.reject(new AdapterError('duplicate'));
    await turn();
    await answerSearch(setup, 'Hello');
    expect(setup.states()).to.deep.equal([]);
  });

  it('is known when others hear of it', async () => {
    const setup = await setUpFailed('timeout', { keys: false });
    const comment = sampleComment('5', { author: { name: 'Ana' }, body: { format: 'text', value: 'Hello' } });
    setup.backend.watches[0]!.tell({ kind: 'saved', comment });
    const { incoming, sending, total, tree } = setup.store.getSnapshot();
    expect({ incoming, sending: sending.size, total }).to.deep.equal({ incoming: 0, sending: 0, total: 2 });
    expect(tree.nodes.has('5')).to.equal(true);
  });

  it('is not taken for another of the same words', async () => {
    const setup = await setUp({ keys: false });
    void setup.store.submit(newComment('Hello'));
    await turn();
    setup.backend.creates[0]!.resolve({
      status: 'published',
      comment: sampleComment('5', { author: { name: 'Ana' }, body: { format: 'text', value: 'Hello' } }),
    });
    await turn();
    void setup.store.submit(newComment('Hello'));
    await turn();
    await setup.fail('timeout');
    expect(setup.states()).to.deep.equal(['waiting']);
  });
});
