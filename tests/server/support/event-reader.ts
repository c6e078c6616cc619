import type { Json } from './client.ts';

export interface ServerEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: Json;
}

const PATIENCE = 10_000;

/** Reads server-sent events as they come. */
export class EventReader {
  readonly events: ServerEvent[] = [];
  comments = 0;
  /** What a browser would go on from. */
  lastId = '';
  ended = false;
  readonly #controller = new AbortController();
  readonly #waiting = new Set<() => void>();
  readonly response: Response;

  private constructor(response: Response, controller: AbortController) {
    this.response = response;
    this.#controller = controller;
    void this.#read();
  }

  static async open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<EventReader> {
    const controller = new AbortController();
    const response = await fetch(url, { headers, signal: controller.signal });
    return new EventReader(response, controller);
  }

  /** Resolves with the first event so far or to come that fits. */
  async hears(fits: (event: ServerEvent) => boolean): Promise<ServerEvent> {
    return this.#until(() => this.events.find(fits), 'the event did not come');
  }

  /** Resolves once a browser would go on from this id. */
  async knows(id: string): Promise<void> {
    await this.#until(() => this.lastId === id || undefined, `version ${id} was not told`);
  }

  async hasEnded(): Promise<void> {
    await this.#until(() => this.ended || undefined, 'the stream did not end');
  }

  async beats(): Promise<void> {
    await this.#until(() => this.comments > 1 || undefined, 'no heartbeat came');
  }

  close(): void {
    this.#controller.abort();
  }

  async #until<T>(find: () => T | undefined, what: string): Promise<T> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (this.ended || Date.now() > end) throw new Error(`${what}; heard ${JSON.stringify(this.events)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200);
        this.#waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  async #read(): Promise<void> {
    let text = '';
    try {
      for await (const chunk of this.response.body!.pipeThrough(new TextDecoderStream())) {
        const blocks = (text + chunk).split('\n\n');
        text = blocks.pop()!;
        for (const block of blocks) this.#take(block);
        this.#wake();
      }
    } catch {
      // Closed by the test.
    }
    this.ended = true;
    this.#wake();
  }

  #take(block: string): void {
    const lines = block.split('\n');
    if (lines.some((line) => line.startsWith(':'))) this.comments++;
    const field = (name: string) =>
      lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    const [event, id] = [field('event'), field('id')];
    if (id !== undefined) this.lastId = id;
    if (event) this.events.push({ event, id, data: JSON.parse(field('data')!) });
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}
