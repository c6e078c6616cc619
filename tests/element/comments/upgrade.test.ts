import { expect } from '@open-wc/testing';
import { findPart } from '../../support/parts.ts';
import { settle, until } from '../../support/until.ts';
import { openFrame } from '../../support/frame.ts';
import { expectSame } from '../../support/same.ts';

const NAMES = ['comments', 'thread', 'form', 'share-bar', 'count'] as const;

const PAGE = `
  <colloquy-count for="c"></colloquy-count>
  <colloquy-comments id="c" backend="memory" thread="t" loading="eager">
    <colloquy-share-bar></colloquy-share-bar>
    <colloquy-form></colloquy-form>
    <div><colloquy-thread></colloquy-thread></div>
    <colloquy-count></colloquy-count>
  </colloquy-comments>`;

/** Each order starts with another element; in the last one the provider is the last. */
const ORDERS = [
  ...NAMES.map((_, index) => [...NAMES.slice(index), ...NAMES.slice(0, index)]),
  [...NAMES].reverse(),
];

function expectWhole(document: Document): Promise<unknown> {
  return until(() => {
    const find = (name: string) => document.querySelector(name)!;
    return (
      findPart(find('colloquy-thread'), 'empty') &&
      findPart(find('colloquy-form'), 'textarea') &&
      findPart(find('colloquy-share-bar'), 'list') &&
      [...document.querySelectorAll('colloquy-count')].every(
        (count) => count.shadowRoot?.textContent.trim() === '0 comments',
      )
    );
  }, 'all elements to be alive');
}

describe('elements upgraded after the page was parsed', () => {
  for (const order of ORDERS) {
    it(`work when defined in the order ${order.join(', ')}`, async () => {
      const frame = await openFrame(PAGE);
      for (const name of order) {
        await frame.load(`/src/define/${name}.ts`);
        await settle();
      }
      await expectWhole(frame.document);
      expect(frame.document.querySelectorAll('colloquy-thread, colloquy-form, colloquy-count')).to.satisfy(
        (elements: Iterable<Element>) => [...elements].every((element) => !findPart(element, 'problem')),
      );
      expect(frame.errors).to.deep.equal([]);
    });
  }

  it('work when all are defined at once', async () => {
    const frame = await openFrame(PAGE);
    await frame.load('/src/all.ts');
    await expectWhole(frame.document);
    expect(frame.errors).to.deep.equal([]);
  });

  it('keep properties that were set before', async () => {
    const frame = await openFrame('<colloquy-comments thread="t" loading="eager"></colloquy-comments>');
    const comments = frame.document.querySelector('colloquy-comments')!;
    const list = () => Promise.resolve({ comments: [], total: 0, capabilities: {} });
    Object.assign(comments, { adapter: { name: 'early', list }, paging: 'pages', pageSize: 7 });
    await frame.load('/src/all.ts');
    await until(() => comments.store?.adapter.name === 'early', 'the adapter to be in use');
    expect(comments.paging).to.equal('pages');
    expect(comments.pageSize).to.equal(7);
    expect(comments.store!.adapter.name).to.equal('early');
  });

  it('wait while the page is still being parsed, also for one named by for="…"', async () => {
    const frame = await openFrame('');
    const { document } = frame;
    document.open();
    document.write('<!doctype html><body><colloquy-thread for="later"></colloquy-thread>');
    await frame.load('/src/all.ts');
    const thread = document.querySelector('colloquy-thread')!;
    await until(() => thread.shadowRoot && findPart(thread, 'skeleton'));
    await settle();
    expect(document.readyState).to.equal('loading');
    expectSame(findPart(thread, 'problem'), null);
    document.write('<colloquy-comments id="later" backend="memory" loading="eager"></colloquy-comments>');
    document.close();
    await until(() => findPart(thread, 'empty'));
    expect(frame.errors).to.deep.equal([]);
  });

  it('say so when the page is parsed and no provider has come', async () => {
    const frame = await openFrame('');
    const { document } = frame;
    document.open();
    document.write('<!doctype html><body><colloquy-thread></colloquy-thread>');
    await frame.load('/src/all.ts');
    document.close();
    await until(() => findPart(document.querySelector('colloquy-thread')!, 'problem'));
    expect(frame.errors).to.have.length(1);
  });

  it('leave a thread without the form element readable', async () => {
    const frame = await openFrame(
      `<colloquy-comments backend="memory" loading="eager"><colloquy-thread></colloquy-thread></colloquy-comments>`,
    );
    await frame.load('/src/define/comments.ts');
    await frame.load('/src/define/thread.ts');
    await until(() => findPart(frame.document.querySelector('colloquy-thread')!, 'empty'));
    expect(frame.errors).to.deep.equal([]);
  });
});
