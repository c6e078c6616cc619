import { expect } from '@open-wc/testing';
import { solveChallenge } from '../../../src/adapters/rest-challenge.ts';
import { replaceProperty } from '../../support/replace.ts';

const EASY = {
  algorithm: 'SHA-256',
  nonce: '0123456789abcdef',
  salt: 'fedcba9876543210',
  cost: 1,
  keyLength: 32,
  keyPrefix: '000',
};
const ENDLESS = { ...EASY, keyPrefix: '0'.repeat(64) };

const PageWorker = globalThis.Worker;
const never = new AbortController().signal;

/** A server with this work to do. */
const asking = (parameters: object) => async (path: string) => {
  expect(path).to.equal('challenge');
  return { parameters, signature: 'signed' } as never;
};

/** Workers as they are started and ended. */
function watchWorkers(): string[] {
  const log: string[] = [];
  const Watched = class extends PageWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      log.push('started');
    }

    override terminate(): void {
      log.push('ended');
      super.terminate();
    }
  };
  replaceProperty(globalThis, 'Worker', Watched);
  return log;
}

describe('the challenge of a REST backend', () => {
  it('is solved by a worker, which is gone afterwards', async () => {
    const workers = watchWorkers();
    const { challenge, solution } = await solveChallenge(asking(EASY), never);
    expect(challenge).to.deep.equal({ parameters: EASY, signature: 'signed' });
    expect(solution.derivedKey).to.match(/^000[\da-f]{61}$/);
    expect(workers).to.deep.equal(['started', 'ended']);
  });

  it('is given up with its signal, and the worker with it', async () => {
    const workers = watchWorkers();
    const controller = new AbortController();
    const solving = solveChallenge(asking(ENDLESS), controller.signal).catch((thrown: unknown) => thrown);
    const reason = new Error('no longer wanted');
    setTimeout(() => controller.abort(reason), 100);
    expect(await solving).to.equal(reason);
    expect(workers).to.deep.equal(['started', 'ended']);
  });

  it('is refused where it is of another kind', async () => {
    const solving = solveChallenge(asking({ ...EASY, algorithm: 'ARGON2ID' }), never);
    const failure = await solving.catch((thrown: unknown) => thrown);
    expect(failure).to.include({ name: 'AdapterError', code: 'challenge-required' });
    expect((failure as Error).message).to.contain('ARGON2ID');
  });

  it('is solved by the page where a script of a worker does not load, and no other is tried', async () => {
    let started = 0;
    const Unloadable = class extends PageWorker {
      constructor() {
        super('/there-is-nothing-here.js', { type: 'module' });
        started++;
      }
    };
    replaceProperty(globalThis, 'Worker', Unloadable);
    for (let round = 0; round < 2; round++) {
      const { solution } = await solveChallenge(asking(EASY), never);
      expect(solution.derivedKey).to.match(/^000/);
    }
    expect(started).to.equal(1);
  });

  it('is solved by a page without workers, which stays alive, until nobody wants it any more', async () => {
    replaceProperty(globalThis, 'Worker', undefined);
    const controller = new AbortController();
    const solving = solveChallenge(asking(ENDLESS), controller.signal).catch((thrown: unknown) => thrown);
    let beats = 0;
    const heart = setInterval(() => beats++, 10);
    await new Promise((resume) => setTimeout(resume, 300));
    clearInterval(heart);
    controller.abort();
    expect(await solving).to.have.property('name', 'AbortError');
    expect(beats).to.be.above(2);
  });
});
