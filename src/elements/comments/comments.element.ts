import { ContextProvider } from '@lit/context';
import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { type Layout, type PagingStyle, threadContext } from '../../context/thread-context.ts';
import { LocalizeController } from '../../controllers/localize-controller.ts';
import { NearViewportController } from '../../controllers/near-viewport-controller.ts';
import type { CommentsAdapter } from '../../core/adapter/adapter.ts';
import type { Sort } from '../../core/model/sort.ts';
import { Drafts } from '../../core/outbox/drafts.ts';
import { createThreadStore, type ThreadStore } from '../../core/store/thread-store.ts';
import { browserDevice } from '../browser-device.ts';
import { addressedComment } from '../comment-address.ts';
import { EXPORTED_PARTS } from '../parts.ts';
import { type Problem, problemTemplate } from '../problem.ts';
import { commentsStyles } from './comments.styles.ts';
import { type Checked, type ChosenBackend, readBackend, readChoice, readThread } from '../settings.ts';

/** When reading the thread begins. */
export type Loading = 'lazy' | 'eager' | 'click' | 'manual';

const CHOICES = {
  layout: ['modern', 'classic'],
  paging: ['more', 'pages', 'scroll'],
  loading: ['lazy', 'eager', 'click', 'manual'],
  sort: ['newest', 'oldest', 'top'],
} as const;

/** A change to any of these is another thread, or another way to read it. */
const STORE_PROPERTIES = ['backend', 'endpoint', 'site', 'thread', 'adapter', 'pageSize', 'fields'];

/**
 * A page's comments: share bar, form and thread, talking to one backend. With children it lays nothing out
 * and only provides the thread to them, in whatever order the page has them.
 *
 * @summary Comments for a page.
 * @tagname colloquy-comments
 *
 * @slot - Elements to use in place of the usual layout.
 * @slot fallback - What stands here without JavaScript, and until the comments have come.
 *
 * @csspart comments - All of it.
 * @csspart share-bar - The share bar; its own parts are available too.
 * @csspart form - The form for a comment; its own parts are available too.
 * @csspart thread - The thread; its own parts are available too.
 * @csspart show-button - Starts loading, with `loading="click"`.
 * @csspart problem - What is wrong with how the page is set up.
 *
 * @cssprop [--colloquy-accent=light-dark(#0b5cad, #8cc2ff)] - Links, focus and the one loud button.
 * @cssprop [--colloquy-on-accent=light-dark(#fff, #06213d)] - Text on the accent.
 * @cssprop [--colloquy-text=currentColor] - Text.
 * @cssprop [--colloquy-muted=color-mix(in srgb, currentColor 72%, transparent)] - Quieter text, such as times.
 * @cssprop [--colloquy-border=color-mix(in srgb, currentColor 18%, transparent)] - Hairlines.
 * @cssprop [--colloquy-field-border=color-mix(in srgb, currentColor 55%, transparent)] - Edges of text fields.
 * @cssprop [--colloquy-surface=color-mix(in srgb, currentColor 5%, transparent)] - Background of fields and quotations.
 * @cssprop [--colloquy-error=light-dark(#b3261e, #ffb4ab)] - Errors.
 * @cssprop [--colloquy-radius=8px] - Corners.
 * @cssprop [--colloquy-measure=65ch] - Longest line of a comment.
 * @cssprop [--colloquy-avatar-size=36px] - Width of an avatar.
 * @cssprop [--colloquy-small-size=0.875em] - Size of quieter text.
 *
 * @fires {ThreadLoadedEvent} colloquy-thread-loaded - After a view of the thread has loaded.
 * @fires {CommentSubmitEvent} colloquy-comment-submit - Before a comment is sent; cancelable.
 * @fires {CommentAddedEvent} colloquy-comment-added - After a comment has left the form.
 * @fires {CommentEditedEvent} colloquy-comment-edited - After a comment's text was replaced.
 * @fires {CommentReactEvent} colloquy-comment-react - Before a reaction is sent; cancelable.
 * @fires {ShareEvent} colloquy-share - Before something is shared; cancelable.
 * @fires {FormCancelEvent} colloquy-form-cancel - After a reply form was closed.
 * @fires {ColloquyErrorEvent} colloquy-error - When something failed; the reader has been told.
 */
export class CommentsElement extends LitElement {
  static readonly tagName = 'colloquy-comments';

  static override properties: PropertyDeclarations = {
    backend: { type: String },
    endpoint: { type: String },
    site: { type: String },
    thread: { type: String },
    layout: { type: String },
    sort: { type: String },
    paging: { type: String },
    pageSize: { type: Number, attribute: 'page-size' },
    loading: { type: String },
    fields: { type: String },
    trackVisits: { type: Boolean, attribute: 'track-visits' },
    headingLevel: { type: Number, attribute: 'heading-level' },
    adapter: { attribute: false },
  };

  static override styles = commentsStyles;

  /** Name of the backend; comments stay in this browser where none is named. */
  declare backend: string;
  /** Address of the backend, where it needs one. */
  declare endpoint: string;
  /** Name of the site at a backend that serves several; for GitHub `owner/name#Category`. */
  declare site: string;
  /** What the site calls this thread; default is the page's canonical address. */
  declare thread: string | null;
  /** `modern`, or `classic` for the look of a blog of 2012. */
  declare layout: Layout;
  /** `newest`, `oldest` or `top`; default is the backend's. */
  declare sort: Sort | '';
  /** `more`, `pages` or `scroll`. */
  declare paging: PagingStyle;
  /** Top-level comments a page. */
  declare pageSize: number;
  /** `lazy` loads when near the viewport, `click` asks first, `manual` waits for `load()`. */
  declare loading: Loading;
  /** What the form asks for where the backend leaves that open, such as `name:required location:optional`. */
  declare fields: string;
  /** Remembers on this device when the thread was last read, to tell what is new since. */
  declare trackVisits: boolean;
  /** Level of the headings of form and thread in the page's outline. */
  declare headingLevel: number;
  /** An adapter of one's own, in place of `backend` and `endpoint`. */
  declare adapter: CommentsAdapter | null;

  readonly #localize = new LocalizeController(this);
  readonly #near = new NearViewportController(this, () => this.#begin());
  readonly #drafts = new Drafts(browserDevice().storage);
  readonly #provider = new ContextProvider(this, { context: threadContext });
  readonly #children = new MutationObserver(() => this.requestUpdate());
  #store: ThreadStore | null = null;
  #storeListener = new AbortController();
  #problem: Problem | null = null;
  #begun = false;
  /** Counts what was asked for, so that an adapter that loads late does not replace a newer one. */
  #generation = 0;

  constructor() {
    super();
    this.backend = 'local';
    this.endpoint = '';
    this.site = '';
    this.thread = null;
    this.layout = 'modern';
    this.sort = '';
    this.paging = 'more';
    this.pageSize = 20;
    this.loading = 'lazy';
    this.fields = '';
    this.trackVisits = false;
    this.headingLevel = 2;
    this.adapter = null;
    this.#provide();
  }

  /** The thread's state and actions; null until the adapter's code has loaded. */
  get store(): ThreadStore | null {
    return this.#store;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#children.observe(this, {
      childList: true,
      attributes: true,
      attributeFilter: ['slot'],
      subtree: true,
    });
    document.addEventListener('visibilitychange', this.#onVisibility);
    // What was watched before a move has to be watched again, and a thread that was torn down read again.
    this.requestUpdate(this.#store ? undefined : 'backend');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#children.disconnect();
    document.removeEventListener('visibilitychange', this.#onVisibility);
    // A move disconnects and connects again at once; only what stays away is torn down.
    queueMicrotask(() => {
      if (!this.isConnected) this.#dropStore();
    });
  }

  override willUpdate(changed: PropertyValues): void {
    if (!this.hasUpdated || STORE_PROPERTIES.some((name) => changed.has(name))) void this.#createStore();
    else if (changed.has('sort') && this.sort) void this.#store?.setSort(this.sort);
    if (['layout', 'paging', 'trackVisits'].some((name) => changed.has(name))) this.#provide();
    // Who follows a link to a comment wants to see it, wherever on the page it will be.
    if (this.loading === 'eager' || (this.#isLazy && addressedComment() !== null)) this.#begin();
  }

  override updated(): void {
    this.#near.watch(this.#isLazy && !this.#begun ? this : null);
  }

  /** Starts reading the thread, whatever `loading` says. */
  load(): void {
    this.#begin();
  }

  override render(): unknown {
    const { localizer } = this.#localize;
    const fallback = html`<slot name="fallback"></slot>`;
    const problem = this.#problem ?? this.#attributeProblem();
    if (problem) return [fallback, problemTemplate(this, problem)];
    if (this.loading === 'click' && !this.#begun) {
      return html`${fallback}
        <button part="show-button" @click=${() => this.#show()}>${localizer.text('thread.show')}</button>`;
    }
    const slots = [...this.children].map((child) => child.slot);
    const status = this.#store?.getSnapshot().status ?? 'loading';
    const standsIn = /idle|loading/.test(status) && slots.includes('fallback');
    const layout = slots.includes('') ? html`<slot></slot>` : this.#renderLayout(standsIn);
    return [layout, status === 'ready' ? nothing : fallback];
  }

  get #isLazy(): boolean {
    return (this.loading || 'lazy') === 'lazy';
  }

  /** @param standsIn something of the page's own is there in place of comments that load. */
  #renderLayout(standsIn: boolean): unknown {
    return html`<div part="comments" class="layout">
      <colloquy-share-bar part="share-bar" exportparts=${EXPORTED_PARTS}></colloquy-share-bar>
      <colloquy-form
        part="form"
        exportparts=${EXPORTED_PARTS}
        heading-level=${this.headingLevel || 2}
      ></colloquy-form>
      <colloquy-thread
        part="thread"
        ?hidden=${standsIn}
        exportparts=${EXPORTED_PARTS}
        heading-level=${this.headingLevel || 2}
      ></colloquy-thread>
    </div>`;
  }

  #attributeProblem(): Problem | undefined {
    if (!this.adapter && this.hasAttribute('adapter')) return { code: 'malformed-adapter', values: {} };
    for (const [name, known] of Object.entries(CHOICES)) {
      const problem = readChoice(name, this[name as keyof typeof CHOICES], known);
      if (problem) return problem;
    }
    return undefined;
  }

  async #createStore(): Promise<void> {
    const generation = ++this.#generation;
    this.#dropStore();
    const thread = readThread(this.thread, this.closest('[lang]')?.getAttribute('lang') ?? '');
    const chosen: Checked<ChosenBackend> | null = this.adapter
      ? null
      : readBackend(this.backend || 'local', this);
    this.#problem = thread.problem ?? chosen?.problem ?? null;
    if (thread.problem || chosen?.problem) return;
    let adapter = this.adapter;
    if (chosen) {
      try {
        adapter = await chosen.value.backend.load(chosen.value.settings);
      } catch (error) {
        console.error(error);
        this.#problem = { code: 'backend-unavailable', values: { value: this.backend } };
        this.requestUpdate();
      }
    }
    if (!adapter || generation !== this.#generation || !this.isConnected) return;
    this.#store = createThreadStore({
      adapter,
      thread: thread.value,
      device: browserDevice(),
      backend: chosen ? [this.backend || 'local', this.endpoint, this.site].join(' ') : adapter.name,
      pageSize: Math.max(1, Math.trunc(this.pageSize) || 20),
      ...(this.sort && { sort: this.sort }),
    });
    this.#storeListener = new AbortController();
    this.#store.subscribe(() => this.requestUpdate(), this.#storeListener);
    this.#onVisibility();
    this.#provide();
    if (this.#begun) this.#load();
  }

  #dropStore(): void {
    this.#storeListener.abort();
    this.#store?.dispose();
    // An adapter given from outside may serve another element too.
    if (this.#store && this.#store.adapter !== this.adapter) this.#store.adapter.dispose?.();
    this.#store = null;
    this.#provide();
  }

  #provide(): void {
    this.#provider.setValue({
      store: this.#store,
      drafts: this.#drafts,
      layout: this.layout || 'modern',
      paging: this.paging || 'more',
      trackVisits: this.trackVisits,
    });
  }

  /** The button goes; who has pressed it goes on from where it was, at the beginning of the comments. */
  async #show(): Promise<void> {
    this.#begin();
    await this.updateComplete;
    this.tabIndex = -1;
    this.focus({ preventScroll: true });
    this.addEventListener('focusout', () => this.removeAttribute('tabindex'), { once: true });
  }

  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#load();
    this.requestUpdate();
  }

  #load(): void {
    const addressed = addressedComment();
    void (addressed === null ? this.#store?.load() : this.#store?.reveal(addressed));
  }

  readonly #onVisibility = (): void => this.#store?.setActive(!document.hidden);
}

declare global {
  interface HTMLElementTagNameMap {
    'colloquy-comments': CommentsElement;
  }
}
