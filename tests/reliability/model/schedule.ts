import assert from 'node:assert/strict';
import fc from 'fast-check';
import { connect, type Fate, FakeServer } from './fake-server.ts';
import { FakeBrowser, type Page } from './fake-browser.ts';
import { settle, VirtualClock } from './virtual-clock.ts';

/** One thing that happens: what a reader does, or what befalls them. `of` chooses which page or comment. */
export interface Step {
  readonly kind:
    | 'post'
    | 'reply'
    | 'edit'
    | 'remove'
    | 'vote'
    | 'go offline'
    | 'come online'
    | 'reload'
    | 'kill'
    | 'open'
    | 'try again';
  readonly of: number;
  /** Milliseconds until the next step. */
  readonly pause: number;
}

export interface Schedule {
  readonly steps: readonly Step[];
  /** Of the writes, one after the other; all that follow are answered. */
  readonly fates: readonly { readonly fate: Fate; readonly latency: number }[];
}

const KINDS: readonly (readonly [weight: number, kind: Step['kind']])[] = [
  [10, 'post'],
  [3, 'reply'],
  [1, 'edit'],
  [1, 'remove'],
  [1, 'vote'],
  [2, 'go offline'],
  [2, 'come online'],
  [2, 'reload'],
  [2, 'kill'],
  [3, 'open'],
  [2, 'try again'],
];

const FATES: readonly Fate[] = [
  'answered',
  'request lost',
  'answer lost',
  'answered too late',
  'server error',
  'rate limited',
];

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  steps: fc.array(
    fc.record({
      kind: fc.oneof(...KINDS.map(([weight, kind]) => ({ weight, arbitrary: fc.constant(kind) }))),
      of: fc.nat(7),
      pause: fc.constantFrom(0, 1, 30, 400, 2_500, 25_000),
    }),
    { minLength: 2, maxLength: 14 },
  ),
  fates: fc.array(fc.record({ fate: fc.constantFrom(...FATES), latency: fc.constantFrom(1, 20, 300) }), {
    maxLength: 16,
  }),
});

/** What came of a schedule. */
export interface Outcome {
  readonly written: number;
  /** Whether a comment was sent in vain so often that its author was asked. */
  readonly gaveUp: boolean;
}

/** As long as reading takes. */
const READ = 10;

/** Longer than any retry waits. */
const LONG = 120_000;

/**
 * Runs a schedule, then lets everything go well again, and checks that each text is there, once, in the order
 * in which it was written.
 */
export async function run({ steps, fates }: Schedule): Promise<Outcome> {
  const clock = new VirtualClock();
  clock.install();
  try {
    const server = new FakeServer();
    const browser = new FakeBrowser();
    let asked = 0;
    let healed = false;
    const adapter = connect(
      server,
      () => (healed ? undefined : fates[asked++]) ?? { fate: 'answered', latency: 5 },
    );
    const written: string[] = [];
    const edits = new Map<string, string>();
    const removed = new Set<string>();
    let gaveUp = false;

    const open = async (): Promise<Page> => {
      const page = browser.open(adapter);
      void page.store.load();
      await page.store.prepareToWrite();
      await clock.pass(READ);
      return page;
    };
    const pick = <T>(items: Iterable<T>, of: number): T | undefined => {
      const all = [...items];
      return all[of % all.length];
    };
    const checkPages = () => {
      for (const page of browser.pages) {
        const { sending } = page.store.getSnapshot();
        gaveUp ||= [...sending.values()].some(({ state }) => state === 'failed');
        const texts = page.shown.filter((text) => written.includes(text));
        assert.equal(new Set(texts).size, texts.length, `shown twice: ${texts.join()}`);
      }
    };

    await open();
    for (const { kind, of, pause } of steps) {
      const page = pick(browser.pages, of);
      const { store } = page ?? {};
      const ready = store?.getSnapshot().status === 'ready';
      const comment = pick(server.comments.values(), of);
      if ((kind === 'post' || kind === 'reply') && ready) {
        const text = `text ${written.length}`;
        written.push(text);
        const parentId = kind === 'reply' && comment ? comment.id : null;
        const input = { parentId, author: { name: 'Ana' }, body: { format: 'text', value: text } } as const;
        store.submit(input).catch(() => {});
        await settle();
        assert.ok(page!.shown.includes(text), `${text} shows at once`);
      } else if (kind === 'edit' && ready && comment && !removed.has(comment.id)) {
        const text = `${comment.body.value} edited`;
        const before = edits.get(comment.id);
        const done = store.edit(comment.id, { format: 'text', value: text });
        done.then(() => edits.set(comment.id, text)).catch(() => before);
      } else if (kind === 'remove' && ready && comment) {
        removed.add(comment.id);
        store.remove(comment.id).catch(() => {});
      } else if (kind === 'vote' && ready && comment) {
        store.react(comment.id, 'like', true).catch(() => {});
      } else if (kind === 'go offline') browser.online = false;
      else if (kind === 'come online') browser.online = true;
      else if (kind === 'reload' && page) {
        browser.kill(page);
        await open();
      } else if (kind === 'kill' && page) browser.kill(page);
      else if (kind === 'open' && browser.pages.size < 4) await open();
      else if (kind === 'try again' && ready) {
        const id = pick(store.getSnapshot().sending.keys(), of);
        if (id !== undefined) store.retry(id).catch(() => {});
      }
      await clock.pass(pause);
      checkPages();
    }

    healed = true;
    browser.online = true;
    const last = await open();
    for (let round = 0; round < 8; round++) {
      await clock.pass(LONG);
      checkPages();
      if (last.store.getSnapshot().sending.size === 0) break;
      for (const [id, { state }] of last.store.getSnapshot().sending) {
        if (state === 'failed') last.store.retry(id).catch(() => {});
      }
    }
    void last.store.reload();
    await clock.pass(READ);

    const original = (text: string) => text.replace(/ edited.*/, '');
    const arrived = [...server.comments.values()].map(({ body }) => original(body.value));
    const gone = [...removed].length;
    const lost = written.filter((text) => !arrived.includes(text));
    assert.ok(lost.length <= gone, `lost: ${lost.join()}`);
    assert.equal(new Set(arrived).size, arrived.length, `doubled: ${arrived.join()}`);
    assert.equal(last.store.getSnapshot().sending.size, 0, 'the outbox is empty');
    if (!gaveUp) {
      const order = written.filter((text) => arrived.includes(text));
      assert.deepEqual(arrived, order, 'the order in which they were written');
    }
    for (const [id, text] of edits) {
      const kept = server.comments.get(id)?.body.value;
      assert.ok(removed.has(id) || kept?.startsWith(text), `edit of ${id} lost: ${kept}`);
    }
    for (const page of browser.pages) page.store.dispose();
    return { written: written.length, gaveUp };
  } finally {
    clock.restore();
  }
}
