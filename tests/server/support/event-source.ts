import { EventReader } from './event-reader.ts';

/** As much of a browser's EventSource as an adapter uses; Node has none of its own. */
export class EventSourceInNode extends EventTarget {
  readonly #reader: Promise<EventReader>;
  #closed = false;

  constructor(url: string) {
    super();
    this.#reader = EventReader.open(url);
    void this.#forward();
  }

  close(): void {
    this.#closed = true;
    void this.#reader.then((reader) => reader.close());
  }

  async #forward(): Promise<void> {
    const reader = await this.#reader;
    for (let seen = 0; !this.#closed && !(reader.ended && seen === reader.events.length);) {
      const next = seen;
      await reader.hears(() => reader.events.length > next).catch(() => undefined);
      for (; seen < reader.events.length; seen++) {
        const { event, data } = reader.events[seen]!;
        this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
      }
    }
  }
}
