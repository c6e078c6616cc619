import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import type { CommentsElement } from '../../../src/elements/comments/comments.element.ts';
import { fill } from '../../support/form.ts';
import { openFrame } from '../../support/frame.ts';
import { findPart, partOf } from '../../support/parts.ts';
import { create, findRow, inner, openReply, place, placeReady } from '../../support/place.ts';
import { replaceProperty } from '../../support/replace.ts';
import { samples } from '../../support/sample.ts';
import { settle, until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

const { gc } = globalThis as { gc?: (options: { type: 'major'; execution: 'async' }) => Promise<void> };
const NAMES = ['colloquy-thread', 'colloquy-form', 'colloquy-share-bar', 'colloquy-count'] as const;

function createAll(): CommentsElement {
  const comments = create(
    'colloquy-comments',
    { thread: 'test', loading: 'eager' },
    ...NAMES.map((name) => create(name)),
  );
  comments.adapter = memoryAdapter({ comments: samples(2) });
  return comments;
}

/** Which of these are still there when all that can go has gone. */
async function survivors(references: readonly WeakRef<object>[]): Promise<number[]> {
  let left = [...references.keys()];
  // Some objects go only after what refers to them has gone; one that was looked at stays for that task.
  for (let round = 0; round < 50 && left.length > 0; round++) {
    await settle();
    // In a task of its own, where nothing on the stack could be taken for a reference.
    await gc!({ type: 'major', execution: 'async' });
    await settle();
    left = left.filter((index) => references[index]!.deref());
  }
  return left;
}

describe('leaks', () => {
  before(function () {
    // Only Chromium is started with a way to collect garbage on demand.
    if (!gc) this.skip();
  });

  it('1,000 elements that came and went are all gone', async function () {
    this.timeout(50_000);
    const box = create('div');
    place(box);
    // In a function of its own, which leaves no variable behind.
    async function comeAndGo(): Promise<WeakRef<object>[]> {
      const comments = createAll();
      box.append(comments);
      await comments.updateComplete;
      const references = [comments, comments.store!, ...comments.children].map((each) => new WeakRef(each));
      comments.remove();
      return references;
    }
    const references: WeakRef<object>[] = [];
    for (let round = 0; round < 1000; round++) {
      references.push(...(await comeAndGo()));
      if (round % 100 === 0) await settle();
    }
    expect(references).to.have.length(6000);
    expect(await survivors(references)).to.deep.equal([]);
  });

  it('elements that were used are gone, too', async () => {
    async function useAndRemove(): Promise<WeakRef<object>[]> {
      const comments = await placeReady({ comments: samples(3) });
      const thread = inner(comments, 'colloquy-thread');
      const form = inner(comments, 'colloquy-form');
      await fill(form, { body: 'Text', name: 'Ana' });
      await openReply(thread, 'c1');
      partOf(thread, 'reaction-button').click();
      await thread.reveal('c2');
      comments.lang = 'de';
      await settle();
      const references = [comments, thread, form, comments.store!].map((each) => new WeakRef(each));
      comments.remove();
      return references;
    }
    const references: WeakRef<object>[] = [];
    for (let round = 0; round < 10; round++) references.push(...(await useAndRemove()));
    // The browser itself remembers where the focus was last: the last one does not count.
    expect(await survivors(references.slice(0, -4))).to.deep.equal([]);
  });

  it('elements without a provider are gone', async () => {
    const box = create('div');
    place(box);
    function comeAndGo(): WeakRef<object>[] {
      const elements = NAMES.map((name) => create(name, { for: 'nobody' }));
      box.append(...elements);
      box.replaceChildren();
      return elements.map((element) => new WeakRef(element));
    }
    const references: WeakRef<object>[] = [];
    for (let round = 0; round < 50; round++) references.push(...comeAndGo());
    expect(await survivors(references)).to.deep.equal([]);
  });

  it('threads are gone where the form element is never defined', async () => {
    const frame = await openFrame('<main></main>');
    await frame.load('/src/define/comments.ts');
    await frame.load('/src/define/thread.ts');
    const main = frame.document.querySelector('main')!;
    function comeAndGo(): WeakRef<object> {
      const thread = frame.document.createElement('colloquy-thread');
      main.append(thread);
      thread.remove();
      return new WeakRef(thread);
    }
    const references = Array.from({ length: 50 }, comeAndGo);
    expect(await survivors(references)).to.deep.equal([]);
  });
});

describe('what elements leave behind', () => {
  it('no listener at the document or the window', async () => {
    // What the page has once for all of them stays.
    await placeReady();
    const listeners = new Map<string, number>();
    for (const target of [document, window]) {
      const { addEventListener: add, removeEventListener: remove } = target;
      const count = (type: string, by: number) => listeners.set(type, (listeners.get(type) ?? 0) + by);
      replaceProperty(target, 'addEventListener', (...args: Parameters<typeof add>) => {
        const [type, , options] = args;
        count(type, 1);
        if (typeof options === 'object') options.signal?.addEventListener('abort', () => count(type, -1));
        add.apply(target, args);
      });
      replaceProperty(target, 'removeEventListener', (...args: Parameters<typeof remove>) => {
        count(args[0], -1);
        remove.apply(target, args);
      });
    }
    const box = create('div');
    place(box);
    for (let round = 0; round < 20; round++) {
      const comments = createAll();
      box.append(comments);
      await comments.updateComplete;
      await settle();
      expect(
        [...listeners.values()].some((count) => count > 0),
        'listeners while it is there',
      ).to.equal(true);
      comments.remove();
      await settle();
    }
    expect([...listeners].filter(([, count]) => count > 0)).to.deep.equal([]);
  });

  it('no observer that still observes', async () => {
    let observing = 0;
    const seen: string[] = [];
    for (const Observer of [MutationObserver, IntersectionObserver, ResizeObserver]) {
      const { prototype } = Observer as unknown as { prototype: MutationObserver };
      const { observe, disconnect } = prototype;
      const active = new Set<unknown>();
      replaceProperty(prototype, 'observe', function (this: MutationObserver, ...args: never[]) {
        if (!active.has(this)) observing++;
        active.add(this);
        seen.push(Observer.name);
        return observe.apply(this, args as unknown as Parameters<typeof observe>);
      });
      replaceProperty(prototype, 'disconnect', function (this: MutationObserver) {
        if (active.delete(this)) observing--;
        return disconnect.call(this);
      });
    }
    const box = create('div');
    place(box);
    for (let round = 0; round < 20; round++) {
      const comments = createAll();
      comments.loading = 'lazy';
      comments.paging = 'scroll';
      comments.pageSize = 1;
      box.append(comments);
      await comments.updateComplete;
      await settle();
      comments.remove();
      await settle();
    }
    expect(seen).to.include.members(['MutationObserver', 'IntersectionObserver']);
    expect(observing).to.equal(0);
  });

  it('no work: what was under way is aborted, and the store takes in nothing more', async () => {
    const signals: AbortSignal[] = [];
    const adapter = memoryAdapter({ comments: samples(2) });
    const { list, watch } = adapter;
    adapter.list = (thread, query, options) => {
      signals.push(options.signal);
      return list(thread, query, options);
    };
    adapter.watch = (thread, onChange, options) => {
      signals.push(options.signal);
      watch(thread, onChange, options);
    };
    const comments = await placeReady({ adapter });
    const { store } = comments;
    await until(() => signals.length === 2);
    adapter.fault = () => 'silent';
    void store!.reload();
    await until(() => signals.length === 3);
    comments.remove();
    await until(() => signals[1]!.aborted && signals[2]!.aborted);
    expectSame(comments.store, null);
    let heard = 0;
    store!.subscribe(() => heard++);
    adapter.fault = null;
    await store!.reload();
    await settle();
    expect(heard).to.equal(0);
    expect(signals).to.have.length(3);
  });

  it('no adapter of its own; one that was given it leaves alone', async () => {
    let disposed = 0;
    const given = Object.assign(memoryAdapter({ comments: samples(1) }), { dispose: () => disposed++ });
    const comments = await placeReady({ adapter: given });
    comments.remove();
    await until(() => comments.store === null);
    expect(disposed).to.equal(0);

    const channels = new Set<BroadcastChannel>();
    replaceProperty(
      window,
      'BroadcastChannel',
      class extends BroadcastChannel {
        constructor(name: string) {
          super(name);
          channels.add(this);
        }
        override close() {
          channels.delete(this);
          super.close();
        }
      },
    );
    const local = create('colloquy-comments', { thread: 'test', loading: 'eager' });
    place(local);
    await until(() => local.store?.getSnapshot().status === 'ready' && channels.size === 1);
    local.remove();
    await until(() => channels.size === 0);
  });

  it('nothing that keeps them from coming back', async () => {
    const comments = createAll();
    const main = place(comments);
    for (let round = 0; round < 30; round++) {
      main.append(comments);
      if (round % 3 === 0) await comments.updateComplete;
      comments.remove();
      if (round % 5 === 0) await settle();
    }
    main.append(comments);
    await until(() => findRow(inner(comments, 'colloquy-thread'), 'c2'));
    expect(findPart(inner(comments, 'colloquy-form'), 'textarea')).to.exist;
  });
});
