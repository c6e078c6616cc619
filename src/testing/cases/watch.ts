import type { ThreadChange } from '../../core/adapter/adapter.ts';
import type { ThreadRef } from '../../core/model/thread.ts';
import { assert, show } from '../assertions.ts';
import { assertShape, type Bench, newThread } from '../bench.ts';
import { can, type ConformanceCase, otherViewer } from '../conformance-case.ts';
import { threadChange } from '../shapes.ts';

const needs = [can('watch'), can('create'), otherViewer];

export const watchCases: readonly ConformanceCase[] = [
  {
    title: 'tells of a comment that somebody else writes',
    needs,
    async run(bench) {
      const watcher = new Watcher(bench);
      const { id } = await bench.publishByOther('News');
      await watcher.hears((change) => change.kind === 'saved' && change.comment.id === id, 'the new comment');
      watcher.stop();
    },
  },
  {
    title: 'tells of a new comment as one that was not there before',
    needs,
    async run(bench) {
      const watcher = new Watcher(bench);
      const { id } = await bench.publishByOther('News');
      await watcher.hears(
        (change) => change.kind === 'saved' && change.comment.id === id && !change.existing,
        'the new comment as a new one',
      );
      watcher.stop();
    },
  },
  {
    title: 'tells of a comment that somebody else edits',
    needs: [...needs, can('edit')],
    async run(bench) {
      const { id } = await bench.publishByOther('News');
      const watcher = new Watcher(bench);
      await bench.fixture.other!.edit!(bench.thread, id, bench.body('Newer'), bench.options());
      await watcher.hears(
        (change) => change.kind === 'saved' && change.comment.body.value.includes('Newer'),
        'the edited comment',
      );
      watcher.stop();
    },
  },
  {
    title: 'tells of a comment that somebody else removes',
    needs: [...needs, can('remove')],
    async run(bench) {
      const { id } = await bench.publishByOther('News');
      const watcher = new Watcher(bench);
      await bench.fixture.other!.remove!(bench.thread, id, bench.options());
      await watcher.hears((change) => change.kind === 'removed' && change.id === id, 'the removal');
      watcher.stop();
    },
  },
  {
    title: 'tells everyone who watches',
    needs,
    async run(bench) {
      const watchers = [new Watcher(bench), new Watcher(bench)];
      await bench.publishByOther('News');
      for (const watcher of watchers) await watcher.hears(() => true, 'the new comment');
      for (const watcher of watchers) watcher.stop();
    },
  },
  {
    title: 'tells nothing more once its signal has aborted',
    needs,
    async run(bench) {
      const stopped = new Watcher(bench);
      stopped.stop();
      await assertSilent(bench, stopped);
    },
  },
  {
    title: 'tells nothing if its signal has aborted before',
    needs,
    async run(bench) {
      await assertSilent(bench, new Watcher(bench, bench.thread, AbortSignal.abort()));
    },
  },
  {
    title: 'tells nothing of other threads',
    needs,
    async run(bench) {
      await assertSilent(bench, new Watcher(bench, newThread('/elsewhere')));
    },
  },
];

/** Keeps what `watch` tells. */
class Watcher {
  readonly #changes: ThreadChange[] = [];
  readonly #controller = new AbortController();
  readonly #patience: number;
  #wake = () => {};

  constructor(
    bench: Bench,
    thread: ThreadRef = bench.thread,
    signal: AbortSignal = new AbortController().signal,
  ) {
    this.#patience = bench.patience;
    const onChange = (change: ThreadChange) => {
      this.#changes.push(change);
      this.#wake();
    };
    bench.adapter.watch!(thread, onChange, { signal: AbortSignal.any([signal, this.#controller.signal]) });
  }

  get changes(): readonly ThreadChange[] {
    return this.#changes;
  }

  /** Resolves once such a change was told; `unknown` stands for any. */
  async hears(wanted: (change: ThreadChange) => boolean, what: string): Promise<void> {
    const end = Date.now() + this.#patience;
    let checked = 0;
    for (;;) {
      for (; checked < this.#changes.length; checked++) {
        const change = this.#changes[checked]!;
        assertShape(threadChange, change, 'change');
        if (change.kind === 'unknown' || wanted(change)) return;
      }
      assert(Date.now() < end, `Within ${this.#patience} ms, watch() did not tell of ${what}.`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, end - Date.now() + 1);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  stop(): void {
    this.#controller.abort();
  }
}

/** Has something happen; when one who watches has heard of it, the given one must not have. */
async function assertSilent(bench: Bench, silent: Watcher): Promise<void> {
  const listening = new Watcher(bench);
  await bench.publishByOther('News');
  await listening.hears(() => true, 'the new comment');
  listening.stop();
  silent.stop();
  const { length } = silent.changes;
  assert(length === 0, `Expected nothing, heard ${show(silent.changes)}.`);
}
