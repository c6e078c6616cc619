import { expect } from '@open-wc/testing';
import { AdapterError } from '../../../../src/core/adapter/adapter-error.ts';
import { callAdapter } from '../../../../src/core/store/call.ts';
import { defer, settle } from '../samples.ts';

const LONG = 60_000;
const { signal: forEver } = new AbortController();
const never = () => new Promise<never>(() => {});

async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (reason) {
    return reason;
  }
  throw new Error('The promise was not rejected');
}

describe('callAdapter', () => {
  it('gives the answer', async () => {
    expect(await callAdapter(async () => 'answer', forEver, LONG)).to.equal('answer');
  });

  it('takes an answer that is no promise', async () => {
    const call = (() => 'answer') as unknown as () => Promise<string>;
    expect(await callAdapter(call, forEver, LONG)).to.equal('answer');
  });

  it('gives an AdapterError as it was thrown', async () => {
    const error = new AdapterError('closed');
    expect(await rejectionOf(callAdapter(() => Promise.reject(error), forEver, LONG))).to.equal(error);
  });

  it('makes an AdapterError of what is thrown before the first await', async () => {
    const cause = new TypeError('not a function');
    const call = () => {
      throw cause;
    };
    expect(await rejectionOf(callAdapter(call, forEver, LONG))).to.include({ code: 'server', cause });
  });

  it('makes an AdapterError of what is thrown later', async () => {
    const cause = new DOMException('Failed to fetch', 'NetworkError');
    const call = async () => {
      await Promise.resolve();
      throw cause;
    };
    expect(await rejectionOf(callAdapter(call, forEver, LONG))).to.include({ code: 'server', cause });
  });

  it('ends with a timeout if nothing comes, and aborts the call', async () => {
    let signal: AbortSignal | undefined;
    const call = (given: AbortSignal) => {
      signal = given;
      return never();
    };
    const error = await rejectionOf(callAdapter(call, forEver, 1));
    expect(error).to.be.instanceOf(AdapterError);
    expect(error).to.have.property('code', 'timeout');
    expect(signal!.aborted).to.be.true;
    expect(signal!.reason).to.equal(error);
  });

  it('says timeout too where the adapter rejects with the reason it was aborted for', async () => {
    const call = (signal: AbortSignal) =>
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
    expect(await rejectionOf(callAdapter(call, forEver, 1))).to.have.property('code', 'timeout');
  });

  it('ends with the reason when the signal aborts, though the adapter does not care', async () => {
    const controller = new AbortController();
    const calling = rejectionOf(callAdapter(never, controller.signal, LONG));
    await settle();
    const reason = new Error('not wanted any more');
    controller.abort(reason);
    expect(await calling).to.equal(reason);
  });

  it('passes the abort on to the adapter', async () => {
    const controller = new AbortController();
    let signal: AbortSignal | undefined;
    const call = (given: AbortSignal) => {
      signal = given;
      return never();
    };
    const calling = rejectionOf(callAdapter(call, controller.signal, LONG));
    await settle();
    expect(signal!.aborted).to.be.false;
    controller.abort('reason');
    expect(signal!.aborted).to.be.true;
    expect(signal!.reason).to.equal('reason');
    await calling;
  });

  it('ends with the reason of the signal, whatever the adapter makes of it', async () => {
    const controller = new AbortController();
    const call = (signal: AbortSignal) =>
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(new AdapterError('offline')));
      });
    const calling = rejectionOf(callAdapter(call, controller.signal, LONG));
    await settle();
    controller.abort('reason');
    expect(await calling).to.equal('reason');
  });

  it('does not call at all if the signal has aborted before', async () => {
    let calls = 0;
    const call = async () => calls++;
    const reason = await rejectionOf(callAdapter(call, AbortSignal.abort('reason'), LONG));
    expect(reason).to.equal('reason');
    await settle();
    expect(calls).to.equal(0);
  });

  it('leaves no timer and no listener behind', async () => {
    const controller = new AbortController();
    let signal: AbortSignal | undefined;
    const call = async (given: AbortSignal) => {
      signal = given;
    };
    await callAdapter(call, controller.signal, 1);
    await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort();
    expect(signal!.aborted).to.be.false;
  });

  it('lets nobody hear of what comes after the end', async () => {
    const unhandled: unknown[] = [];
    const onUnhandled = (event: PromiseRejectionEvent) => {
      event.preventDefault();
      unhandled.push(event.reason);
    };
    addEventListener('unhandledrejection', onUnhandled);
    const late = defer<never>();
    await rejectionOf(callAdapter(() => late.promise, forEver, 1));
    late.reject(new Error('too late'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    removeEventListener('unhandledrejection', onUnhandled);
    expect(unhandled).to.deep.equal([]);
  });
});
