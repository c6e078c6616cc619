import { css, html, LitElement, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LocalizeController } from '../../controllers/localize-controller.ts';
import { ThreadController } from '../../controllers/thread-controller.ts';
import type { CommentsAdapter } from '../../core/adapter/adapter.ts';
import { type ThreadRef, withoutTracking } from '../../core/model/thread.ts';
import { reportFailure } from '../error.event.ts';
import { missingProvider, type Problem, problemTemplate } from '../problem.ts';
import { readBackend, readThread } from '../settings.ts';
import { requestCount } from './count-batch.ts';

/** Adapters by what the markup says, so that all counts of a page ask the same one. */
const adapters = new Map<string, Promise<CommentsAdapter>>();

/**
 * How many comments a thread has, in words, to stand in a line of text: the thread of a `<colloquy-comments>`
 * around it or named by `for`; or, with a `backend` of its own, the thread of the page that the link around it
 * leads to. All such counts on a page are one request.
 *
 * @summary The number of comments.
 * @tagname colloquy-count
 *
 * @csspart count - The number with its word.
 * @csspart problem - What is wrong with how the page is set up.
 *
 * @fires {ColloquyErrorEvent} colloquy-error - When the backend could not tell.
 */
export class CountElement extends LitElement {
  static readonly tagName = 'colloquy-count';

  static override properties: PropertyDeclarations = {
    for: { type: String },
    backend: { type: String },
    endpoint: { type: String },
    site: { type: String },
    thread: { type: String },
    adapter: { attribute: false },
    count: { attribute: false },
  };

  static override styles = css`
    :host {
      font-variant-numeric: tabular-nums;
    }
  `;

  /** Id of the `<colloquy-comments>` whose comments to count, where it is not around this element. */
  declare for: string;
  /** Name of the backend to ask, where there is no `<colloquy-comments>`. */
  declare backend: string;
  /** Address of the backend, where it needs one. */
  declare endpoint: string;
  /** Name of the site at a backend that serves several; for GitHub `owner/name#Category`. */
  declare site: string;
  /** What the site calls the thread; default is the address of the link around this element, else the page's. */
  declare thread: string | null;
  /** An adapter of one's own, in place of `backend` and `endpoint`. */
  declare adapter: CommentsAdapter | null;
  /** What the backend said; null until then. */
  declare count: number | null;

  readonly #localize = new LocalizeController(this);
  readonly #thread = new ThreadController(this, (snapshot) => [snapshot.total]);
  #problem: Problem | undefined;
  /** Counts the questions, so that a late answer to an old one is not taken. */
  #asked = 0;

  constructor() {
    super();
    this.for = '';
    this.backend = '';
    this.endpoint = '';
    this.site = '';
    this.thread = null;
    this.adapter = null;
    this.count = null;
  }

  override willUpdate(changed: PropertyValues): void {
    if (['backend', 'endpoint', 'site', 'thread', 'adapter'].some((name) => changed.has(name)))
      void this.#ask();
  }

  override render(): unknown {
    const { localizer } = this.#localize;
    if (this.#problem) return problemTemplate(this, this.#problem);
    if (this.#isAlone) {
      // Where the number is not known, the link around it says enough.
      return this.count === null ? nothing : this.#countTemplate(this.count);
    }
    if (this.#thread.binding === 'missing') return problemTemplate(this, missingProvider(this));
    const total = this.#thread.snapshot?.total ?? null;
    return total === null
      ? html`<span part="count">${localizer.text('thread.title')}</span>`
      : this.#countTemplate(total);
  }

  get #isAlone(): boolean {
    return Boolean(this.backend || this.adapter);
  }

  #countTemplate(count: number): unknown {
    return html`<span part="count">${this.#localize.localizer.text('thread.count', { count })}</span>`;
  }

  async #ask(): Promise<void> {
    const asked = ++this.#asked;
    this.#problem = undefined;
    if (!this.#isAlone) return;
    const adapter = this.adapter ?? this.#namedAdapter();
    const thread = this.#readThread();
    if (!adapter || !thread) return;
    try {
      const count = await requestCount(await adapter, thread);
      if (asked === this.#asked) this.count = count;
    } catch (thrown) {
      if (asked === this.#asked) reportFailure(this, thrown);
    }
  }

  #namedAdapter(): Promise<CommentsAdapter> | null {
    const chosen = readBackend(this.backend, { endpoint: this.endpoint, site: this.site });
    this.#problem = chosen.problem;
    if (chosen.problem) return null;
    const { backend, settings } = chosen.value;
    const key = JSON.stringify([this.backend, settings.endpoint, settings.site]);
    let adapter = adapters.get(key);
    if (!adapter) {
      adapter = backend.load(settings);
      adapters.set(key, adapter);
      // The next count tries again.
      adapter.catch(() => adapters.delete(key));
    }
    return adapter;
  }

  #readThread(): ThreadRef | null {
    const named = readThread(this.thread, '');
    this.#problem ??= named.problem;
    if (named.problem) return null;
    const link = this.closest<HTMLAnchorElement>('a[href]');
    if (!link || this.thread) return named.value;
    const { href } = withoutTracking(link.href);
    return { key: href, url: href, title: '' };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'colloquy-count': CountElement;
  }
}
