import { expect } from '@open-wc/testing';
import { Subscribers } from '../../../src/core/subscribers.ts';
import { replaceProperty } from '../../support/replace.ts';

describe('Subscribers', () => {
  it('calls every listener, in the order they came', () => {
    const heard: string[] = [];
    const subscribers = new Subscribers();
    subscribers.add(() => heard.push('first'));
    subscribers.add(() => heard.push('second'));
    subscribers.notify();
    subscribers.notify();
    expect(heard).to.deep.equal(['first', 'second', 'first', 'second']);
  });

  it('lets a listener go when its signal aborts', () => {
    const controller = new AbortController();
    const heard: string[] = [];
    const subscribers = new Subscribers();
    subscribers.add(() => heard.push('leaves'), controller.signal);
    subscribers.add(() => heard.push('stays'));
    controller.abort();
    subscribers.notify();
    expect(heard).to.deep.equal(['stays']);
  });

  it('takes no listener whose signal has aborted', () => {
    let calls = 0;
    const subscribers = new Subscribers();
    subscribers.add(() => calls++, AbortSignal.abort());
    subscribers.notify();
    expect(calls).to.equal(0);
  });

  it('reports a listener that throws, and still calls the others', () => {
    const reported: unknown[] = [];
    const subscribers = new Subscribers();
    const failure = new Error('listener');
    let calls = 0;
    subscribers.add(() => {
      throw failure;
    });
    subscribers.add(() => calls++);
    const { reportError } = globalThis;
    globalThis.reportError = (error: unknown) => reported.push(error);
    try {
      subscribers.notify();
    } finally {
      globalThis.reportError = reportError;
    }
    expect(reported).to.deep.equal([failure]);
    expect(calls).to.equal(1);
  });

  it('calls a listener that came meanwhile the next time', () => {
    let late = 0;
    const subscribers = new Subscribers();
    const add = () => subscribers.add(() => late++);
    const controller = new AbortController();
    subscribers.add(() => {
      add();
      controller.abort();
    }, controller.signal);
    subscribers.notify();
    expect(late).to.equal(0);
    subscribers.notify();
    expect(late).to.equal(1);
  });

  it('forgets all when cleared', () => {
    let calls = 0;
    const subscribers = new Subscribers();
    subscribers.add(() => calls++);
    subscribers.clear();
    subscribers.notify();
    expect(calls).to.equal(0);
  });

  it('reports on the console where there is no other way, as in Node', () => {
    const reported: unknown[] = [];
    replaceProperty(globalThis, 'reportError', undefined);
    replaceProperty(console, 'error', (error: unknown) => reported.push(error));
    const subscribers = new Subscribers();
    const failure = new Error('listener');
    subscribers.add(() => {
      throw failure;
    });
    subscribers.notify();
    expect(reported).to.deep.equal([failure]);
  });
});
