import type { CommentsAdapter } from '../../../src/core/adapter/adapter.ts';
import type { Device } from '../../../src/core/outbox/device.ts';
import { ThreadStore } from '../../../src/core/store/thread-store.ts';
import { Subscribers } from '../../../src/core/subscribers.ts';

interface Turn {
  readonly page: Page;
  readonly begin: () => void;
}

/** What the pages of one browser share: storage, the connection, whose turn it is. */
export class FakeBrowser {
  readonly texts = new Map<string, string>();
  readonly pages = new Set<Page>();
  readonly connection = new Subscribers();
  #online = true;
  readonly #turns = new Map<string, Turn[]>();

  get online(): boolean {
    return this.#online;
  }

  set online(online: boolean) {
    this.#online = online;
    this.connection.notify();
  }

  open(adapter: CommentsAdapter): Page {
    const page = new Page(this, adapter);
    this.pages.add(page);
    return page;
  }

  /** As the system does it: nothing of the page runs any more, and what it held is free. */
  kill(page: Page): void {
    page.dead = true;
    this.pages.delete(page);
    for (const [name, turns] of this.#turns) {
      const isFirst = turns[0]?.page === page;
      const left = turns.filter((turn) => turn.page !== page);
      this.#turns.set(name, left);
      if (isFirst) left[0]?.begin();
    }
  }

  write(writer: Page, name: string, text: string | null): void {
    if (text === null) this.texts.delete(name);
    else this.texts.set(name, text);
    writer.written.notify(name);
    for (const page of this.pages) {
      if (page !== writer) queueMicrotask(() => page.dead || page.written.notify(name));
    }
  }

  async inTurn(page: Page, name: string, work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    if (page.dead) return new Promise(() => {});
    const turns = this.#turns.get(name) ?? [];
    await new Promise<void>((begin) => {
      this.#turns.set(name, [...turns, { page, begin }]);
      if (turns.length === 0) begin();
    });
    try {
      signal.throwIfAborted();
      await work();
    } finally {
      if (!page.dead) {
        const left = this.#turns.get(name)!.slice(1);
        this.#turns.set(name, left);
        left[0]?.begin();
      }
    }
  }
}

/** One tab with a thread. */
export class Page {
  dead = false;
  readonly written = new Subscribers<[name: string | null]>();
  readonly store: ThreadStore;

  constructor(browser: FakeBrowser, adapter: CommentsAdapter) {
    const device: Device = {
      storage: {
        durable: true,
        names: (prefix) => [...browser.texts.keys()].filter((name) => name.startsWith(prefix)),
        read: (name) => browser.texts.get(name) ?? null,
        write: (name, text) => {
          if (!this.dead) browser.write(this, name, text);
        },
        subscribe: (listener, { signal }) => this.written.add(listener, signal),
      },
      lasting: true,
      get online() {
        return browser.online;
      },
      onConnection: (listener, { signal }) => browser.connection.add(() => this.dead || listener(), signal),
      inTurn: (name, work, { signal }) => browser.inTurn(this, name, work, signal),
    };
    this.store = new ThreadStore({
      adapter,
      thread: { key: 'thread', url: 'https://page.example/', title: 'Page' },
      device,
    });
  }

  /** What the reader sees, in no order. */
  get shown(): string[] {
    return [...this.store.getSnapshot().tree.nodes.values()].map(({ comment }) => comment.body.value);
  }
}
