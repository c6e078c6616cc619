import type { LitElement, ReactiveController } from 'lit';
import type { ThreadStore } from '../../../core/store/thread-store.ts';
import { addressedComment } from '../../comment-address.ts';
import { missingPart } from '../../missing-part.ts';
import type { Rows } from '../rows.ts';
import type { SlicedList } from '../sliced-list.ts';
import { hasRememberedFolds } from './remembered-folds.ts';
import type { Wayfinder } from './wayfinder.ts';

type Host = LitElement & { reveal(id: string): Promise<boolean> };

/** Hears when a reader looks for a way through the thread, and only then loads what finds it. */
export class WayfindingController implements ReactiveController {
  readonly #host: Host;
  readonly #rows: Rows;
  readonly #list: SlicedList;
  readonly #store: () => ThreadStore | null;
  #wayfinder: Promise<Wayfinder> | null = null;
  /** The store of which the address was followed. */
  #followed: ThreadStore | null = null;
  #connection: AbortController | null = null;

  constructor(host: Host, rows: Rows, list: SlicedList, store: () => ThreadStore | null) {
    this.#host = host;
    this.#rows = rows;
    this.#list = list;
    this.#store = store;
    host.addController(this);
  }

  hostConnected(): void {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    addEventListener('hashchange', () => this.#followAddress(), { signal });
    const root = this.#host.renderRoot as ShadowRoot;
    root.addEventListener('keydown', (event) => this.#onKeydown(event as KeyboardEvent), { signal });
    // Text in a comment may have been selected; browsers differ in how they tell.
    for (const type of ['pointerup', 'keyup']) {
      root.addEventListener(type, (event) => this.#onSelection(event as PointerEvent | KeyboardEvent), {
        signal,
      });
    }
  }

  hostDisconnected(): void {
    this.#connection?.abort();
    this.#followed = null;
  }

  /**
   * Does what only readers who look around need. Where it cannot be loaded now, they are told.
   *
   * @param unasked nobody waits for it, and nobody is told
   */
  async wayfind(action: (wayfinder: Wayfinder) => unknown, unasked = false): Promise<void> {
    try {
      await action(await this.#load());
      if (this.#rows.refusal && !unasked) await this.#rows.change({ refusal: null });
    } catch (thrown) {
      if (unasked) console.warn('Colloquy:', thrown);
      else this.#rows.refuse(thrown);
    }
  }

  #load(): Promise<Wayfinder> {
    return (this.#wayfinder ??= import('./wayfinder.ts').then(
      ({ Wayfinder }) => new Wayfinder(this.#host, this.#rows, this.#list, this.#store),
      (thrown: unknown) => {
        // Another time it may come.
        this.#wayfinder = null;
        throw missingPart(thrown);
      },
    ));
  }

  /** The comments are shown; when they are the first of a thread, brings back what is remembered of it. */
  arrive(trackVisits: boolean): void {
    const store = this.#store();
    if (this.#followed === store) return;
    this.#followed = store;
    if (trackVisits || hasRememberedFolds())
      void this.wayfind((wayfinder) => wayfinder.arrive(trackVisits), true);
    this.#followAddress();
  }

  #followAddress(): void {
    const id = addressedComment();
    if (id !== null && this.#followed) void this.wayfind((wayfinder) => wayfinder.follow(id));
  }

  #onKeydown(event: KeyboardEvent): void {
    if (!/^[jknpux]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0] as Element;
    void this.wayfind((wayfinder) => wayfinder.onKey(event.key, target), true);
  }

  #onSelection({ target, shiftKey }: PointerEvent | KeyboardEvent): void {
    if (shiftKey || (target as Element).closest('.body') || this.#rows.quoting !== null)
      void this.wayfind((wayfinder) => wayfinder.onSelection(), true);
  }
}
